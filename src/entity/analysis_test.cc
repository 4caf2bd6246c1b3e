#include "entity/analysis.h"

#include <gtest/gtest.h>

#include "entity/small_records_test.h"

namespace qy {
namespace {

// Four people of two records each. By name: 0-1 2-3, by born: 2-3 4-5; no key finds 6-7, whose born is empty
// and whose names differ. Of 8 records, 7 has a name and 6 too: none is without a key.
TEST(Analysis, CountsWhatEachKeyFindsByTheTruth) {
  const Records records =
      records_of("name|born\nANN|1950\nANN|1960\nBEN|1970\nBEN|1970\nCAT|1980\nKAT|1980\nDAN|\nDON|\n|\n");
  const auto config = parse_link_config(
      "compare: [{of: name, levels: [same]}, {of: born, levels: [same]}]\nblock: [name, born]\n", "c.yaml");
  const auto found = analyse(records, *config, {0, 0, 1, 1, 2, 2, 3, 3, 4}, {.random_pairs = 1000});
  ASSERT_TRUE(found.ok()) << found.error().message;
  ASSERT_EQ(found->keys.size(), 2U);
  EXPECT_EQ(found->keys[0].all.real, 2);
  EXPECT_EQ(found->keys[0].alone.real, 1);
  EXPECT_EQ(found->keys[1].all.real, 2);
  EXPECT_EQ(found->keys[1].alone.real, 1);
  EXPECT_EQ(found->all.real, 3);
  EXPECT_EQ(found->all.pairs, 3);
  EXPECT_EQ(found->real_matches, 4);
  EXPECT_EQ(found->records_without_key, 1);
  EXPECT_NEAR(found->columns[1].filled, 6.0 / 9, 1e-12);
  EXPECT_NEAR(found->columns[1].commonest, 2.0 / 6, 1e-12);
  EXPECT_EQ(found->columns[1].distinct, 4);
}

// 400 matches of 400 pairs at 10 bits and above: Wilson's lower end 0.9905; of 450 with the 50 wrong ones of
// 3 bits, 0.86.
TEST(Analysis, AThresholdByMeasuredPrecision) {
  Analysis analysis;
  analysis.by_weight = {{3, {50, 10, 0}}, {10, {200, 199, 200}}, {20, {200, 200, 200}}};
  EXPECT_EQ(threshold_for(analysis, 0.99, true), 10);
  EXPECT_EQ(threshold_for(analysis, 0.85, true), 3);
  EXPECT_EQ(threshold_for(analysis, 0.995, true), std::nullopt);
  EXPECT_EQ(threshold_for(analysis, 0.995, false), 10);
}

}  // namespace
}  // namespace qy
