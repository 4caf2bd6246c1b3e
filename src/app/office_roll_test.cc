// Who may act in files is kept in memory, and not one act longer than it is true.
#include "casework/office_roll.h"

#include <gtest/gtest.h>

#include "store/store_world_test.h"

namespace qy {
namespace {

class Rolls : public OnBothStores {
 protected:
  static Act act(const std::string& key, std::vector<Change> changes) {
    Act act{.key = key,
            .kind = "office.changed",
            .actor = {"u1", "case_management"},
            .object = "office",
            .basis = ""};
    act.changes = std::move(changes);
    return act;
  }
  OfficeRoll roll;
};
INSTANTIATE_TEST_SUITE_P(Both, Rolls, ::testing::Values("sqlite", "postgresql"),
                         [](const auto& test) { return std::string(test.param); });

TEST_P(Rolls, AreReadAnewAfterEveryActThatTouchesThem) {
  auto store = world->founded();
  const auto roles = [&](const std::string& user) {
    return roll.of_file(*store, "2026-0001")->officers[user].roles;
  };
  EXPECT_EQ(roles("u2"), std::set<std::string>{"handler"});
  EXPECT_EQ(roles("u1"), std::set<std::string>{"case_manager"});
  ASSERT_TRUE(
      store->perform(act("role-taken", {{"user_role", "u2.handler", 1, {{"active", int64_t(0)}}}})).ok());
  EXPECT_EQ(roles("u2"), std::set<std::string>());
  auto another = world->open();  // the command line beside the server
  ASSERT_TRUE(another->perform(act("role-given", {StoreWorld::role("u2", "chief")})).ok());
  EXPECT_EQ(roles("u2"), std::set<std::string>{"chief"});
  ASSERT_TRUE(
      store->perform(act("account-gone", {{"user_account", "u2", 1, {{"active", int64_t(0)}}}})).ok());
  EXPECT_FALSE(roll.of_file(*store, "2026-0001")->accounts.contains("u2"));
}

TEST_P(Rolls, TellABodyToItsOwnFileAlone) {
  auto store = world->founded();
  Act opened = act("opened-1", {{"case_file",
                                 "2026-0001",
                                 0,
                                 {{"state", "open"}, {"title", "一"}, {"progress_at", "2026-01-01 09:00"}}},
                                {"case_file",
                                 "2026-0002",
                                 0,
                                 {{"state", "open"}, {"title", "二"}, {"progress_at", "2026-01-01 09:00"}}}});
  ASSERT_TRUE(store->perform(opened).ok());
  ASSERT_TRUE(
      store
          ->perform(act(
              "party-made",
              {{"other_party", "court", 0, {{"name", "法院"}, {"roles", "court"}, {"active", int64_t(1)}}},
               {"other_party",
                "person-1",
                0,
                {{"name", "本人"},
                 {"roles", "subject"},
                 {"case_file", "2026-0001"},
                 {"active", int64_t(1)}}}}))
          .ok());
  const auto first = roll.of_file(*store, "2026-0001"), second = roll.of_file(*store, "2026-0002");
  EXPECT_TRUE(first->officers.contains("court") && second->officers.contains("court"));
  EXPECT_TRUE(first->officers.contains("person-1"));
  EXPECT_FALSE(second->officers.contains("person-1"));
  EXPECT_FALSE(first->accounts.contains("court"));
}

}  // namespace
}  // namespace qy
