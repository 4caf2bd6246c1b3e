// Fellegi and Sunter's model: how much more often a level is seen among records of one entity than among
// records of two.
//
//                      m          u        weight = log2(m / u), in bits
//   surname  same      0.91       0.003    +8.2
//            0.92      0.05       0.004    +3.6
//            different 0.04       0.99     -4.6
//
// Where m and u come from, without labels: learning.h.
//
// Sources: I. P. Fellegi, A. B. Sunter, "A Theory for Record Linkage" (1969); term frequencies: W. E. Winkler,
// "Frequency-Based Matching" (1989).
#pragma once

#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "entity/blocking.h"
#include "entity/comparer.h"

namespace qy {

// By pattern, in order, so that sums of fractions over them are the same on any number of threads.
using PatternCounts = std::vector<std::pair<Pattern, int64_t>>;

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

// A model's weights over the records at hand, each worked out once: for pairs by the million. With them the
// rarity of values, where a comparison asks for it: an agreement on 诸葛 is worth more than one on 王.
//
// Rare is what few others have. Those who agree on a value because they are one entity are no others: a number
// that five records of one person bear is as rare as one that a single record bears. How many those are on
// average is what u leaves out of all agreements.
class Weights {
 public:
  // `comparer` must outlive this.
  Weights(const LinkModel& model, const LinkConfig& config, const Comparer& comparer);

  // Of all comparisons, the prior not counted; `a` is either record of the pair.
  double bits(Pattern pattern, RecordIndex a) const {
    double sum = 0;
    for (size_t c = 0; c < level_bits_.size(); ++c) sum += level_bits_[c][level_at(pattern, c)];
    for (const Rarity& rarity : rarities_) sum += bits_of(rarity, pattern, a);
    return sum;
  }
  // The parts of it: of a level (0 for kNoLevel), and more or less than that for the value agreed on.
  double level_bits(size_t comparison, unsigned level) const { return level_bits_[comparison][level]; }
  double rarity_bits(size_t comparison, Pattern pattern, RecordIndex a) const;
  double most_bits(Pattern pattern) const;  // that any pair of it can have

 private:
  struct Rarity {
    size_t comparison;
    unsigned level;  // the one that means: same value
    const RecordColumn* column;
    double log_u;
    std::vector<float> bits;  // by value: -log2 of the share of others that have it
    double most = 0;          // of them
  };
  static double bits_of(const Rarity& rarity, Pattern pattern, RecordIndex a) {
    if (level_at(pattern, rarity.comparison) != rarity.level) return 0;
    return rarity.log_u + double(rarity.bits[rarity.column->codes[a]]);
  }

  std::vector<std::array<double, kNoLevel + 1>> level_bits_;
  std::vector<Rarity> rarities_;
};

}  // namespace qy
