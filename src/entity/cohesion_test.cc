#include "entity/cohesion.h"

#include <gtest/gtest.h>

namespace qy {
namespace {

// The picture of cohesion.h, and two records beside it that only a person put together.
const std::vector<RecordIndex> kEntities{0, 0, 0, 0, 4, 4, 6};
const LinkStore kLinks = LinkStore::of({{0, 1, 14}, {1, 2, 9}, {0, 2, 8}, {2, 3, 3}, {3, 6, 2}});

TEST(Cohesion, TheWeakestOfTheStrongestThatReachEveryRecord) {
  const auto found = cohesion_of(kEntities, kLinks).value();
  EXPECT_EQ(found[0].records, 4);
  ASSERT_TRUE(found[0].weakest);
  EXPECT_EQ(found[0].weakest->b, 3U);
  EXPECT_TRUE(found[0].is_whole);
  EXPECT_FALSE(found[4].weakest);
  EXPECT_FALSE(found[4].is_whole);
  EXPECT_EQ(found[6].records, 1);
  EXPECT_TRUE(found[6].is_whole);
}

TEST(Cohesion, TheChainTakesTheStrongWay) {
  const auto chain = chain_between(kEntities, kLinks, 3, 0).value();
  ASSERT_EQ(chain.size(), 3U);
  EXPECT_EQ(chain[0].b, 3U);  // 3–2, 2–1, 1–0: 8 between 0 and 2 is not needed
  EXPECT_EQ(chain[2].a, 0U);
  EXPECT_TRUE(chain_between(kEntities, kLinks, 4, 5)->empty());
}

}  // namespace
}  // namespace qy
