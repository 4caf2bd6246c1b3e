#include "entity/clusters.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

namespace qy {
namespace {

RecordColumn numbers(const std::vector<std::string>& values) {
  RecordColumn out;
  for (const std::string& value : values) out.codes.push_back(out.values.add(value));
  return out;
}

TEST(Clusters, OneBridgeDoesNotJoinTwoGroups) {
  // 0-1-2 and 3-4-5 are close, 2-3 is the only pair of nine between them.
  std::vector<Link> links{{0, 1, 9}, {1, 2, 9}, {0, 2, 8}, {3, 4, 9}, {4, 5, 9}, {3, 5, 8}, {2, 3, 5}};
  const Clusters found = cluster(6, links, {}, 0.2);
  EXPECT_EQ(found.entity_of, (std::vector<RecordIndex>{0, 0, 0, 3, 3, 3}));
  EXPECT_EQ(found.bridges, 1);
  // Two more pairs: three of nine.
  links.insert(links.end(), {{1, 4, 5}, {0, 5, 5}});
  EXPECT_EQ(cluster(6, links, {}, 0.2).entity_of, (std::vector<RecordIndex>(6, 0)));
}

TEST(Clusters, TwoDifferentNumbersNeverMeetNotEvenThroughAThird) {
  const RecordColumn number = numbers({"A", "", "B"});
  std::vector<Link> links{{0, 1, 9}, {1, 2, 8}, {0, 2, 20}};
  const Clusters found = cluster(3, links, {&number}, 0.2);
  EXPECT_EQ(found.entity_of, (std::vector<RecordIndex>{0, 0, 2}));
  EXPECT_EQ(found.contradicted, 2);
}

// Whatever the links: no entity holds two numbers, and the order in which links come changes nothing.
RC_GTEST_PROP(Clusters, NeverJoinTwoNumbersInAnyOrder, ()) {
  const auto records = size_t(*rc::gen::inRange(2, 12));
  std::vector<std::string> values;
  for (size_t i = 0; i < records; ++i)
    values.push_back(*rc::gen::elementOf(std::vector<std::string>{"", "A", "B"}));
  const RecordColumn number = numbers(values);
  std::vector<Link> links;
  for (RecordIndex a = 0; a < records; ++a)
    for (RecordIndex b = a + 1; b < records; ++b)
      if (*rc::gen::inRange(0, 3) == 0) links.push_back({a, b, float(*rc::gen::inRange(1, 4))});
  std::vector<Link> backwards(links.rbegin(), links.rend());
  const auto found = cluster(records, links, {&number}, 0.2).entity_of;
  for (size_t i = 0; i < records; ++i)
    for (size_t j = 0; j < records; ++j)
      RC_ASSERT(found[i] != found[j] || values[i].empty() || values[j].empty() || values[i] == values[j]);
  RC_ASSERT(found == cluster(records, backwards, {&number}, 0.2).entity_of);
}

}  // namespace
}  // namespace qy
