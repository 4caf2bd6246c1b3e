#include "network/paths.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>

#include "network/small_graph_test.h"

namespace qy {
namespace {

DaySpan on(const char* day) {
  const Day one = day_of(Date::from_iso(day).value());
  return {one, one};
}

TEST(Paths, AnEdgeThatEndedBeforeTheDayDoesNotConnect) {
  const SmallGraph county(R"(
    P1 kin   P2
    P2 holds O1 2018-03-01 2021-06-30)");
  EXPECT_EQ(county.paths("P1", "O1", {.when = on("2021-07-01")}), "");
  EXPECT_EQ(county.paths("P1", "O1", {.when = on("2018-02-28")}), "");
  EXPECT_EQ(county.paths("P1", "O1", {.when = on("2021-06-30")}),
            "P1 kin P2 holds O1, 2018-03-01..2021-06-30\n");
  EXPECT_EQ(county.paths("P1", "O1", {.when = on("2018-03-01")}),
            "P1 kin P2 holds O1, 2018-03-01..2021-06-30\n");
}

TEST(Paths, EdgesThatNeverHeldTogetherDoNotConnect) {
  const SmallGraph county(R"(
    P1 holds O1 2010-01-01 2012-12-31
    P2 holds O1 2013-01-01 -)");
  EXPECT_EQ(county.paths("P1", "P2"), "");
}

TEST(Paths, TwoTermsOfOneRoleAreTwoTimes) {
  // The gap between the terms does not connect; the second term does.
  const SmallGraph county(R"(
    P1 holds O1 2010-01-01 2012-12-31
    P1 holds O1 2018-01-01 2019-12-31
    P2 holds O1 2015-01-01 -)");
  EXPECT_EQ(county.paths("P1", "P2", {.when = on("2016-05-01")}), "");
  EXPECT_EQ(county.paths("P1", "P2"), "P1 holds O1 holds P2, 2018-01-01..2019-12-31\n");
}

TEST(Paths, StepsAreCountedAndNoMoreTaken) {
  const SmallGraph county(R"(
    P1 kin P2
    P2 holds O1
    O1 holds O2
    O2 holds O3)");
  EXPECT_EQ(county.paths("P1", "O3", {.within = 3}), "");
  EXPECT_EQ(county.paths("P1", "O3", {.within = 4}), "P1 kin P2 holds O1 holds O2 holds O3\n");
}

TEST(Paths, AHubEndsAPathAndLetsNoneThrough) {
  // Three firms on one phone: an agent's. Two may share one.
  const SmallGraph county(R"(
    O1 phone T1
    O2 phone T1
    O3 phone T1
    O1 phone T2
    O4 phone T2)");
  EXPECT_EQ(county.paths("O1", "O2"), "hub T1\n");
  EXPECT_EQ(county.paths("O1", "O4"), "O1 phone T2 phone O4\n");
  EXPECT_EQ(county.paths("O1", "T1"), "O1 phone T1\n");  // asked about, a hub is an end like another
}

TEST(Paths, TheSameFirmOverAndOverIsNoHub) {
  const SmallGraph county(R"(
    O1 phone T1
    O1 phone T1
    O1 phone T1
    O2 phone T1)");
  EXPECT_EQ(county.paths("O1", "O2"), "O1 phone+phone+phone T1 phone O2\n");  // three rows say the same
}

TEST(Paths, AHubByOneRelationIsNoneByAnother) {
  // P1 holds four firms (a hub as a holder), and is kin of P2: kinship still connects.
  const SmallGraph county(R"(
    P1 kin P2
    P1 holds O1
    P1 holds O2
    P1 holds O3
    P1 holds O4
    P3 kin P1)");
  EXPECT_EQ(county.paths("P2", "P3"), "P2 kin P1 kin P3\n");
  EXPECT_EQ(county.paths("P2", "O1"), "hub P1\n");
  EXPECT_EQ(county.paths("O1", "O2"), "hub P1\n");
}

TEST(Paths, ConfirmedComesBeforeTentativeAndShortBeforeLong) {
  const SmallGraph county(R"(
    O1 phone T1
    O2 phone T1
    P1 holds O1
    P1 holds O3
    P2 holds O3
    P2 holds O2
    P3 holds O1
    P3 holds O2)");
  EXPECT_EQ(county.paths("O1", "O2"),
            "O1 holds P3 holds O2\n"
            "O1 holds P1 holds O3 holds P2 holds O2\n"
            "O1 phone T1 phone O2\n");
}

TEST(Paths, MoreThanWantedIsSaidAndTheLengthLeftOutAsAWhole) {
  const SmallGraph county(R"(
    P1 holds O1
    P2 holds O1
    P1 holds O2
    P2 holds O2
    P1 kin P2)");
  EXPECT_EQ(county.paths("P1", "P2", {.most = 2}), "P1 kin P2\nmore from 2\n");
  EXPECT_EQ(county.paths("P1", "P2", {.most = 3}), "P1 kin P2\nP1 holds O1 holds P2\nP1 holds O2 holds P2\n");
}

TEST(Paths, OnlyRelationsOfThePurposeAreWalked) {
  const SmallGraph county(R"(
    P1 kin P2
    P2 holds O1)");
  EXPECT_EQ(county.paths("P1", "O1", {.walk = county.relations.for_purpose("ownership")}), "");
}

// ---- against the naive search: every walk, tried one by one

struct NaiveEdge {
  int from, relation, to;
  int since, until;  // days of a small calendar
};

constexpr int kNodes = 7;
std::string name_of_node(int node) {
  return (node < 3 ? "P" : node < 6 ? "O" : "T") + std::to_string(node);
}

bool fits(int from, int relation, int to) {
  if (from == to) return false;
  if (relation == 1) return from < 3 && to < 3;             // kin
  if (relation == 2) return from < 6 && to >= 3 && to < 6;  // holds
  return from >= 3 && from < 6 && to == 6;                  // phone
}

// All simple paths as sequences of nodes, by trying every neighbour; spans as sets of days.
class Naive {
 public:
  Naive(const std::vector<NaiveEdge>& edges, int from, int to, int within)
      : edges_(edges), from_(from), to_(to) {
    std::set<int> days;
    for (int day = 0; day < 6; ++day) days.insert(day);
    go({from}, days, within);
  }
  std::set<std::vector<int>> paths;

 private:
  bool is_hub(int node, int relation, bool is_from) const {
    const int limit = relation == 2 && is_from ? 3 : relation == 3 && !is_from ? 2 : 99;
    std::set<int> met;
    for (const NaiveEdge& e : edges_)
      if (e.relation == relation && (is_from ? e.from : e.to) == node) met.insert(is_from ? e.to : e.from);
    return int(met.size()) > limit;
  }
  bool passes(int node, int relation, bool is_from) const {
    return node == from_ || node == to_ || !is_hub(node, relation, is_from);
  }
  void go(const std::vector<int>& nodes, const std::set<int>& days, int left) {
    if (nodes.back() == to_) {
      paths.insert(nodes);
      return;
    }
    if (left == 0) return;
    for (int next = 0; next < kNodes; ++next) {
      if (std::find(nodes.begin(), nodes.end(), next) != nodes.end()) continue;
      std::set<int> held;
      for (const NaiveEdge& e : edges_) {
        const bool along = e.from == nodes.back() && e.to == next,
                   back = e.to == nodes.back() && e.from == next;
        if (!along && !back) continue;
        if (!passes(e.from, e.relation, true) || !passes(e.to, e.relation, false)) continue;
        for (const int day : days)
          if (e.since <= day && day <= e.until) held.insert(day);
      }
      if (held.empty()) continue;
      auto longer = nodes;
      longer.push_back(next);
      go(longer, held, left - 1);
    }
  }
  const std::vector<NaiveEdge>& edges_;
  int from_, to_;
};

std::string day_text(int day) {
  return Date::from_iso("2020-01-01").value().plus_days(day).iso();
}

RC_GTEST_PROP(PathsProperty, AgreeWithTryingEveryWalk, ()) {
  std::vector<NaiveEdge> edges;
  std::string text;
  const int wanted = *rc::gen::inRange(1, 22);
  for (int i = 0; i < wanted; ++i) {
    const int from = *rc::gen::inRange(0, kNodes), relation = *rc::gen::inRange(1, 4),
              to = *rc::gen::inRange(0, kNodes);
    if (!fits(from, relation, to)) continue;
    const int since = *rc::gen::inRange(0, 6), until = *rc::gen::inRange(since, 6);
    edges.push_back({from, relation, to, since, until});
    const char* names[] = {"post", "kin", "holds", "phone"};
    text += name_of_node(from) + " " + names[relation] + " " + name_of_node(to) + " " + day_text(since) +
            " " + day_text(until) + "\n";
  }
  const SmallGraph county(text);
  const int from = *rc::gen::inRange(0, kNodes), to = *rc::gen::inRange(0, kNodes),
            within = *rc::gen::inRange(1, 6);
  const auto a = county.graph.find(name_of_node(from)), b = county.graph.find(name_of_node(to));
  if (!a || !b || from == to) return;
  const PathAnswer answer = paths_between(
      county.graph, county.relations,
      {.from = *a, .to = *b, .within = within, .walk = county.relations.for_purpose("all"), .most = 100'000});
  std::set<std::vector<int>> found;
  for (const Path& path : answer.paths) {
    std::vector<int> nodes = {from};
    for (const Hop& hop : path.hops) nodes.push_back(county.graph.key(hop.to)[1] - '0');
    RC_ASSERT(found.insert(nodes).second);  // no path twice
  }
  RC_ASSERT(found == Naive(edges, from, to, within).paths);
}

}  // namespace
}  // namespace qy
