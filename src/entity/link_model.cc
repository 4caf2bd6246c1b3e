#include "entity/link_model.h"

#include <algorithm>
#include <cmath>

namespace qy {
namespace {

constexpr double kLeast =
    1e-5;  // no level is impossible: one pair that nobody thought of must not weigh infinity
constexpr int kMostRounds = 100;
constexpr double kSettled = 1e-5;

double odds(double share) {
  return share / (1 - share);
}

// Level counts of one comparison, smoothed and made shares.
void to_shares(std::vector<double>& counts) {
  double sum = 0;
  for (const double count : counts) sum += count;
  if (sum <= 0) return;
  for (double& count : counts) count = std::max(kLeast, count / sum);
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
        rarities_.emplace_back(Rarity{c, level, &column, std::log2(model.weights[c][level].u), {}});
    rarity.bits.assign(column.values.size(), 0);
    double filled = 0;
    for (const ValueCode code : column.codes)
      if (code != kNothing) ++rarity.bits[code], ++filled;
    for (float& bits : rarity.bits) bits = float(std::log2(filled / double(bits)));
  }
}

double Weights::rarity_bits(size_t comparison, Pattern pattern, RecordIndex a) const {
  for (const Rarity& rarity : rarities_)
    if (rarity.comparison == comparison) return bits_of(rarity, pattern, a);
  return 0;
}

LinkModel first_guess(const LinkConfig& config, const PatternCounts& random_pairs) {
  LinkModel model;
  for (size_t c = 0; c < config.compare.size(); ++c) {
    const size_t levels = config.compare[c].levels.size() + 1;
    std::vector<double> u(levels, 0.5);  // half a pair more than was seen
    for (const auto& [pattern, count] : random_pairs)
      if (const unsigned level = level_at(pattern, c); level != kNoLevel) u[level] += double(count);
    to_shares(u);
    std::vector<double> m(levels);
    for (size_t level = 0; level < levels; ++level)
      m[level] = level + 1 == levels ? 0.05 : std::exp2(-double(level));
    to_shares(m);
    auto& weights = model.weights.emplace_back(levels);
    for (size_t level = 0; level < levels; ++level) weights[level] = {m[level], u[level]};
  }
  return model;
}

double maximise(LinkModel& model, const PatternCounts& pairs, const std::vector<bool>& is_fixed) {
  double all = 0, matches = 0, share = 0.2;
  for (const auto& [pattern, count] : pairs) all += double(count);
  if (all == 0) return 0;
  for (int round = 0; round < kMostRounds; ++round) {
    std::vector<std::vector<double>> seen;
    for (const auto& weights : model.weights) seen.emplace_back(weights.size(), 0.0);
    matches = 0;
    for (const auto& [pattern, count] : pairs) {
      double bits = 0;
      for (size_t c = 0; c < is_fixed.size(); ++c)
        if (const unsigned level = level_at(pattern, c); !is_fixed[c] && level != kNoLevel)
          bits += model.weights[c][level].bits();
      const double expected = double(count) / (1 + std::exp2(-bits) / odds(share));
      matches += expected;
      for (size_t c = 0; c < is_fixed.size(); ++c)
        if (const unsigned level = level_at(pattern, c); level != kNoLevel) seen[c][level] += expected;
    }
    double moved = 0;
    for (size_t c = 0; c < is_fixed.size(); ++c) {
      if (is_fixed[c]) continue;
      to_shares(seen[c]);
      for (size_t level = 0; level < seen[c].size(); ++level) {
        if (seen[c][level] <= 0) continue;
        moved = std::max(moved, std::abs(model.weights[c][level].m - seen[c][level]));
        model.weights[c][level].m = seen[c][level];
      }
    }
    share = std::clamp(matches / all, 1e-6, 1 - 1e-6);
    if (moved < kSettled) break;
  }
  return matches;
}

double settle_prior(const LinkModel& model, const PatternCounts& pairs, double all_pairs) {
  double prior = 1e-4;
  for (int round = 0; round < kMostRounds; ++round) {
    double matches = 0;
    for (const auto& [pattern, count] : pairs)
      matches += double(count) / (1 + std::exp2(-model.bits(pattern)) / odds(prior));
    const double next = std::clamp(matches / std::max(1.0, all_pairs), 1e-12, 0.5);
    if (std::abs(next - prior) < kSettled * prior) return next;
    prior = next;
  }
  return prior;
}

}  // namespace qy
