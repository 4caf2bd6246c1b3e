#include "entity/explain.h"

#include <gtest/gtest.h>

#include "entity/small_records_test.h"

namespace qy {
namespace {

// By hand: name same m 0.5 u 0.25 -> 1 bit. A record's name is borne by 3 * 3/4 + 1 * 1/4 = 2.5 on average, of which u
// says that 4 * 0.25 = 1 is of somebody else: 1.5 are of one entity. So WANG has 1.5 others of 4: log2(0.25 / 0.375) =
// -0.585 for its rarity. Born differs m 0.25 u 1 -> -2 bits; village is not told. Prior 0.2: odds 1/4, -2 bits. Sum -3.585:
// 1 / (1 + 12).
TEST(Explain, TheStepsAddUpToTheProbability) {
  const Records records =
      records_of("name|born|village\nWANG|1950|EAST\nWANG|1951|\nWANG|1952|EAST\nLI|1953|WEST\n");
  const auto config = parse_link_config(
      "compare: [{of: name, frequency: true, levels: [same]}, {of: born, levels: [same]}, {of: village, "
      "levels: "
      "[same]}]\nblock: [name]\n",
      "link.yaml");
  ASSERT_TRUE(config.ok());
  Derived derived(records);
  const auto comparer = Comparer::prepare(*config, derived);
  ASSERT_TRUE(comparer.ok());
  LinkModel model{.prior = 0.2};
  model.weights = {{{0.5, 0.25}, {0.5, 0.75}}, {{0.75, 0.01}, {0.25, 1}}, {{0.5, 0.5}, {0.5, 0.5}}};
  const PairExplanation e = explain_pair(model, *config, *comparer, Weights(model, *config, *comparer), 0, 1);
  EXPECT_NEAR(e.prior_bits, -2, 1e-12);
  ASSERT_EQ(e.steps.size(), 3U);
  EXPECT_EQ(e.steps[0].level, "same");
  EXPECT_NEAR(e.steps[0].bits, 1, 1e-12);
  EXPECT_NEAR(e.steps[0].rarity_bits, -0.584962500721156, 1e-6);
  EXPECT_EQ(e.steps[1].level, kDifferent);
  EXPECT_EQ(e.steps[1].value_b, "1951");
  EXPECT_NEAR(e.steps[1].bits, -2, 1e-12);
  EXPECT_EQ(e.steps[2].level, "");
  EXPECT_EQ(e.steps[2].bits, 0);
  EXPECT_NEAR(e.probability, 1.0 / 13, 1e-6);
}

}  // namespace
}  // namespace qy
