#include "network/reach.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>

#include "network/small_graph_test.h"

namespace qy {
namespace {

class Units {
 public:
  explicit Units(const std::string& text) : county(text) {}

  // "O9: P1 O1 2 steps" a line; a supplier is whom `paid` names.
  std::string ties(const std::vector<TieGroup>& groups, int within = 4, int threads = 1) const {
    ReachOptions options{.within = within, .threads = threads};
    options.walk = county.relations.for_purpose("all") & ~county.relations.offices();
    std::string text;
    const auto found = ties_within(county.graph, county.relations, groups, options).value();
    for (const Tie& tie : found)
      text += std::string(county.graph.key(tie.about)) + ": " + std::string(county.graph.key(tie.from)) +
              " " + std::string(county.graph.key(tie.to)) + " " + std::to_string(tie.path.hops.size()) + "\n";
    return text;
  }
  TieGroup group(std::string_view about, const std::vector<std::string>& from,
                 const std::vector<std::string>& to, DaySpan from_span = {}, DaySpan to_span = {}) const {
    TieGroup group{.about = county.node(about)};
    for (const auto& key : from) group.from.push_back({county.node(key), from_span});
    for (const auto& key : to) group.to.push_back({county.node(key), to_span});
    return group;
  }
  SmallGraph county;
};

DaySpan between(const char* since, const char* until) {
  return {day_of(Date::from_iso(since).value()), day_of(Date::from_iso(until).value())};
}

constexpr const char* kCounty = R"(
    P1 post O9
    P2 post O9
    P3 post O8
    P1 kin  P5 2015-01-01 -
    P5 holds O1 2018-01-01 2020-12-31
    P2 holds O2
    P3 holds O3)";

TEST(Reach, NobodyIsTiedByHavingOneEmployer) {
  const Units county(kCounty);
  EXPECT_EQ(county.ties({county.group("O9", {"P1"}, {"O2"})}), "");
}

TEST(Reach, EveryOfficialWithEverySupplierOfTheUnit) {
  const Units county(kCounty);
  EXPECT_EQ(
      county.ties({county.group("O9", {"P1", "P2"}, {"O1", "O2", "O3"}), county.group("O8", {"P3"}, {"O1"})}),
      "O9: P1 O1 2\nO9: P2 O2 1\n");
}

TEST(Reach, TermShareholdingAndPaymentsMustMeet) {
  const Units county(kCounty);
  const auto held = [&](DaySpan term, DaySpan payments) {
    return county.ties({county.group("O9", {"P1"}, {"O1"}, term, payments)});
  };
  EXPECT_EQ(held(between("2010-01-01", "2017-12-31"), {}), "");  // left before the shares were bought
  EXPECT_EQ(held({}, between("2021-01-01", "2022-12-31")), "");  // paid after they were sold
  EXPECT_EQ(held(between("2010-01-01", "2018-06-30"), between("2018-07-01", "2019-12-31")), "");
  EXPECT_EQ(held(between("2010-01-01", "2018-06-30"), between("2018-06-30", "2019-12-31")), "O9: P1 O1 2\n");
}

TEST(Reach, TwoOfOneGroupComeOnce) {
  const Units county("P1 holds O1\nP1 holds O2\nP2 holds O3");
  EXPECT_EQ(county.ties({county.group("O3", {"O1", "O2", "O3"}, {"O1", "O2", "O3"})}), "O3: O1 O2 2\n");
}

TEST(Reach, StoppedIsStopped) {
  const Units county(kCounty);
  const auto outcome =
      ties_within(county.county.graph, county.county.relations, {}, {.stop = [] { return true; }});
  ASSERT_FALSE(outcome.ok());
  EXPECT_EQ(outcome.error().code, Code::cancelled);
}

// All in one pass finds what asking pair by pair finds.
RC_GTEST_PROP(ReachProperty, AgreesWithPairByPair, ()) {
  std::string text = "P0 kin P1\n";
  const int wanted = *rc::gen::inRange(1, 40);
  for (int i = 0; i < wanted; ++i) {
    const int a = *rc::gen::inRange(0, 10), b = *rc::gen::inRange(0, 10), kind = *rc::gen::inRange(0, 3);
    const std::string year = std::to_string(*rc::gen::inRange(2015, 2019));
    const std::string days = " " + year + "-01-01 " + std::to_string(std::stoi(year) + 1) + "-06-30\n";
    if (kind == 0 && a != b) text += "P" + std::to_string(a) + " kin P" + std::to_string(b) + days;
    if (kind == 1) text += "P" + std::to_string(a) + " holds O" + std::to_string(b) + days;
    if (kind == 2) text += "O" + std::to_string(a) + " phone T" + std::to_string(b) + days;
  }
  const Units county(text);
  const Graph& graph = county.county.graph;
  const int within = *rc::gen::inRange(1, 6);
  TieGroup group;
  for (NodeId node = 0; node < graph.nodes(); ++node) {
    if (graph.kind(node) == NodeKind::person && node % 2 == 0)
      group.from.push_back({node, between("2016-01-01", "2017-12-31")});
    if (graph.kind(node) == NodeKind::organisation) group.to.push_back({node, {}});
  }
  const RelationMask walk = county.county.relations.for_purpose("all");
  std::set<std::pair<NodeId, NodeId>> found, expected;
  const auto ties =
      ties_within(graph, county.county.relations, {group}, {.within = within, .walk = walk}).value();
  for (const Tie& tie : ties) found.emplace(tie.from, tie.to);
  for (const DatedNode& from : group.from)
    for (const DatedNode& to : group.to)
      if (!paths_between(
               graph, county.county.relations,
               {.from = from.node, .to = to.node, .within = within, .when = from.span, .walk = walk})
               .paths.empty())
        expected.emplace(from.node, to.node);
  RC_ASSERT(found == expected);
}

}  // namespace
}  // namespace qy
