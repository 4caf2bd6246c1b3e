// Why a pair is taken for one entity, or is not: the weights one under the other, as they add up.
//
//   prior                                    -15.1   -15.1   of all pairs, few are of one entity
//   name      same       王伟芳 = 王伟芳        +9.3    -5.8
//               rarity of the value            +2.1    -3.7
//   born      edits 1    1950-01-01 / -02      +6.0    +2.3
//   village   nothing    东村 /                 0.0    +2.3   a side that says nothing weighs nothing
//                                                     = 0.83 probability
#pragma once

#include <string>
#include <vector>

#include "entity/link_model.h"

namespace qy {

// What stands for "none of the levels" wherever a level is written down.
inline constexpr std::string_view kDifferent = "different";

struct WeightStep {
  std::string of, level;         // level "" where a side says nothing
  std::string value_a, value_b;  // as they were compared
  double bits = 0;               // of the level
  double rarity_bits = 0;        // more or less than that, for the value agreed on
};

struct PairExplanation {
  double prior_bits = 0;
  std::vector<WeightStep> steps;  // by comparison, in the configuration's order
  double bits = 0;                // all steps; without the prior, as links say it
  double probability = 0;
};

std::string level_text(const ComparisonSpec& comparison, unsigned level);

PairExplanation explain_pair(const LinkModel& model, const LinkConfig& config, const Comparer& comparer,
                             const Weights& weights, RecordIndex a, RecordIndex b);

}  // namespace qy
