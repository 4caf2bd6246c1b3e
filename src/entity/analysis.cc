#include "entity/analysis.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace qy {
namespace {

using ByMask = std::unordered_map<uint64_t, MatchCount>;  // which keys give a pair, a bit each

struct Seen {
  ByMask by_mask;
  std::map<int, MatchCount> by_weight;
};

int64_t pairs_of(int64_t n) {
  return n * (n - 1) / 2;
}

ColumnAnalysis column_of(const std::string& text, const RecordColumn& column) {
  ColumnAnalysis out{.text = text, .distinct = int64_t(column.values.size()) - 1};
  std::vector<int64_t> counts(column.values.size());
  for (const ValueCode code : column.codes) ++counts[code];
  const auto records = double(column.codes.size());
  const double filled = records - double(counts[kNothing]);
  out.filled = records > 0 ? filled / records : 0;
  if (filled > 0) out.commonest = double(*std::max_element(counts.begin() + 1, counts.end())) / filled;
  return out;
}

// Two keys that share no column, i and j: N = n_i n_j / n_ij. The middle of what all such say.
std::optional<double> estimate(const LinkConfig& config, const ByMask& by_mask,
                               const std::vector<KeyAnalysis>& keys) {
  std::vector<double> estimates;
  for (size_t i = 0; i < keys.size(); ++i)
    for (size_t j = 0; j < i; ++j) {
      const auto of_i = config.block[i].columns(), of_j = config.block[j].columns();
      if (std::any_of(of_i.begin(), of_i.end(), [&](const auto& column) { return of_j.contains(column); }))
        continue;
      double both = 0;
      for (const auto& [mask, count] : by_mask)
        if ((mask >> i & 1U) != 0 && (mask >> j & 1U) != 0) both += count.expected;
      if (both >= 1) estimates.push_back(keys[i].all.expected * keys[j].all.expected / both);
    }
  if (estimates.empty()) return std::nullopt;
  std::nth_element(estimates.begin(), estimates.begin() + std::ptrdiff_t(estimates.size() / 2),
                   estimates.end());
  return estimates[estimates.size() / 2];
}

int64_t matches_of(const std::vector<uint32_t>& truth) {
  std::unordered_map<uint32_t, int64_t> of_entity;
  for (const uint32_t entity : truth) ++of_entity[entity];
  int64_t out = 0;
  for (const auto& [entity, count] : of_entity) out += pairs_of(count);
  return out;
}

double wilson_lower(double good, double all) {
  constexpr double kZ = 1.96;
  if (all <= 0) return 0;
  const double p = good / all, z2 = kZ * kZ;
  return (p + z2 / (2 * all) - kZ * std::sqrt((p * (1 - p) + z2 / (4 * all)) / all)) / (1 + z2 / all);
}

}  // namespace

MatchCount& MatchCount::operator+=(const MatchCount& other) {
  pairs += other.pairs;
  expected += other.expected;
  real += other.real;
  return *this;
}

Result<Analysis> analyse(const Records& records, const LinkConfig& config, const std::vector<uint32_t>& truth,
                         LinkOptions options) {
  std::vector<Seen> seen(size_t(options.threads));
  options.observe = [&](size_t part, const Blocking& blocking, const SeenPair& pair) {
    const MatchCount count{1, pair.probability, !truth.empty() && truth[pair.a] == truth[pair.b] ? 1 : 0};
    seen[part].by_mask[blocking.keys_giving(pair.a, pair.b) | uint64_t{1} << pair.key] += count;
    const double odds = pair.probability / (1 - pair.probability);
    seen[part].by_weight[int(std::floor(std::clamp(std::log2(odds), -60.0, 60.0)))] += count;
  };
  QY_TRY(Linkage linkage, link(records, config, options));
  Analysis out{.records = int64_t(records.size()), .model = std::move(linkage.model)};
  ByMask by_mask;
  for (const Seen& part : seen) {
    for (const auto& [mask, count] : part.by_mask) by_mask[mask] += count;
    for (const auto& [bits, count] : part.by_weight) out.by_weight[bits] += count;
  }
  for (KeyReport& report : linkage.keys) {
    KeyAnalysis& key = out.keys.emplace_back(KeyAnalysis{.report = std::move(report)});
    const size_t bit = out.keys.size() - 1;
    for (const auto& [mask, count] : by_mask) {
      if ((mask >> bit & 1U) != 0) key.all += count;
      if (mask == uint64_t{1} << bit) key.alone += count;
    }
  }
  for (const auto& [mask, count] : by_mask) out.all += count;
  out.estimated_matches = estimate(config, by_mask, out.keys);
  if (out.estimated_matches) out.estimated_matches = std::max(*out.estimated_matches, out.all.expected);
  if (!truth.empty()) out.real_matches = matches_of(truth);
  Derived derived(records);
  for (const ComparisonSpec& comparison : config.compare) {
    QY_TRY(const RecordColumn* column, derived.column(comparison.of));
    out.columns.push_back(column_of(comparison.of.text, *column));
  }
  std::vector<bool> has_key(records.size());
  for (const KeySpec& key : config.block) {
    std::vector<const RecordColumn*> parts;
    for (const Expression& part : key.parts()) {
      QY_TRY(const RecordColumn* column, derived.column(part));
      parts.push_back(column);
    }
    for (size_t i = 0; i < records.size(); ++i)
      if (std::all_of(parts.begin(), parts.end(),
                      [&](const RecordColumn* c) { return c->codes[i] != kNothing; }))
        has_key[i] = true;
  }
  out.records_without_key = std::count(has_key.begin(), has_key.end(), false);
  return out;
}

std::optional<int> threshold_for(const Analysis& analysis, double precision, bool by_truth) {
  MatchCount above;
  std::optional<int> out;
  for (auto at = analysis.by_weight.rbegin(); at != analysis.by_weight.rend(); ++at) {
    above += at->second;
    const double share = by_truth ? wilson_lower(double(above.real), double(above.pairs))
                                  : above.expected / double(above.pairs);
    if (share >= precision) out = at->first;
  }
  return out;
}

}  // namespace qy
