// Fellegi and Sunter's model: how much more often a level is seen among records of one entity than among
// records of two.
//
//                      m          u        weight = log2(m / u), in bits
//   surname  same      0.91       0.003    +8.2
//            0.92      0.05       0.004    +3.6
//            different 0.04       0.99     -4.6
//
// u is counted on random pairs: nearly all of them are of two entities. m has no such sample; it is found by
// expectation and maximisation, key by key, on the pairs that agree on the key, and only for the comparisons
// that the key has no part in (the others agree there by construction). What several keys say is averaged by
// the matches that each saw. No labels.
//
// Sources: I. P. Fellegi, A. B. Sunter, "A Theory for Record Linkage" (1969); W. E. Winkler, "Using the EM
// Algorithm for Weight Computation" (1988); term frequencies: Winkler, "Frequency-Based Matching" (1989).
#pragma once

#include <map>
#include <string>
#include <vector>

#include "entity/blocking.h"
#include "entity/comparer.h"

namespace qy {

// In order, so that sums of fractions over them are the same on any number of threads.
using PatternCounts = std::map<Pattern, int64_t>;

struct LevelWeight {
  double m = 0, u = 0;
  double bits() const;  // log2(m / u)
};

struct LinkModel {
  std::vector<std::vector<LevelWeight>> weights;  // by comparison and level; the last is "different"
  double prior = 0;                               // share of all pairs that are of one entity

  double bits(Pattern pattern) const;  // of all comparisons, the prior not counted
  double probability(double bits) const;
};

// The value frequencies of those comparisons that want them: an agreement on 诸葛 is worth more than one on
// 王.
class Frequencies {
 public:
  Frequencies(const LinkConfig& config, const Comparer& comparer);
  // Bits to add for what a pair agrees on; `a` is either record of it.
  double bits(const LinkModel& model, Pattern pattern, RecordIndex a) const;
  // The same of one comparison; 0 where it is not told, or the two do not agree there.
  double bits_of(const LinkModel& model, Pattern pattern, size_t comparison, RecordIndex a) const;

 private:
  struct Column {
    size_t comparison;
    unsigned level;                // the one that means: same value
    std::vector<double> share_of;  // by value
  };
  double bits_of(const LinkModel& model, Pattern pattern, const Column& column, RecordIndex a) const;

  const Comparer* comparer_;
  std::vector<Column> columns_;
};

// What a level's m and u start from: u as counted, m a guess that falls from level to level.
LinkModel first_guess(const LinkConfig& config, const PatternCounts& random_pairs);

// One key's pairs. `is_fixed[c]`: the key has a part in comparison c. Returns the matches expected among
// them.
double maximise(LinkModel& model, const PatternCounts& pairs, const std::vector<bool>& is_fixed);

// The share of matches among all pairs such that those looked at, weighed by the model, add up to it.
double settle_prior(const LinkModel& model, const PatternCounts& pairs, double all_pairs);

}  // namespace qy
