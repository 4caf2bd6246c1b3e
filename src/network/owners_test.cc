#include "network/owners.h"

#include <gtest/gtest.h>

#include "network/small_graph_test.h"

namespace qy {
namespace {

const Day kDay = day_of(Date::from_iso("2024-06-01").value());

class Owned {
 public:
  explicit Owned(const std::string& text) : county(text) {}
  Ownership of(std::string_view firm) const {
    return owners_of(county.graph, county.relations.for_purpose("ownership"), county.node(firm), kDay);
  }
  double share(std::string_view owner, std::string_view firm) const {
    for (const Owner& one : of(firm).owners)
      if (county.graph.key(one.node) == owner) return one.share;
    return 0;
  }
  std::string circles() const {
    std::string text;
    for (const auto& circle :
         circular_holdings(county.graph, county.relations.for_purpose("ownership"), kDay)) {
      for (const NodeId firm : circle) text += std::string(county.graph.key(firm)) + " ";
      text += "\n";
    }
    return text;
  }
  SmallGraph county;
};

TEST(Owners, NobodyRegisteredIsUnknownAndNotTheFirmItself) {
  const Owned none("P1 kin P2\nP2 holds O2 - - 10%\nO1 phone T1");
  EXPECT_TRUE(none.of("O1").owners.empty());
  EXPECT_DOUBLE_EQ(none.of("O1").unknown, 1);
}

TEST(Owners, AHoldingThatEndedDoesNotCount) {
  const Owned left("P1 holds O1 2010-01-01 2024-05-31 60%\nP2 holds O1 2010-01-01 - 40%");
  EXPECT_DOUBLE_EQ(left.share("P1", "O1"), 0);
  EXPECT_DOUBLE_EQ(left.share("P2", "O1"), 0.4);
  EXPECT_DOUBLE_EQ(left.of("O1").unknown, 0.6);
}

// 0.40 + 0.60 × 0.50 = 0.70; 0.60 × 0.50 = 0.30.
TEST(Owners, SharesMultiplyAlongChainsAndAddUpOverThem) {
  const Owned chain(R"(
    O2 holds O1 - - 60%
    P1 holds O1 - - 40%
    P1 holds O2 - - 50%
    P2 holds O2 - - 50%)");
  EXPECT_NEAR(chain.share("P1", "O1"), 0.70, 1e-9);
  EXPECT_NEAR(chain.share("P2", "O1"), 0.30, 1e-9);
  EXPECT_EQ(chain.of("O1").owners[0].steps, 1);
  EXPECT_EQ(chain.of("O1").owners[1].steps, 2);
}

// O1 and O2 hold half of each other; Q the rest of O1, P the rest of O2.
// Q of O1: 1/2 + 1/4 of what comes round = (1/2) / (1 - 1/4) = 2/3; P: 1/3.
TEST(Owners, ACircleGoesRoundUntilNothingIsLeft) {
  const Owned circle(R"(
    O2 holds O1 - - 50%
    P9 holds O1 - - 50%
    O1 holds O2 - - 50%
    P1 holds O2 - - 50%)");
  EXPECT_NEAR(circle.share("P9", "O1"), 2.0 / 3, 1e-5);
  EXPECT_NEAR(circle.share("P1", "O1"), 1.0 / 3, 1e-5);
  EXPECT_EQ(circle.circles(), "O2 O1 \n");
}

TEST(Owners, TwoThatHoldAllOfEachOtherHaveNoOwner) {
  const Owned closed("O1 holds O2 - - 100%\nO2 holds O1 - - 100%");
  EXPECT_TRUE(closed.of("O1").owners.empty());
  EXPECT_DOUBLE_EQ(closed.of("O1").circling, 1);
}

TEST(Owners, OneHolderInTwoRowsCountsOnceAndMoreThanAllInProportion) {
  const Owned twice("P1 holds O1 - - 40%\nP1 holds O1 - - 60%\nP2 holds O1 - - 60%");
  EXPECT_NEAR(twice.share("P1", "O1"), 0.5, 1e-9);
  EXPECT_NEAR(twice.share("P2", "O1"), 0.5, 1e-9);
}

TEST(Owners, ChainsAreNoCircles) {
  const Owned chain("O1 holds O2 - - 100%\nO2 holds O3 - - 100%\nO1 holds O3 - - 10%");
  EXPECT_EQ(chain.circles(), "");
  const Owned ended("O1 holds O2 - - 100%\nO2 holds O1 2010-01-01 2020-01-01 100%");
  EXPECT_EQ(ended.circles(), "");
}

}  // namespace
}  // namespace qy
