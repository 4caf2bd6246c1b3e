#include "synth/random.h"

#include <gtest/gtest.h>

#include <cmath>

namespace qy::synth {
namespace {

TEST(Random, IsTheSameOnEveryMachine) {
  // SplitMix64 seeded with 1234567 gives these (the reference implementation's test vector).
  uint64_t state = 1234567;
  const auto next = [&state] { return mix(state += 0x9E3779B97F4A7C15ULL); };
  EXPECT_EQ(next(), 6457827717110365317ULL);
  EXPECT_EQ(next(), 3203168211198807973ULL);
  EXPECT_EQ(next(), 9817491932198370423ULL);
}

TEST(Random, StreamsDifferByNameAndIndex) {
  EXPECT_NE(Random(1, "people").next(), Random(1, "deaths").next());
  EXPECT_NE(Random(1, "people", 0).next(), Random(1, "people", 1).next());
  EXPECT_NE(Random(1, "people").next(), Random(2, "people").next());
  EXPECT_EQ(Random(1, "people", 5).next(), Random(1, "people", 5).next());
}

TEST(Random, ExponentialAgreesWithTheLibrary) {
  for (double x = -20; x <= 20; x += 0.37) EXPECT_NEAR(exp_of(x) / std::exp(x), 1.0, 1e-12) << x;
}

TEST(Random, NormalHasMeanZeroAndDeviationOne) {
  Random random(7);
  double sum = 0, squares = 0;
  constexpr int kDraws = 100'000;
  for (int i = 0; i < kDraws; ++i) {
    const double x = random.normal();
    sum += x;
    squares += x * x;
  }
  EXPECT_NEAR(sum / kDraws, 0.0, 0.02);
  EXPECT_NEAR(squares / kDraws, 1.0, 0.02);
}

TEST(Random, BelowStaysBelowAndReachesBothEnds) {
  Random random(3);
  bool low = false, high = false;
  for (int i = 0; i < 1000; ++i) {
    const int x = random.between(-2, 3);
    ASSERT_GE(x, -2);
    ASSERT_LE(x, 3);
    low = low || x == -2;
    high = high || x == 3;
  }
  EXPECT_TRUE(low && high);
}

}  // namespace
}  // namespace qy::synth
