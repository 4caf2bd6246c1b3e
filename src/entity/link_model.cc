#include "entity/link_model.h"

#include <algorithm>
#include <cmath>

namespace qy {
namespace {

constexpr double kFewestOthers = 0.5;  // that have a value, where all seen are of one entity

double odds(double share) {
  return share / (1 - share);
}

}  // namespace

double LevelWeight::bits() const {
  return std::log2(m / u);
}

double LinkModel::bits(Pattern pattern) const {
  double sum = 0;
  for (size_t c = 0; c < weights.size(); ++c)
    if (const unsigned level = level_at(pattern, c); level != kNoLevel) sum += weights[c][level].bits();
  return sum;
}

double LinkModel::probability(double bits) const {
  return 1 / (1 + std::exp2(-bits) / odds(prior));
}

Weights::Weights(const LinkModel& model, const LinkConfig& config, const Comparer& comparer) {
  for (const auto& levels : model.weights) {
    auto& of_level = level_bits_.emplace_back();
    for (size_t level = 0; level < levels.size(); ++level) of_level[level] = levels[level].bits();
  }
  for (size_t c = 0; c < config.compare.size(); ++c) {
    const ComparisonSpec& spec = config.compare[c];
    const auto same = std::find_if(spec.levels.begin(), spec.levels.end(), [&](const LevelSpec& level) {
      return level.kind == LevelKind::same && level.other.text == spec.of.text;
    });
    if (!spec.frequency || same == spec.levels.end()) continue;
    const auto level = unsigned(same - spec.levels.begin());
    const RecordColumn& column = comparer.column(c);
    Rarity& rarity =
        rarities_.emplace_back(Rarity{c, level, &column, std::log2(model.weights[c][level].u), {}, 0});
    rarity.bits.assign(column.values.size(), 0);
    double filled = 0, squares = 0;
    for (const ValueCode code : column.codes)
      if (code != kNothing) ++rarity.bits[code], ++filled;
    for (const float count : rarity.bits) squares += double(count) * double(count);
    const double own = filled > 0 ? squares / filled - filled * model.weights[c][level].u : 0;
    for (float& bits : rarity.bits)
      bits = float(std::log2(filled / std::max(kFewestOthers, double(bits) - std::max(0.0, own))));
    rarity.most = double(*std::max_element(rarity.bits.begin(), rarity.bits.end()));
  }
}

double Weights::most_bits(Pattern pattern) const {
  double sum = 0;
  for (size_t c = 0; c < level_bits_.size(); ++c) sum += level_bits_[c][level_at(pattern, c)];
  for (const Rarity& rarity : rarities_)
    if (level_at(pattern, rarity.comparison) == rarity.level) sum += rarity.log_u + rarity.most;
  return sum;
}

double Weights::rarity_bits(size_t comparison, Pattern pattern, RecordIndex a) const {
  for (const Rarity& rarity : rarities_)
    if (rarity.comparison == comparison) return bits_of(rarity, pattern, a);
  return 0;
}

}  // namespace qy
