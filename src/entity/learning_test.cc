#include "entity/learning.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace qy {
namespace {

// A world whose m, u and prior are known: three fields that agree (0) or differ (1) independently of each
// other within matches and within strangers.
struct World {
  double pairs = 1e8, prior = 1e-5;
  std::vector<double> m{0.9, 0.8, 0.7}, u{1e-6, 0.001, 0.05};  // of agreeing

  double expected(Pattern pattern) const {
    double of_matches = prior, of_strangers = 1 - prior;
    for (size_t c = 0; c < m.size(); ++c) {
      of_matches *= level_at(pattern, c) == 0 ? m[c] : 1 - m[c];
      of_strangers *= level_at(pattern, c) == 0 ? u[c] : 1 - u[c];
    }
    return pairs * (of_matches + of_strangers);
  }
};

// What keys that want these fields equal give of it.
PairSample sample_of(const World& world, const std::vector<std::vector<size_t>>& keys) {
  PairSample out{
      .of_key = std::vector<PatternCounts>(keys.size()), .all_pairs = world.pairs, .agreeing = {{}, {}, {}}};
  for (Pattern a = 0; a < 2; ++a)
    for (Pattern b = 0; b < 2; ++b)
      for (Pattern c = 0; c < 2; ++c) {
        const Pattern pattern = c << 8 | b << 4 | a;
        const auto count = int64_t(std::llround(world.expected(pattern)));
        bool is_given = false;
        for (size_t k = 0; k < keys.size(); ++k) {
          bool agrees = true;
          for (const size_t field : keys[k]) agrees = agrees && level_at(pattern, field) == 0;
          if (agrees) out.of_key[k].emplace_back(pattern, count);
          is_given = is_given || agrees;
        }
        if (is_given) out.given.emplace_back(pattern, count);
        // One in five of the rest.
        else
          out.random.emplace_back(pattern, (count + 2) / 5);
      }
  for (PatternCounts& counts : out.of_key) std::sort(counts.begin(), counts.end());
  std::sort(out.given.begin(), out.given.end());
  std::sort(out.random.begin(), out.random.end());
  return out;
}

LinkConfig config_of(const std::string& block) {
  auto config = parse_link_config(
      "compare: [{of: a, levels: [same]}, {of: b, levels: [same]}, {of: c, levels: [same]}]\nblock: " +
          block + "\n",
      "plan");
  EXPECT_TRUE(config.ok());
  return std::move(config).value();
}

// Of a hundred million pairs a thousand are matches, and nine hundred of them agree in a; of strangers a hundred do.
// Counted with the matches in, u would be ten times what it is.
TEST(Learning, LeavesTheMatchesOutOfU) {
  const World world;
  const Learned learned = learn(config_of("[a, b]"), sample_of(world, {{0}, {1}}));
  EXPECT_TRUE(learned.guessed.empty());
  EXPECT_NEAR(learned.model.weights[0][0].u, 1e-6, 0.2e-6);
  EXPECT_NEAR(learned.model.weights[1][0].u, 0.001, 0.00002);
  EXPECT_NEAR(learned.model.weights[2][0].u, 0.05, 0.001);
  EXPECT_NEAR(learned.model.weights[0][0].m, 0.9, 0.03);
  EXPECT_NEAR(learned.model.weights[1][0].m, 0.8, 0.03);
  EXPECT_NEAR(learned.model.weights[2][0].m, 0.7, 0.03);
  // A match that agrees in neither key is not given, and nobody knows of it: one in fifty.
  EXPECT_NEAR(learned.model.prior, 0.98 * 1e-5, 0.05e-5);
}

// Every key wants a equal, and leaves no two fields to tell by.
TEST(Learning, LearnsWhatEveryKeyHoldsFromAllThatIsGiven) {
  World world;
  world.u[0] = 0.0001;
  const Learned learned = learn(config_of("[[a, b], [a, c]]"), sample_of(world, {{0, 1}, {0, 2}}));
  EXPECT_TRUE(learned.guessed.empty());
  EXPECT_GT(learned.model.weights[0][0].m, 0.9);
  EXPECT_NEAR(learned.model.weights[0][0].u, 0.0001, 0.00002);
  EXPECT_GT(learned.model.bits(0), -std::log2(learned.model.prior) + 3);  // all agree: one entity, surely
  EXPECT_LT(learned.model.bits(0x010), -std::log2(learned.model.prior) + 3);
}

// Forty records, 780 pairs, and one of them agrees in a name: of strangers none was seen, which says no more than that u is
// below 1/780. Known to be one in a hundred million, the name weighs log2(0.5 / 1e-8) = 25.6 bits; the prior of one match in
// a hundred records, 0.4 of 780 pairs, takes 10.9 of them.
TEST(Learning, KeepsToWhatIsKnownBeforehand) {
  const auto config = parse_link_config(
      "compare: [{of: a, levels: [same], m: [0.5], u: [0.00000001]}]\nblock: [a]\nmatches: 0.01\n", "plan");
  ASSERT_TRUE(config.ok()) << config.error().message;
  const Learned learned = learn(*config, {.of_key = {{{0, 1}}},
                                          .given = {{0, 1}},
                                          .random = {{1, 700}},
                                          .all_pairs = 780,
                                          .records = 40,
                                          .agreeing = {1}});
  EXPECT_TRUE(learned.guessed.empty());
  EXPECT_EQ(learned.model.weights[0][0].m, 0.5);
  EXPECT_GT(learned.model.probability(learned.model.bits(0)), 0.999);
  EXPECT_GE(learned.model.prior, 0.4 / 780);
  EXPECT_FALSE(
      parse_link_config("compare: [{of: a, levels: [same], m: [0.5, 0.1]}]\nblock: [a]\n", "plan").ok());
  EXPECT_FALSE(parse_link_config("compare: [{of: a, levels: [same], m: [1]}]\nblock: [a]\n", "plan").ok());
}

TEST(Learning, SaysWhatIsAGuess) {
  const auto alone = parse_link_config("compare: [{of: a, levels: [same]}]\nblock: [a]\n", "plan");
  ASSERT_TRUE(alone.ok());
  PairSample sample{.of_key = {{{0, 500}}},
                    .given = {{0, 500}},
                    .random = {{1, 1000}},
                    .all_pairs = 1e6,
                    .agreeing = {500}};
  EXPECT_EQ(learn(*alone, sample).guessed, std::vector<size_t>{0});
  // No pair at all.
  World world;
  PairSample none{.of_key = {{}, {}}, .random = {{0x111, 1000}}, .all_pairs = 1e6, .agreeing = {{}, {}, {}}};
  const Learned learned = learn(config_of("[a, b]"), none);
  EXPECT_EQ(learned.guessed.size(), 3U);
  for (const auto& weights : learned.model.weights)
    for (const LevelWeight& weight : weights) EXPECT_TRUE(weight.m > 0 && weight.u > 0);
}

}  // namespace
}  // namespace qy
