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
  Run(const Records& records, const LinkConfig& config, const LinkOptions& options, Blocking& blocking,
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
      for (const auto& [pattern, count] : counts.fresh) all[pattern] += count;
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

  // Pairs above the threshold into `out`, without those that somebody was unsure of.
  Result<void> find_links(const LinkModel& model, const std::set<RecordPair>& unsure, LinkStore& out) {
    const Weights weights(model, config_, comparer_);
    const double least =
        std::log2(config_.threshold / (1 - config_.threshold)) - std::log2(model.prior / (1 - model.prior));
    const auto threads = size_t(options_.threads);
    std::vector<LinkStore> found;
    for (size_t part = 0; part < threads; ++part) found.emplace_back(LinkStore::kMostInMemory / threads);
    std::vector<Result<void>> failed(threads);
    for (size_t key = 0; key < blocking_.size(); ++key) {
      QY_CHECK(goes_on("links", key));
      const Blocking::Walk walk = blocking_.open(key);
      KeyReport& report = reports_.emplace_back(blocking_.report(key));
      std::vector<int64_t> fresh(threads);
      side_by_side(options_.threads, [&](size_t part) {
        walk.visit(part, threads, [&](RecordIndex a, RecordIndex b, bool is_new) {
          if (!is_new) return;
          ++fresh[part];
          const Pattern pattern = comparer_.compare(a, b);
          const double bits = weights.bits(pattern, a);
          if (options_.observe) options_.observe(part, blocking_, {key, a, b, model.probability(bits)});
          if (bits < least || !failed[part].ok() || unsure.contains({a, b})) return;
          failed[part] = found[part].add({a, b, float(bits)});
        });
      });
      for (const int64_t pairs : fresh) report.pairs += pairs;
    }
    for (size_t part = 0; part < threads; ++part) {
      QY_CHECK(failed[part]);
      QY_CHECK(out.take(std::move(found[part])));
    }
    return {};
  }

  std::vector<KeyReport> reports() { return std::move(reports_); }

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
    const Blocking::Walk walk = blocking_.open(key);
    side_by_side(options_.threads, [&](size_t part) {
      walk.visit(part, size_t(options_.threads), [&](RecordIndex a, RecordIndex b, bool is_new) {
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
    const std::set<std::string> of_key = config_.block[key].columns();
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
  Blocking& blocking_;
  const Comparer& comparer_;
  std::vector<KeyReport> reports_;  // of the keys that were visited for links
};

// The records of each entity of two and more.
std::vector<std::vector<RecordIndex>> members_of(const std::vector<RecordIndex>& entity_of) {
  std::map<RecordIndex, std::vector<RecordIndex>> all;
  for (RecordIndex i = 0; i < entity_of.size(); ++i) all[entity_of[i]].push_back(i);
  std::vector<std::vector<RecordIndex>> out;
  for (auto& [entity, members] : all)
    if (members.size() > 1) out.push_back(std::move(members));
  return out;
}

// The links of an earlier run, but for those that somebody has been unsure of since.
Result<void> take_over(LinkStore&& earlier, const std::set<RecordPair>& unsure, LinkStore& links) {
  if (unsure.empty()) return links.take(std::move(earlier));
  Result<void> failed;
  QY_CHECK(earlier.each([&](const Link& link) {
    if (failed.ok() && !unsure.contains({link.a, link.b})) failed = links.add(link);
  }));
  return failed;
}

}  // namespace

Result<Linkage> link(const Records& records, const LinkConfig& config, const LinkOptions& options) {
  Derived derived(records);
  QY_TRY(const Comparer comparer, Comparer::prepare(config, derived));
  QY_TRY(Blocking blocking, Blocking::prepare(records, config, derived));
  Ties ties{.support = config.support};
  for (const Expression& field : config.never_join) {
    QY_TRY(const RecordColumn* column, derived.column(field));
    ties.never_join.push_back(column);
  }
  JudgedTies judged;
  if (options.judgements != nullptr) {
    QY_TRY(judged, judged_ties(*options.judgements, records, config.never_join, derived));
    ties.yes = std::move(judged.yes);
    ties.no = std::move(judged.no);
  }
  Run run(records, config, options, blocking, comparer);
  Linkage out{.judgements_not_here = judged.not_here};
  std::vector<RecordIndex> before;
  if (EarlierRun* onto = options.onto) {
    blocking.only_from(RecordIndex(onto->entity_of.size()));
    out.model = std::move(onto->model);
    ties.before = members_of(onto->entity_of);
    before = std::move(onto->entity_of);
    before.resize(records.size(), kNew);
    QY_CHECK(take_over(std::move(onto->links), judged.unsure, out.links));
  } else {
    QY_TRY(out.model, run.learn());
  }
  QY_CHECK(run.find_links(out.model, judged.unsure, out.links));
  QY_CHECK(out.links.finish());
  out.keys = run.reports();
  for (const KeyReport& key : out.keys) out.pairs += key.pairs;
  QY_TRY(out.clusters, cluster(records.size(), out.links, ties));
  Names names = name_entities(out.clusters.entity_of, before);
  out.clusters.entity_of = std::move(names.entity_of);
  out.changes = std::move(names.changes);
  return out;
}

}  // namespace qy
