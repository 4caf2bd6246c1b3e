#include "entity/explain.h"

#include <cmath>

namespace qy {

std::string level_text(const ComparisonSpec& comparison, unsigned level) {
  if (level == kNoLevel) return "";
  return level < comparison.levels.size() ? comparison.levels[level].text : std::string(kDifferent);
}

PairExplanation explain_pair(const LinkModel& model, const LinkConfig& config, const Comparer& comparer,
                             const Weights& weights, RecordIndex a, RecordIndex b) {
  const Pattern pattern = comparer.compare(a, b);
  PairExplanation out{.prior_bits = std::log2(model.prior / (1 - model.prior))};
  for (size_t c = 0; c < comparer.size(); ++c) {
    const RecordColumn& column = comparer.column(c);
    const unsigned level = level_at(pattern, c);
    WeightStep& step = out.steps.emplace_back();
    step.of = config.compare[c].of.text;
    step.level = level_text(config.compare[c], level);
    step.value_a = column.values.text(column.codes[a]);
    step.value_b = column.values.text(column.codes[b]);
    step.bits = weights.level_bits(c, level);
    step.rarity_bits = weights.rarity_bits(c, pattern, a);
    out.bits += step.bits + step.rarity_bits;
  }
  out.probability = model.probability(out.bits);
  return out;
}

}  // namespace qy
