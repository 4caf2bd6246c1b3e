// What each key is good for, and where the weights lie: what a person needs to choose keys and a threshold.
//
//   key                 pairs    matches   share found   lost without it
//   name + born         81,000    40,100         0.81              1,200      expected by the model, or
//   village + born      22,000    38,900         0.79                900      counted where the truth is
//   known
//
// Matches that no key finds cannot be seen. Where two keys have no column in common they are estimated from
// what the two find each and both, as animals are counted by catching twice (Lincoln and Petersen); keys of
// one person are mistaken together more often than by chance, so the estimate is a lower bound.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "entity/linkage.h"

namespace qy {

struct MatchCount {
  int64_t pairs = 0;
  double expected = 0;  // matches among them, by the model
  int64_t real = 0;     // matches among them, by the truth
  MatchCount& operator+=(const MatchCount& other);
};

struct KeyAnalysis {
  KeyReport report;
  MatchCount all;    // that it gives
  MatchCount alone;  // that no other key gives
};

struct ColumnAnalysis {
  std::string text;
  double filled = 0, commonest = 0;  // share of records; of those filled, share of the commonest value
  int64_t distinct = 0;
};

struct Analysis {
  std::vector<ColumnAnalysis> columns;  // compared
  std::vector<KeyAnalysis> keys;
  MatchCount all;                           // of all keys
  std::optional<double> estimated_matches;  // seen or not; none where every two keys share a column
  std::optional<int64_t> real_matches;      // by the truth, seen or not
  std::map<int, MatchCount> by_weight;      // by whole bits, the prior counted in
  int64_t records = 0, records_without_key = 0;
  LinkModel model;
};

// `truth`: one number a record, equal for records of one entity; empty where it is not known. At most 64
// keys.
Result<Analysis> analyse(const Records& records, const LinkConfig& config, const std::vector<uint32_t>& truth,
                         LinkOptions options);

// The lowest weight, in whole bits with the prior, from which so great a share of the pairs are matches: by
// the truth with the lower end of Wilson's interval of 95 % (E. B. Wilson, 1927), by the model without. None
// where none is.
std::optional<int> threshold_for(const Analysis& analysis, double precision, bool by_truth);

}  // namespace qy
