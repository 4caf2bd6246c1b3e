#include "entity/clusters.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "entity/groups.h"

namespace qy {
namespace {

RecordColumn numbers(const std::vector<std::string>& values) {
  RecordColumn out;
  for (const std::string& value : values) out.codes.push_back(out.values.add(value));
  return out;
}

Clusters clusters(size_t records, const std::vector<Link>& links, const Ties& ties) {
  return cluster(records, LinkStore::of(links), ties).value();
}

using Entities = std::vector<RecordIndex>;

TEST(Clusters, OneBridgeDoesNotJoinTwoGroups) {
  // 0-1-2 and 3-4-5 are close, 2-3 is the only pair of nine between them.
  std::vector<Link> links{{0, 1, 9}, {1, 2, 9}, {0, 2, 8}, {3, 4, 9}, {4, 5, 9}, {3, 5, 8}, {2, 3, 5}};
  const Clusters found = clusters(6, links, {});
  EXPECT_EQ(found.entity_of, (Entities{0, 0, 0, 3, 3, 3}));
  EXPECT_EQ(found.bridges, 1);
  // One more: two of nine.
  links.push_back({1, 4, 5});
  EXPECT_EQ(clusters(6, links, {}).entity_of, Entities(6, 0));
  // What was seen between two groups still counts when one grows: two of twelve are too few, three are
  // enough.
  links.insert(links.end(), {{5, 6, 7}, {3, 6, 7}});
  EXPECT_EQ(clusters(7, links, {}).entity_of, Entities({0, 0, 0, 3, 3, 3, 3}));
  links.push_back({0, 6, 4});
  EXPECT_EQ(clusters(7, links, {}).entity_of, Entities(7, 0));
}

TEST(Clusters, TwoDifferentNumbersNeverMeetNotEvenThroughAThird) {
  const RecordColumn number = numbers({"A", "", "B"});
  const Clusters found = clusters(3, {{0, 1, 9}, {1, 2, 8}, {0, 2, 20}}, {.never_join = {&number}});
  EXPECT_EQ(found.entity_of, (Entities{0, 0, 2}));
  EXPECT_EQ(found.contradicted, 2);
}

TEST(Clusters, JudgementsComeBeforeWeights) {
  const std::vector<Link> links{{0, 1, 20}, {1, 2, 18}};
  EXPECT_EQ(clusters(4, links, {.yes = {{2, 3}}}).entity_of, Entities(4, 0));
  EXPECT_EQ(clusters(4, links, {.no = {{0, 2}}}).entity_of, (Entities{0, 0, 2, 3}));
  // A no to 3, which is one with 2, holds for 2.
  EXPECT_EQ(clusters(4, links, {.yes = {{2, 3}}, .no = {{3, 0}}}).entity_of, (Entities{0, 0, 2, 2}));
}

TEST(Clusters, WhatWasOneStaysOneUnlessSomebodySaysNo) {
  EXPECT_EQ(clusters(4, {}, {.before = {{0, 1, 2}}}).entity_of, (Entities{0, 0, 0, 3}));
  // With a no inside, its pairs decide again.
  EXPECT_EQ(clusters(4, {{0, 1, 9}}, {.no = {{1, 2}}, .before = {{0, 1, 2}}}).entity_of,
            (Entities{0, 0, 2, 3}));
  const RecordColumn number = numbers({"A", "", "B", ""});
  EXPECT_EQ(clusters(4, {{1, 2, 9}}, {.never_join = {&number}, .before = {{0, 1, 2}}}).entity_of,
            (Entities{0, 1, 1, 3}));
}

// Whatever the links, the judgements and what was one before: no entity holds two numbers or two records
// judged apart, whatever was judged to be one is one, and the order in which links come changes nothing.
RC_GTEST_PROP(Clusters, NeverJoinTwoNumbersInAnyOrder, ()) {
  const auto records = size_t(*rc::gen::inRange(2, 12));
  std::vector<std::string> values;
  for (size_t i = 0; i < records; ++i)
    values.push_back(*rc::gen::elementOf(std::vector<std::string>{"", "A", "B"}));
  const RecordColumn number = numbers(values);
  Ties ties{.never_join = {&number}};
  std::vector<Link> links;
  Groups judged(records);  // free of contradiction, as the book and the check before a run keep it
  std::vector<std::string> of_group = values;
  for (RecordIndex a = 0; a < records; ++a)
    for (RecordIndex b = a + 1; b < records; ++b) {
      if (*rc::gen::inRange(0, 3) == 0) links.push_back({a, b, float(*rc::gen::inRange(1, 4))});
      const RecordIndex x = judged.of(a), y = judged.of(b);
      const bool fit = of_group[x].empty() || of_group[y].empty() || of_group[x] == of_group[y];
      if (*rc::gen::inRange(0, 8) != 0 || !fit) continue;
      ties.yes.emplace_back(a, b);
      const std::string value = of_group[x] + (of_group[x].empty() ? of_group[y] : "");
      if (x != y) of_group[judged.join(x, y)] = value;
    }
  for (RecordIndex a = 0; a < records; ++a)
    for (RecordIndex b = a + 1; b < records; ++b)
      if (judged.of(a) != judged.of(b) && *rc::gen::inRange(0, 6) == 0) ties.no.emplace_back(a, b);
  ties.before.resize(3);
  for (RecordIndex i = 0; i < records; ++i) ties.before[size_t(*rc::gen::inRange(0, 3))].push_back(i);
  std::erase_if(ties.before, [](const auto& entity) { return entity.empty(); });
  const auto found = clusters(records, links, ties).entity_of;
  for (size_t i = 0; i < records; ++i)
    for (size_t j = 0; j < records; ++j)
      RC_ASSERT(found[i] != found[j] || values[i].empty() || values[j].empty() || values[i] == values[j]);
  for (const auto& [a, b] : ties.no) RC_ASSERT(found[a] != found[b]);
  for (const auto& [a, b] : ties.yes) RC_ASSERT(found[a] == found[b]);
  std::reverse(links.begin(), links.end());
  RC_ASSERT(found == clusters(records, links, ties).entity_of);
}

}  // namespace
}  // namespace qy
