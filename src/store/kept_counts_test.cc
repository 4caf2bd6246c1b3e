// A count is kept until an act touches its table, and for its own question alone.
#include "store/kept_counts.h"

#include <gtest/gtest.h>

#include "store/store_world_test.h"

namespace qy {
namespace {

class KeptCountsTest : public OnBothStores {};
INSTANTIATE_TEST_SUITE_P(Both, KeptCountsTest, ::testing::Values("sqlite", "postgresql"),
                         [](const auto& test) { return std::string(test.param); });

TEST_P(KeptCountsTest, AreOfTheirOwnQuestionAlone) {
  auto store = world->founded();
  Act act = StoreWorld::lead("2026-0001");
  act.changes.front().fields["summary"] = "甲";
  ASSERT_TRUE(store->perform(act).ok());
  const Fields asked{{"state", std::string("registered")}, {"summary", std::string("甲")}};
  for (const char* between : {"\n", "\nt", "\n\n", "\n\nt"})
    EXPECT_EQ(
        *store->filtered_count("lead", {{"state", std::string("registered\nsummary") + between + "甲"}}, {}),
        0);
  EXPECT_EQ(*store->filtered_count("lead", asked, {}), 1);
}

TEST_P(KeptCountsTest, AreThoseOfNow) {
  auto store = world->founded();
  const Fields registered{{"state", std::string("registered")}}, closed{{"state", std::string("closed")}};
  const auto counts = [&](FilteringBook& book) {
    return std::vector<int64_t>{*book.filtered_count("lead", {}, {}),
                                *book.filtered_count("lead", registered, {}),
                                *book.filtered_count("lead", closed, {})};
  };
  EXPECT_EQ(counts(*store), (std::vector<int64_t>{0, 0, 0}));
  ASSERT_TRUE(store->perform(StoreWorld::lead("2026-0001")).ok());
  ASSERT_TRUE(store->perform(StoreWorld::lead("2026-0002")).ok());
  EXPECT_EQ(counts(*store), (std::vector<int64_t>{2, 2, 0}));
  const auto before = store->steady();
  EXPECT_EQ(counts(*before), (std::vector<int64_t>{2, 2, 0}));
  Act close = StoreWorld::lead("2026-0002");
  close.key = "closing-2";
  close.changes = {{"lead", "2026-0002", 1, {{"state", "closed"}}}};
  ASSERT_TRUE(store->perform(close).ok());
  EXPECT_EQ(counts(*store), (std::vector<int64_t>{2, 1, 1}));
  EXPECT_EQ(counts(*before), (std::vector<int64_t>{2, 2, 0}));  // of the state of affairs that it is of
  EXPECT_EQ(counts(*store), (std::vector<int64_t>{2, 1, 1}));
  auto another = world->open();  // as the command line beside a server
  ASSERT_TRUE(another->perform(StoreWorld::lead("2026-0003")).ok());
  EXPECT_EQ(counts(*store), (std::vector<int64_t>{3, 2, 1}));
}

}  // namespace
}  // namespace qy
