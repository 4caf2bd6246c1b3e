#include "entity/linkage.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <random>
#include <set>
#include <thread>
#include <unordered_map>

#include "entity/given_out.h"
#include "entity/learning.h"
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

  // Before all else, where there is somebody to give pairs out to.
  Result<void> give_out(RecordIndex first) {
    if (options_.scorer == nullptr) return {};
    QY_TRY(given_out_, GivenOut::ask(blocking_, *options_.scorer, first));
    return {};
  }

  Result<Learned> learn() {
    PairSample sample{.all_pairs = all_pairs(), .records = double(records_.size())};
    Tally given;
    for (size_t key = 0; key < blocking_.size(); ++key) {
      // What an earlier key gave is learned from again (without it, those that agree on more than one key
      // would be missing), but counted once.
      QY_TRY(KeyTally counts, patterns_of(key));
      for (const auto& [pattern, count] : counts.fresh) given[pattern] += count;
      for (const auto& [pattern, count] : counts.known) counts.fresh[pattern] += count;
      sample.of_key.push_back(in_order(counts.fresh));
    }
    sample.given = in_order(given);
    sample.random = random_patterns();
    for (size_t c = 0; c < config_.compare.size(); ++c) sample.agreeing.push_back(agreeing(c));
    return qy::learn(config_, sample);
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
      const Blocking::Walk walk = open(key);
      KeyReport& report = reports_.emplace_back(blocking_.report(key));
      if (is_out(key))
        for (const auto& [pattern, count] : given_out_->tallies(key).fresh) report.pairs += count;
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
    if (given_out_)
      QY_CHECK(given_out_->links(weights, least, [&](const Link& link) {
        return unsure.contains({link.a, link.b}) ? Result<void>() : found[0].add(link);
      }));
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
      return Error{Code::cancelled, say(kLinkageStopped)};
    if (options_.progress) options_.progress(what, double(key) / double(blocking_.size()));
    return {};
  }

  using Tally = std::unordered_map<Pattern, int64_t>;  // while pairs are counted by the million
  struct KeyTally {
    Tally fresh, known;
  };
  static PatternCounts in_order(const Tally& tally) {
    PatternCounts out(tally.begin(), tally.end());
    std::sort(out.begin(), out.end());
    return out;
  }
  bool is_out(size_t key) const { return given_out_ && given_out_->has(key); }
  Blocking::Walk open(size_t key) const {
    Blocking::Walk walk = blocking_.open(key);
    if (is_out(key)) walk.keep_crowded();
    return walk;
  }
  Result<KeyTally> patterns_of(size_t key) const {
    QY_CHECK(goes_on("patterns", key));
    std::vector<KeyTally> counts(size_t(options_.threads));
    const Blocking::Walk walk = open(key);
    side_by_side(options_.threads, [&](size_t part) {
      walk.visit(part, size_t(options_.threads), [&](RecordIndex a, RecordIndex b, bool is_new) {
        ++(is_new ? counts[part].fresh : counts[part].known)[comparer_.compare(a, b)];
      });
    });
    for (size_t part = 1; part < counts.size(); ++part) {
      for (const auto& [pattern, count] : counts[part].fresh) counts[0].fresh[pattern] += count;
      for (const auto& [pattern, count] : counts[part].known) counts[0].known[pattern] += count;
    }
    if (is_out(key)) {
      for (const auto& [pattern, count] : given_out_->tallies(key).fresh) counts[0].fresh[pattern] += count;
      for (const auto& [pattern, count] : given_out_->tallies(key).known) counts[0].known[pattern] += count;
    }
    return std::move(counts[0]);
  }

  // Of pairs that no key gives. All keys have been opened.
  PatternCounts random_patterns() const {
    Tally counts;
    std::mt19937_64 random(options_.seed);
    const size_t n = records_.size();
    for (int64_t i = 0; n > 1 && i < options_.random_pairs; ++i) {
      const auto a = RecordIndex(random() % n), b = RecordIndex(random() % n);
      if (a != b && blocking_.is_wanted(a, b) && blocking_.keys_giving(a, b) == 0)
        ++counts[comparer_.compare(a, b)];
    }
    return in_order(counts);
  }

  // How many pairs agree in the value is no matter of sampling: the values can be counted.
  std::optional<double> agreeing(size_t comparison) const {
    const ComparisonSpec& spec = config_.compare[comparison];
    if (spec.levels[0].kind != LevelKind::same || spec.levels[0].other.text != spec.of.text) return {};
    return pairs_within_scope([&](size_t i) { return comparer_.column(comparison).codes[i]; });
  }
  double all_pairs() const {
    return pairs_within_scope([](size_t) { return ValueCode(1); });
  }

  // Pairs of records of one value, but for those that say nothing, as the scope counts them.
  template <class CodeOf>
  double pairs_within_scope(const CodeOf& code_of) const {
    std::vector<uint64_t> order;
    for (size_t i = 0; i < records_.size(); ++i)
      if (code_of(i) != kNothing) order.push_back(uint64_t(code_of(i)) << 32 | records_.tables[i]);
    std::sort(order.begin(), order.end());
    const double within = pairs_of_runs(order);
    if (config_.scope == LinkScope::within) return within;
    for (uint64_t& key : order) key >>= 32;
    const double all = pairs_of_runs(order);
    return config_.scope == LinkScope::all ? all : all - within;
  }
  static double pairs_of_runs(const std::vector<uint64_t>& order) {
    double sum = 0;
    for (size_t begin = 0, end; begin < order.size(); begin = end) {
      end = begin + 1;
      while (end < order.size() && order[end] == order[begin]) ++end;
      sum += double(end - begin) * double(end - begin - 1) / 2;
    }
    return sum;
  }

  const Records& records_;
  const LinkConfig& config_;
  const LinkOptions& options_;
  Blocking& blocking_;
  const Comparer& comparer_;
  std::optional<GivenOut> given_out_;
  std::vector<KeyReport> reports_;  // of the keys that were visited for links
};

// For each file a column that names its own records and says nothing of others: where no two values of it are joined, an
// entity holds one record of the file.
std::vector<RecordColumn> one_of_each_file(const Records& records) {
  std::vector<RecordColumn> out;
  for (size_t i = 0; i < records.size(); ++i) {
    while (out.size() <= records.tables[i]) out.emplace_back().codes.resize(records.size());
    RecordColumn& file = out[records.tables[i]];
    file.codes[i] = file.values.add(records.ids[i]);
  }
  return out;
}

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
  std::vector<RecordColumn> files;
  if (config.one_each) files = one_of_each_file(records);
  for (const RecordColumn& file : files) ties.never_join.push_back(&file);
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
    const auto first = RecordIndex(onto->entity_of.size());
    blocking.only_from(first);
    QY_CHECK(run.give_out(first));
    out.model = std::move(onto->model);
    ties.before = members_of(onto->entity_of);
    before = std::move(onto->entity_of);
    before.resize(records.size(), kNew);
    QY_CHECK(take_over(std::move(onto->links), judged.unsure, out.links));
  } else {
    if (options.named != nullptr) {
      before = *options.named;
      before.resize(records.size(), kNew);
    }
    QY_CHECK(run.give_out(0));
    QY_TRY(Learned learned, run.learn());
    out.model = std::move(learned.model);
    for (const size_t c : learned.guessed) out.guessed.push_back(config.compare[c].of.text);
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
