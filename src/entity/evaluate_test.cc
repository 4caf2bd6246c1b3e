#include "entity/evaluate.h"

#include <gtest/gtest.h>

namespace qy {
namespace {

// Truth {0,1,2} {3,4}; found {0,1} {2,3} {4}. True pairs 01 02 12 34, joined 01 23, both 01.
// B-cubed precision: (1 + 1 + 1/2 + 1/2 + 1) / 5, recall: (2/3 + 2/3 + 1/3 + 1/2 + 1/2) / 5.
TEST(Evaluation, CountsPairsClustersAndRecords) {
  const Evaluation e = evaluate({0, 0, 1, 1, 2}, {7, 7, 7, 8, 8});
  EXPECT_DOUBLE_EQ(e.pairwise.precision, 0.5);
  EXPECT_DOUBLE_EQ(e.pairwise.recall, 0.25);
  EXPECT_DOUBLE_EQ(e.clusters.precision, 0);
  EXPECT_DOUBLE_EQ(e.b_cubed.precision, 0.8);
  EXPECT_NEAR(e.b_cubed.recall, 8.0 / 15, 1e-12);
}

TEST(Evaluation, OfNothingAndOfEverythingRight) {
  EXPECT_DOUBLE_EQ(evaluate({}, {}).pairwise.f1(), 0);
  EXPECT_DOUBLE_EQ(evaluate({1, 1, 2}, {5, 5, 6}).clusters.f1(), 1);
}

}  // namespace
}  // namespace qy
