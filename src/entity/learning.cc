#include "entity/learning.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

namespace qy {
namespace {

constexpr double kLeastM = 1e-5;  // nobody thought of everything: no difference rules a match out
constexpr int kMostRounds = 100, kMostPasses = 20;
constexpr double kSettled = 1e-5, kPassSettled = 1e-3;
constexpr double kFirstShare = 0.2;   // of matches among a key's pairs, before anything is known
constexpr double kGuessedPairs = 10;  // how many pairs a guess counts for
constexpr double kFewestMatches = 5;  // fewer teach nothing
constexpr double kHalf = 0.5;         // a pair more than was seen

using Levels = std::vector<double>;
using ByLevel = std::vector<Levels>;  // a number for each comparison's each level

ByLevel zeros_like(const LinkModel& model) {
  ByLevel out;
  for (const auto& weights : model.weights) out.emplace_back(weights.size(), 0.0);
  return out;
}

void add(ByLevel& sums, Pattern pattern, double amount) {
  for (size_t c = 0; c < sums.size(); ++c)
    if (const unsigned level = level_at(pattern, c); level != kNoLevel) sums[c][level] += amount;
}

// m / u by comparison and level, 1 where nothing is said or the comparison is left out.
class Ratios {
 public:
  explicit Ratios(const LinkModel& model, const std::vector<bool>& left_out = {}) {
    for (size_t c = 0; c < model.weights.size(); ++c) {
      auto& of = ratios_.emplace_back();
      of.fill(1);
      for (size_t level = 0; level < model.weights[c].size(); ++level)
        if (left_out.empty() || !left_out[c])
          of[level] = model.weights[c][level].m / model.weights[c][level].u;
    }
  }
  // The chance that a pair is of one entity where `share` of all pairs are.
  double match(Pattern pattern, double share) const {
    double odds = share / (1 - share);
    for (size_t c = 0; c < ratios_.size(); ++c) odds *= ratios_[c][level_at(pattern, c)];
    return odds / (1 + odds);
  }

 private:
  std::vector<std::array<double, kNoLevel + 1>> ratios_;
};

double count_of(const PatternCounts& pairs) {
  double all = 0;
  for (const auto& [pattern, count] : pairs) all += double(count);
  return all;
}

// What a comparison and a key have in common is a column.
std::vector<bool> has_part_in(const KeySpec& key, const LinkConfig& config) {
  const std::set<std::string> of_key = key.columns();
  std::vector<bool> out;
  for (const ComparisonSpec& comparison : config.compare) {
    std::set<std::string> columns;
    comparison.of.columns(columns);
    out.push_back(std::any_of(columns.begin(), columns.end(),
                              [&](const std::string& c) { return of_key.contains(c); }));
  }
  return out;
}

// As known, or a guess that falls from level to level.
Levels first_m(const ComparisonSpec& spec) {
  const size_t levels = spec.levels.size() + 1;
  Levels m = spec.m;
  if (!m.empty()) {
    m.push_back(1 - std::accumulate(m.begin(), m.end(), 0.0));
    return m;
  }
  m.resize(levels);
  double sum = 0;
  for (size_t level = 0; level < levels; ++level)
    sum += m[level] = level + 1 == levels ? 0.05 : std::exp2(-double(level));
  for (double& share : m) share /= sum;
  return m;
}

class Learner {
 public:
  Learner(const LinkConfig& config, const PairSample& sample)
      : config_(config), sample_(sample), is_taught_(config.compare.size()) {
    for (const ComparisonSpec& spec : config.compare) {
      auto& weights = model_.weights.emplace_back(spec.levels.size() + 1);
      const Levels m = first_m(spec);
      for (size_t level = 0; level < m.size(); ++level) weights[level].m = m[level];
    }
    guess_ = model_;
    given_ = count_of(sample.given);
    find_u();
    for (size_t k = 0; k < config.block.size(); ++k) {
      Lesson lesson{&sample.of_key[k], has_part_in(config.block[k], config), kFirstShare, model_};
      // Of one comparison alone EM cannot tell few matches that agree from many that do not.
      const auto free = std::count(lesson.is_fixed.begin(), lesson.is_fixed.end(), false);
      if (free < (is_determined() ? 2 : 1)) continue;
      if (sample.of_key[k].empty()) continue;
      for (size_t c = 0; c < is_taught_.size(); ++c)
        if (!lesson.is_fixed[c]) is_taught_[c] = true;
      if (std::any_of(config.compare.begin(), config.compare.end(),
                      [](const auto& spec) { return spec.m.empty(); }))
        lessons_.push_back(std::move(lesson));
    }
  }

  Learned learn() {
    for (int pass = 0; pass < kMostPasses; ++pass) {
      const double before = model_.prior;
      hear_lessons();
      settle();
      find_u();
      if (std::abs(model_.prior - before) <= kPassSettled * before) break;
    }
    Learned out;
    for (size_t c = 0; c < model_.weights.size(); ++c)
      if (config_.compare[c].m.empty() && (model_.weights.size() == 1 || matches_ < kFewestMatches))
        out.guessed.push_back(c);
    out.model = std::move(model_);
    return out;
  }

 private:
  // One key's pairs, and what they have taught so far.
  struct Lesson {
    const PatternCounts* pairs;
    std::vector<bool> is_fixed;  // the key has a part in the comparison
    double share;                // of matches among the pairs
    LinkModel model;
    double matches = 0;
  };

  // Two comparisons do not fix two classes: what no key teaches stays a guess, and what one does rests on it.
  bool is_determined() const { return model_.weights.size() > 2; }

  void hear(Lesson& lesson) {
    for (size_t c = 0; c < model_.weights.size(); ++c)
      for (size_t level = 0; level < model_.weights[c].size(); ++level)
        lesson.model.weights[c][level].u = model_.weights[c][level].u;
    const double all = count_of(*lesson.pairs);
    for (int round = 0; round < kMostRounds; ++round) {
      ByLevel seen = zeros_like(model_);
      const Ratios ratios(lesson.model, lesson.is_fixed);
      lesson.matches = 0;
      for (const auto& [pattern, count] : *lesson.pairs) {
        const double expected = double(count) * ratios.match(pattern, lesson.share);
        lesson.matches += expected;
        add(seen, pattern, expected);
      }
      double moved = 0;
      for (size_t c = 0; c < seen.size(); ++c)
        if (!lesson.is_fixed[c] && config_.compare[c].m.empty())
          moved = std::max(moved, take_m(lesson.model.weights[c], seen[c]));
      lesson.share = std::clamp(lesson.matches / all, 1e-6, 1 - 1e-6);
      if (moved < kSettled) break;
    }
  }

  // Returns how far the furthest moved.
  static double take_m(std::vector<LevelWeight>& weights, const Levels& seen) {
    double sum = 0, moved = 0;
    for (const double count : seen) sum += count;
    for (size_t level = 0; sum > 0 && level < seen.size(); ++level) {
      const double m = std::max(kLeastM, seen[level] / sum);
      moved = std::max(moved, std::abs(m - weights[level].m));
      weights[level].m = m;
    }
    return moved;
  }

  // What several keys say is averaged by the matches that each saw.
  void hear_lessons() {
    ByLevel sums = zeros_like(model_);
    for (Lesson& lesson : lessons_) {
      hear(lesson);
      for (size_t c = 0; c < sums.size(); ++c)
        for (size_t level = 0; !lesson.is_fixed[c] && level < sums[c].size(); ++level)
          sums[c][level] += lesson.matches * lesson.model.weights[c][level].m;
    }
    for (size_t c = 0; c < sums.size(); ++c)
      if (is_taught_[c] && config_.compare[c].m.empty()) take_m(model_.weights[c], sums[c]);
  }

  // The share of matches among all pairs such that those given, weighed by the model, add up to it; and with it
  // the m that no key teaches.
  void settle() {
    double share = model_.prior > 0 ? model_.prior : 1e-4;
    for (int round = 0; round < kMostRounds; ++round) {
      const Ratios ratios(model_);
      ByLevel seen = zeros_like(model_);
      matches_ = 0;
      for (const auto& [pattern, count] : sample_.given) {
        const double expected = double(count) * ratios.match(pattern, share);
        matches_ += expected;
        add(seen, pattern, expected);
      }
      double moved = 0;
      for (size_t c = 0; c < seen.size(); ++c) {
        if (is_taught_[c] || !config_.compare[c].m.empty() || !is_determined()) continue;
        for (size_t level = 0; level < seen[c].size(); ++level)
          seen[c][level] += kGuessedPairs * guess_.weights[c][level].m;
        moved = std::max(moved, take_m(model_.weights[c], seen[c]));
      }
      const double least = config_.matches * sample_.records;
      const double next =
          std::clamp(std::max(matches_, least) / std::max(1.0, sample_.all_pairs), 1e-12, 0.5);
      const bool stands = std::abs(next - share) < kSettled * share && moved < kSettled;
      share = next;
      if (stands) break;
    }
    model_.prior = share;
  }

  // Before the first pass nothing is known of any pair, and all count as apart; but a level whose u is known beforehand begins
  // from that: a pair that agrees on what strangers hardly ever share is no stranger to begin with.
  void find_u() {
    const double sampled = count_of(sample_.random);
    const double each = sampled > 0 ? std::max(0.0, sample_.all_pairs - given_) / sampled : 0;
    ByLevel given = zeros_like(model_), outside = given, apart = given;
    const bool knows = model_.prior > 0;
    const Ratios ratios(knows ? model_ : LinkModel{});
    for (const auto& [pattern, count] : sample_.given) {
      add(given, pattern, double(count));
      add(apart, pattern, double(count) * (knows ? 1 - ratios.match(pattern, model_.prior) : 1));
    }
    for (const auto& [pattern, count] : sample_.random)
      add(outside, pattern, each * double(count) * (knows ? 1 - ratios.match(pattern, model_.prior) : 1));
    for (size_t c = 0; c < apart.size(); ++c) {
      double sum = 0;
      for (size_t level = 0; level < apart[c].size(); ++level) {
        const bool is_counted = level == 0 && sample_.agreeing[c].has_value();
        const auto& known = config_.compare[c].u;
        if (!knows && level < known.size()) apart[c][level] = 0;
        const double more = level < known.size() ? known[level] * sample_.all_pairs
                                                 : kHalf * (is_counted ? 1 : std::max(1.0, each));
        apart[c][level] +=
            more + (is_counted ? std::max(0.0, *sample_.agreeing[c] - given[c][0]) : outside[c][level]);
        sum += apart[c][level];
      }
      for (size_t level = 0; level < apart[c].size(); ++level)
        model_.weights[c][level].u = apart[c][level] / sum;
    }
  }

  const LinkConfig& config_;
  const PairSample& sample_;
  LinkModel model_, guess_;
  std::vector<bool> is_taught_;  // by some key
  std::vector<Lesson> lessons_;
  double given_ = 0, matches_ = 0;
};

}  // namespace

Learned learn(const LinkConfig& config, const PairSample& sample) {
  return Learner(config, sample).learn();
}

}  // namespace qy
