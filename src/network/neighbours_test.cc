#include "network/neighbours.h"

#include <gtest/gtest.h>

#include "network/small_graph_test.h"

namespace qy {
namespace {

// "O2 phone T1 | all 2, alone 1, hub 0": whom O1 is tied to, the firmest first, and what was only counted.
std::string around(const SmallGraph& county, std::string_view of, NeighbourQuestion question = {}) {
  question.of = county.node(of);
  question.walk = county.relations.for_purpose("all");
  question.offices = county.relations.offices();
  const Neighbours found = neighbours_of(county.graph, county.relations, question);
  std::string text;
  for (const Hop& hop : found.hops) {
    text += std::string(county.graph.key(hop.to));
    for (const Arc& arc : hop.arcs) text += " " + county.relations.all()[arc.relation].name;
    text += ", ";
  }
  return text + "of " + std::to_string(found.all) + ", alone " + std::to_string(found.private_alone) +
         ", hub " + std::to_string(found.behind_hub);
}

constexpr std::string_view kFirms =
    "P1 holds O1\n"  // a private person of one firm
    "P2 holds O1\n"  // and of another
    "P2 holds O2\n"
    "O1 phone T1\n"  // nobody else's
    "O1 phone T2\n"
    "O3 phone T2\n";

TEST(Neighbours, APrivatePersonWhoLeadsNowhereIsCountedAndNotShown) {
  const SmallGraph county{std::string(kFirms)};
  EXPECT_EQ(around(county, "O1"), "P2 holds, T2 phone, of 2, alone 2, hub 0");
  EXPECT_EQ(around(county, "P2"), "O1 holds, O2 holds, of 2, alone 0, hub 0");
}

TEST(Neighbours, HoldersOfSharesAreShownAsOwnersAre) {
  const SmallGraph county{std::string(kFirms)};
  EXPECT_EQ(around(county, "O1", {.holdings = county.relations.named("holds")}),
            "P1 holds, P2 holds, T2 phone, of 3, alone 1, hub 0");
}

TEST(Neighbours, KinIsShownWhereItLeadsToAFirm) {
  const SmallGraph county(
      "P1 post O1\n"
      "P1 kin P2\n"
      "P2 holds O2\n"
      "P1 kin P3\n");
  EXPECT_EQ(around(county, "P1"), "O1 post, P2 kin, of 2, alone 1, hub 0");
}

TEST(Neighbours, OneLeadsOnThroughAnother) {
  const SmallGraph
      county(  // P1, an official, declared P2, who declared P3, who has a firm: two further steps
          "P1 post O1\n"
          "P1 kin P2\n"
          "P2 kin P3\n"
          "P3 holds O2\n"
          "P1 kin P4\n"
          "P4 kin P5\n"
          "P5 kin P6\n"  // three are one too many
          "P6 holds O3\n");
  EXPECT_EQ(around(county, "P1"), "O1 post, P2 kin, of 2, alone 1, hub 0");
}

TEST(Neighbours, AHubTiesNobodyUnlessItWasAskedAbout) {
  const SmallGraph county(  // more than two hold a post at O1
      "P1 post O1\nP2 post O1\nP3 post O1\n"
      "O1 holds O2\n");
  EXPECT_EQ(around(county, "O1"), "O2 holds, of 1, alone 0, hub 3");
  EXPECT_EQ(around(county, "O1", {.is_start = true}),
            "P1 post, P2 post, P3 post, O2 holds, of 4, alone 0, hub 0");
}

TEST(Neighbours, OnTheDaysAsked) {
  const SmallGraph county("O1 holds O2 2020-01-01 2020-12-31\nO1 holds O3 2021-01-01");
  const auto on = [](const char* day) {
    const Day at = day_of(Date::from_iso(day).value());
    return NeighbourQuestion{.when = {at, at}};
  };
  EXPECT_EQ(around(county, "O1", on("2020-12-31")), "O2 holds, of 1, alone 0, hub 0");
  EXPECT_EQ(around(county, "O1", on("2021-01-01")), "O3 holds, of 1, alone 0, hub 0");
}

TEST(Neighbours, TheFirmestTiesComeFirstAndAsManyAsWanted) {
  const SmallGraph county("O1 phone T1\nO2 phone T1\nO1 holds O3\nO4 holds O1");
  EXPECT_EQ(around(county, "O1", {.most = 2}), "O3 holds, O4 holds, of 3, alone 0, hub 0");
}

}  // namespace
}  // namespace qy
