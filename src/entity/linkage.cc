#include "entity/linkage.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <random>
#include <set>
#include <thread>
#include <unordered_map>

#include "entity/messages.h"

namespace qy {
namespace {

// Runs `work(part)` on each of `parts` threads.
template <class Work>
void side_by_side(int parts, const Work& work) {
  std::vector<std::jthread> threads;
  for (int part = 1; part < parts; ++part) threads.emplace_back([&, part] { work(size_t(part)); });
  work(0);
}

class Run {
 public:
  Run(const Records& records, const LinkConfig& config, const LinkOptions& options, const Blocking& blocking,
      const Comparer& comparer)
      : records_(records), config_(config), options_(options), blocking_(blocking), comparer_(comparer) {}

  Result<LinkModel> learn() {
    QY_TRY(const LinkModel guess, with_exact_agreement(first_guess(config_, random_patterns())));
    LinkModel model = guess;
    std::vector<double> seen(config_.compare.size());
    std::vector<std::vector<double>> sums;
    for (const auto& weights : guess.weights) sums.emplace_back(weights.size());
    PatternCounts all;
    for (size_t key = 0; key < blocking_.size(); ++key) {
      // What an earlier key gave is learned from again (without it, those that agree on more than one key
      // would be missing), but counted once.
      QY_TRY(const KeyPatterns counts, patterns_of(key));
      PatternCounts patterns = counts.fresh;
      for (const auto& [pattern, count] : counts.known) patterns[pattern] += count;
      int64_t fresh = 0;
      for (const auto& [pattern, count] : counts.fresh) all[pattern] += count, fresh += count;
      pairs_by_key_.push_back(fresh);
      LinkModel of_key = guess;
      const std::vector<bool> fixed = has_part_in(key);
      const double matches = maximise(of_key, patterns, fixed);
      for (size_t c = 0; c < fixed.size(); ++c) {
        if (fixed[c]) continue;
        seen[c] += matches;
        for (size_t level = 0; level < sums[c].size(); ++level)
          sums[c][level] += matches * of_key.weights[c][level].m;
      }
    }
    for (size_t c = 0; c < seen.size(); ++c)
      if (seen[c] > 0)
        for (size_t level = 0; level < sums[c].size(); ++level)
          model.weights[c][level].m = sums[c][level] / seen[c];
    model.prior = settle_prior(model, all, all_pairs());
    return model;
  }

  Result<std::vector<Link>> links(const LinkModel& model) {
    const Frequencies frequencies(config_, comparer_);
    const double least =
        std::log2(config_.threshold / (1 - config_.threshold)) - std::log2(model.prior / (1 - model.prior));
    std::vector<std::vector<Link>> found(size_t(options_.threads));
    for (size_t key = 0; key < blocking_.size(); ++key) {
      QY_CHECK(goes_on("links", key));
      side_by_side(options_.threads, [&](size_t part) {
        blocking_.visit(key, part, size_t(options_.threads), [&](RecordIndex a, RecordIndex b, bool is_new) {
          if (!is_new) return;
          const Pattern pattern = comparer_.compare(a, b);
          const double bits = model.bits(pattern) + frequencies.bits(model, pattern, a);
          if (bits >= least) found[part].push_back({a, b, float(bits)});
        });
      });
    }
    std::vector<Link> out;
    for (const auto& part : found) out.insert(out.end(), part.begin(), part.end());
    std::sort(out.begin(), out.end(),
              [](const Link& x, const Link& y) { return x.a != y.a ? x.a < y.a : x.b < y.b; });
    out.erase(std::unique(out.begin(), out.end(),
                          [](const Link& x, const Link& y) { return x.a == y.a && x.b == y.b; }),
              out.end());
    return out;
  }

  const std::vector<int64_t>& pairs_by_key() const { return pairs_by_key_; }

 private:
  Result<void> goes_on(const std::string& what, size_t key) const {
    if (options_.cancelled != nullptr && options_.cancelled->load())
      return Error{Code::cancelled, say(kStopped)};
    if (options_.progress) options_.progress(what, double(key) / double(blocking_.size()));
    return {};
  }

  using Tally = std::unordered_map<Pattern, int64_t>;  // while pairs are counted by the million
  struct KeyTally {
    Tally fresh, known;
  };
  struct KeyPatterns {
    PatternCounts fresh, known;
  };
  Result<KeyPatterns> patterns_of(size_t key) const {
    QY_CHECK(goes_on("patterns", key));
    std::vector<KeyTally> counts(size_t(options_.threads));
    side_by_side(options_.threads, [&](size_t part) {
      blocking_.visit(key, part, size_t(options_.threads), [&](RecordIndex a, RecordIndex b, bool is_new) {
        ++(is_new ? counts[part].fresh : counts[part].known)[comparer_.compare(a, b)];
      });
    });
    KeyPatterns out;
    for (const KeyTally& part : counts) {
      for (const auto& [pattern, count] : part.fresh) out.fresh[pattern] += count;
      for (const auto& [pattern, count] : part.known) out.known[pattern] += count;
    }
    return out;
  }

  PatternCounts random_patterns() const {
    PatternCounts counts;
    std::mt19937_64 random(options_.seed);
    const size_t n = records_.size();
    for (int64_t i = 0; n > 1 && i < options_.random_pairs; ++i) {
      const auto a = RecordIndex(random() % n), b = RecordIndex(random() % n);
      if (a != b) ++counts[comparer_.compare(a, b)];
    }
    return counts;
  }

  // How often two records agree on a value by chance is no matter of sampling: the values can be counted.
  Result<LinkModel> with_exact_agreement(LinkModel model) const {
    for (size_t c = 0; c < config_.compare.size(); ++c) {
      const ComparisonSpec& spec = config_.compare[c];
      if (spec.levels[0].kind != LevelKind::same || spec.levels[0].other.text != spec.of.text) continue;
      std::vector<double> counts(comparer_.column(c).values.size());
      double filled = 0, agreeing = 0;
      for (const ValueCode code : comparer_.column(c).codes)
        if (code != kNothing) ++counts[code], ++filled;
      for (const double count : counts) agreeing += count * (count - 1);
      if (filled > 1 && agreeing > 0) model.weights[c][0].u = agreeing / (filled * (filled - 1));
    }
    return model;
  }

  // What a comparison and a key have in common is a column.
  std::vector<bool> has_part_in(size_t key) const {
    std::set<std::string> of_key;
    for (const Expression& part : config_.block[key]) part.columns(of_key);
    std::vector<bool> out;
    for (const ComparisonSpec& comparison : config_.compare) {
      std::set<std::string> columns;
      comparison.of.columns(columns);
      out.push_back(std::any_of(columns.begin(), columns.end(),
                                [&](const std::string& c) { return of_key.contains(c); }));
    }
    return out;
  }

  double all_pairs() const {
    std::map<uint32_t, double> of_table;
    for (const uint32_t table : records_.tables) ++of_table[table];
    const auto n = double(records_.size());
    double within = 0;
    for (const auto& [table, count] : of_table) within += count * (count - 1) / 2;
    if (config_.scope == LinkScope::within) return within;
    const double all = n * (n - 1) / 2;
    return config_.scope == LinkScope::all ? all : all - within;
  }

  const Records& records_;
  const LinkConfig& config_;
  const LinkOptions& options_;
  const Blocking& blocking_;
  const Comparer& comparer_;
  std::vector<int64_t> pairs_by_key_;
};

}  // namespace

Result<Linkage> link(const Records& records, const LinkConfig& config, const LinkOptions& options) {
  Derived derived(records);
  QY_TRY(const Comparer comparer, Comparer::prepare(config, derived));
  QY_TRY(const Blocking blocking, Blocking::prepare(records, config, derived));
  std::vector<const RecordColumn*> never_join;
  for (const Expression& field : config.never_join) {
    QY_TRY(const RecordColumn* column, derived.column(field));
    never_join.push_back(column);
  }
  Run run(records, config, options, blocking, comparer);
  Linkage out;
  QY_TRY(out.model, run.learn());
  QY_TRY(out.links, run.links(out.model));
  out.keys = blocking.reports();
  for (size_t key = 0; key < out.keys.size(); ++key)
    out.pairs += out.keys[key].pairs = run.pairs_by_key()[key];
  out.clusters = cluster(records.size(), out.links, never_join, config.support);
  return out;
}

}  // namespace qy
