#include "leads/rank.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <unordered_map>

namespace qy {
namespace {

double to_decimals(double x) {
  return std::round(x * 1e4) / 1e4;
}

// A finding without stack key stands alone.
std::string stack_of(const Finding& finding) {
  return finding.stack_key.empty() ? "finding:" + finding.fingerprint : finding.stack_key;
}

void put_strength(Screening& screening, const std::map<std::string, Tally>& tallies) {
  for (auto& finding : screening.findings) {
    const auto& card = screening.card(finding.rule);
    const auto at = tallies.find(finding.rule);
    const Tally tally = at == tallies.end() ? Tally{} : at->second;
    Score& score = finding.score = {};
    score.prior = card.precision_prior;
    score.confirmed = tally.confirmed;
    score.decided = tally.decided;
    score.precision = to_decimals(Precision::of(card.precision_prior, tally).mean());
    score.band_weight = weight_of(finding.band);
    score.strength = to_decimals(score.precision * score.band_weight);
  }
}

// A rule without a family is a family of its own.
std::string family_of(const Screening& screening, const Finding& finding) {
  const auto& family = screening.card(finding.rule).family;
  return family.empty() ? "rule:" + finding.rule : family;
}

void put_evidence(Screening& screening) {
  std::unordered_map<std::string, std::map<std::string, const Finding*>> strongest;
  for (const auto& finding : screening.findings) {
    const Finding*& best = strongest[stack_of(finding)][family_of(screening, finding)];
    if (best == nullptr || finding.score.strength > best->score.strength ||
        (finding.score.strength == best->score.strength && finding.fingerprint < best->fingerprint)) {
      best = &finding;
    }
  }
  for (auto& finding : screening.findings) {
    for (const auto& [family, best] : strongest[stack_of(finding)]) {
      const double q = best->score.strength;
      finding.score.families.push_back(
          {family, best->rule, best->fingerprint, q, to_decimals(-std::log1p(-q))});
      finding.score.evidence_nats += finding.score.families.back().nats;
    }
    finding.score.evidence_nats = to_decimals(finding.score.evidence_nats);
  }
}

Fen median_of(std::vector<Fen> amounts) {
  const size_t middle = amounts.size() / 2;
  std::sort(amounts.begin(), amounts.end());
  if (amounts.size() % 2 == 1) return amounts[middle];
  return amounts[middle - 1] + (amounts[middle] - amounts[middle - 1]) / 2;
}

Fen magnitude(Fen amount) {
  return amount >= 0 ? amount : amount == INT64_MIN ? INT64_MAX : -amount;
}

void put_amounts(Screening& screening) {
  std::map<std::string, std::vector<Fen>> known;
  for (const auto& finding : screening.findings) {
    if (finding.amount_fen) known[finding.rule].push_back(magnitude(*finding.amount_fen));
  }
  std::map<std::string, Fen> medians;
  for (auto& [rule, amounts] : known) medians[rule] = median_of(std::move(amounts));
  for (auto& finding : screening.findings) {
    Score& score = finding.score;
    const auto median = medians.find(finding.rule);
    if (finding.amount_fen) {
      score.amount_fen = magnitude(*finding.amount_fen);
    } else if (median != medians.end()) {
      score.amount_fen = median->second;
      score.amount_is_median = true;
    }
    score.amount_factor = to_decimals(amount_factor(score.amount_fen.value_or(0)));
    score.score = to_decimals(score.evidence_nats * score.amount_factor);
  }
}

// Settled findings last; then step 5 of the header.
void sort_by_score(Screening& screening) {
  const auto key = [&](const Finding& f) {
    return std::make_tuple(f.settled.has_value(), -f.score.score, -f.score.amount_fen.value_or(0),
                           -screening.card(f.rule).severity);
  };
  std::sort(screening.findings.begin(), screening.findings.end(), [&](const Finding& a, const Finding& b) {
    const auto ka = key(a);
    const auto kb = key(b);
    if (ka != kb) return ka < kb;
    return std::tie(a.rule, a.fingerprint) < std::tie(b.rule, b.fingerprint);
  });
  int64_t place = 0;
  for (auto& finding : screening.findings) finding.score.score_rank = ++place;
}

class Page {
 public:
  explicit Page(const FirstPage& limits) : limits_(limits) {}

  bool full() const { return taken_ >= limits_.capacity; }
  std::string_view refuses(const Finding& finding) const {
    if (over(stacks_, stack_of(finding), limits_.per_stack)) return "stack";
    if (over(rules_, finding.rule, limits_.per_rule)) return "rule";
    return "";
  }
  void take(Finding& finding) {
    finding.first_page = true;
    finding.score.held_back.clear();
    ++taken_;
    ++stacks_[stack_of(finding)];
    ++rules_[finding.rule];
  }
  int64_t taken() const { return taken_; }
  int64_t matters() const { return int64_t(stacks_.size()); }

 private:
  static bool over(const std::map<std::string, int64_t>& counts, const std::string& key, int64_t limit) {
    const auto at = counts.find(key);
    return limit > 0 && at != counts.end() && at->second >= limit;
  }
  const FirstPage& limits_;
  int64_t taken_ = 0;
  std::map<std::string, int64_t> stacks_, rules_;
};

void fill_page(Screening& screening) {
  Page page(screening.first_page);
  for (auto& finding : screening.findings) {
    finding.first_page = false;
    if (finding.settled || page.full()) continue;
    finding.score.held_back = page.refuses(finding);
    if (finding.score.held_back.empty()) page.take(finding);
  }
  for (auto& finding : screening.findings) {
    if (!finding.score.held_back.empty() && !page.full()) page.take(finding);
  }
  std::stable_sort(screening.findings.begin(), screening.findings.end(),
                   [](const Finding& a, const Finding& b) { return a.first_page > b.first_page; });
  int64_t place = 0;
  for (auto& finding : screening.findings) finding.rank = ++place;
  screening.first_page.findings = page.taken();
  screening.first_page.matters = page.matters();
}

void put_yield(Screening& screening) {
  std::map<std::string, Share> shares;
  for (const auto& finding : screening.findings) {
    if (!finding.first_page) continue;
    auto& share = shares[finding.rule];
    share.precision = Precision::of(finding.score.prior, {finding.score.confirmed, finding.score.decided});
    ++share.findings;
  }
  std::vector<Share> all;
  all.reserve(shares.size());
  for (const auto& [rule, share] : shares) all.push_back(share);
  const Yield yield = expected_yield(all);
  screening.first_page.expected = yield.expected;
  screening.first_page.low = yield.low;
  screening.first_page.high = yield.high;
}

}  // namespace

double weight_of(Band band) {
  switch (band) {
    case Band::red:
      return 1;
    case Band::yellow:
      return 0.6;
    case Band::blue:
      return 0.3;
  }
  return 0;
}

double amount_factor(Fen amount_fen) {
  return 1 + std::log10(1 + std::fabs(double(amount_fen)) / 100);
}

void rank(Screening& screening, const std::map<std::string, Tally>& tallies, const RankOptions& options) {
  auto& page = screening.first_page = {};
  page.capacity = std::max<int64_t>(options.capacity, 0);
  page.per_stack = options.per_stack;
  page.per_rule = options.per_rule > 0 ? options.per_rule : std::max<int64_t>(3, (page.capacity + 4) / 5);
  put_strength(screening, tallies);
  put_evidence(screening);
  put_amounts(screening);
  sort_by_score(screening);
  fill_page(screening);
  put_yield(screening);
}

}  // namespace qy
