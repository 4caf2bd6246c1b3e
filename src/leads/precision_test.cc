#include "leads/precision.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <cmath>

namespace qy {
namespace {

TEST(Precision, IsNeverCertain) {
  EXPECT_LT(Precision::of(1.0, {}).mean(), 1.0);
  EXPECT_GT(Precision::of(0.0, {}).mean(), 0.0);
  EXPECT_GT(Precision::of(std::nan(""), {}).mean(), 0.0);
  EXPECT_LT(Precision::of(0.5, {50, 10}).mean(), 1.0);  // more confirmed than decided is a caller's bug
}

TEST(Precision, IsThePriorUntilTheOfficeKnowsBetter) {
  EXPECT_DOUBLE_EQ(Precision::of(0.10, {}).mean(), 0.10);
  EXPECT_DOUBLE_EQ(Precision::of(0.10, {5, 8}).mean(), 0.25);  // (2 + 5) / (20 + 8)
}

TEST(Yield, OfNothingIsNothing) {
  const auto yield = expected_yield({});
  EXPECT_EQ(yield.expected, 0);
  EXPECT_EQ(yield.low, 0);
  EXPECT_EQ(yield.high, 0);
}

// Beta(1, 1) and n findings: every number from 0 to n is equally likely (Bayes' billiard table).
TEST(Yield, OfAUniformPrecisionIsUniform) {
  const auto yield = expected_yield({{Precision{1, 1}, 19}});
  EXPECT_DOUBLE_EQ(yield.expected, 9.5);
  EXPECT_EQ(yield.low, 0);    // P(0) = 0.05
  EXPECT_EQ(yield.high, 18);  // P(≤ 18) = 0.95
}

TEST(Yield, OfVeryManyIsCountedInNoTimeAndMuchAlike) {
  const auto exact = expected_yield({{Precision::of(0.3, {}), kExactFindings}});
  const auto normal = expected_yield({{Precision::of(0.3, {}), kExactFindings + 1}});
  EXPECT_NEAR(double(normal.low), double(exact.low), 0.05 * double(kExactFindings));
  EXPECT_NEAR(double(normal.high), double(exact.high), 0.05 * double(kExactFindings));
  EXPECT_DOUBLE_EQ(expected_yield({{Precision::of(0.3, {}), 1'000'000}}).expected, 300'000);
}

TEST(Yield, LiesWithinItsInterval) {
  rc::check([] {
    std::vector<Share> shares;
    int64_t all = 0;
    for (int i = *rc::gen::inRange(1, 5); i > 0; --i) {
      const double prior = double(*rc::gen::inRange(1, 95)) / 100;
      shares.push_back({Precision::of(prior, {}), *rc::gen::inRange(1, 20)});
      all += shares.back().findings;
    }
    const auto yield = expected_yield(shares);
    RC_ASSERT(0 <= yield.low && yield.low <= yield.high && yield.high <= all);
    RC_ASSERT(double(yield.low) <= yield.expected + 1 && yield.expected - 1 <= double(yield.high));
  });
}

}  // namespace
}  // namespace qy
