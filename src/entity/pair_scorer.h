// Pairs scored outside this process. A province's pairs are many times its records: the records' codes, the learning
// and the clusters stay here, the pairs of a key's groups are compared where there are more processors.
//
//   groups of equal keys ──▶ a line a group (pair_filter.h) ──▶ workers ──▶ how many pairs of each pattern
//                                                                     ──▶ the pairs of the patterns asked for
//
// Given out are keys of equal parts, in groups of ordinary size. Neighbours (near), likenesses (like) and
// crowded groups are compared here, and so is every key after a like: whether that one gave a pair before
// cannot be told from two records.
#pragma once

#include <functional>
#include <utility>
#include <vector>

#include "base/result.h"
#include "entity/link_model.h"

namespace qy {

// By key. Without groups: compared here, and of no use to a key that is given out.
struct KeyOut {
  bool is_given_out = false;
  KeyGroups groups;

  bool is_there() const { return !groups.group.empty(); }
};

struct KeyTallies {
  PatternCounts fresh, known;  // pairs given by this key and none before, and by an earlier one too
};

class PairScorer {
 public:
  using Take = std::function<Result<void>(RecordIndex a, RecordIndex b, Pattern pattern)>;

  virtual ~PairScorer() = default;
  // By key; pairs of records before `first` only are none. Asked once, before links().
  virtual Result<std::vector<KeyTallies>> tallies(const std::vector<KeyOut>& keys, RecordIndex first) = 0;
  // Every fresh pair of these patterns, in any order.
  virtual Result<void> links(const std::vector<Pattern>& wanted, const Take& take) = 0;
};

}  // namespace qy
