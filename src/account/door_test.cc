#include "account/door.h"

#include <gtest/gtest.h>

#include <fstream>

#include "account/device.h"
#include "base/disk.h"
#include "record/map_book_test.h"
#include "seal/password.h"

namespace qy {
namespace {

struct House {
  ScratchFolder folder = std::move(ScratchFolder::make("qy-door")).value();
  FakeClock clock{*Date::from_ymd(2026, 3, 2)};
  std::string key = random_code_key();
  MapBook records;
  std::unique_ptr<Door> door;

  House() {
    EXPECT_TRUE(make_folder(folder.path() / "keys").ok());
    EXPECT_TRUE(book().set({{"an", {hash_password("right"), key, clock.stamp(), true}}}).ok());
    door = std::make_unique<Door>(book(), AccountLog(records), clock);
  }
  CredentialBook book() { return CredentialBook(folder.path(), Sealer::for_tests(SealProfile::intl, "x")); }
  std::string code() { return *code_at(key, clock.now_ms()); }
  Result<OpenedSession> knock(const std::string& user, const std::string& password, const std::string& with) {
    return door->knock({user, password, with, "10.0.0.7", "Edge · Windows"}, true);
  }
  // What the log has of an account: kinds in their order.
  std::string logged(const std::string& account) {
    std::string kinds;
    for (const PastAct& act : *records.history("account/" + account))
      kinds += (kinds.empty() ? "" : " ") + act.kind.substr(act.kind.find('.') + 1);
    return kinds;
  }
};

TEST(Door, RefusesWithTheSameWordsWhateverWasWrong) {
  House house;
  const std::string right = house.code();
  const std::string words = house.knock("nobody", "right", right).error().message;
  for (const auto& refused : {house.knock("an", "wrong", right), house.knock("an", "right", "000000"),
                              house.knock("an", "right", "")})
    EXPECT_EQ(refused.error().message, words);
  EXPECT_EQ(house.door->knock({"an", "right", right, "10.0.0.7", ""}, false).error().code, Code::forbidden);
}

TEST(Door, TakesACodeOnce) {
  House house;
  const std::string code = house.code();
  EXPECT_TRUE(house.knock("an", "right", code).ok());
  EXPECT_FALSE(house.knock("an", "right", code).ok());
  house.clock.advance_ms(30'000);
  EXPECT_TRUE(house.knock("an", "right", house.code()).ok());
}

TEST(Door, TenTriesAnHour) {
  House house;
  for (int i = 0; i < 10; ++i) EXPECT_EQ(house.knock("an", "wrong", "").error().code, Code::forbidden);
  EXPECT_EQ(house.knock("an", "right", house.code()).error().code, Code::limit);
  house.clock.advance_ms(3'600'000);
  EXPECT_TRUE(house.knock("an", "right", house.code()).ok());
}

TEST(Door, AFirstPasswordLetsInToAChangeOfItselfAlone) {
  House house;
  EXPECT_TRUE(house.book().set({{"an", {hash_password("first"), house.key, house.clock.stamp()}}}).ok());
  const auto entered = house.knock("an", "first", house.code());
  ASSERT_TRUE(entered.ok());
  EXPECT_TRUE(entered->session.must_change);
  const Knock wrong{"an", "not this", "", "10.0.0.7", ""}, right{"an", "first", "", "10.0.0.7", ""};
  EXPECT_EQ(house.door->change(wrong, entered->session, "x").error().code, Code::forbidden);
  const auto changed = house.door->change(right, entered->session, "his own");  // no second code is asked
  ASSERT_TRUE(changed.ok());
  EXPECT_FALSE(changed->session.must_change);
  EXPECT_FALSE(house.door->sessions().find(entered->token, house.clock.now_ms()));
  house.clock.advance_ms(60'000);
  EXPECT_FALSE(house.knock("an", "first", house.code()).ok());
  EXPECT_FALSE(house.knock("an", "his own", house.code())->session.must_change);
}

TEST(Door, AChangeAsksForOldPasswordAndCodeAndEndsAllSessions) {
  House house;
  const auto here = house.knock("an", "right", house.code());
  house.clock.advance_ms(30'000);
  const auto there = house.knock("an", "right", house.code());
  const auto change = [&](const std::string& old, const std::string& code) {
    return house.door->change({"an", old, code, "10.0.0.7", ""}, here->session, "another");
  };
  EXPECT_FALSE(change("right", house.code()).ok());  // this code let him in already
  house.clock.advance_ms(30'000);
  EXPECT_FALSE(change("wrong", house.code()).ok());
  EXPECT_FALSE(change("right", "").ok());
  const auto changed = change("right", house.code());
  ASSERT_TRUE(changed.ok());
  const int64_t now = house.clock.now_ms();
  for (const auto& token : {here->token, there->token}) EXPECT_FALSE(house.door->sessions().find(token, now));
  EXPECT_TRUE(house.door->sessions().find(changed->token, now));
  EXPECT_EQ(
      house.logged("an"),
      "signed_in signed_in sign_in_refused sign_in_refused sign_in_refused password_changed session_ended "
      "session_ended signed_in");
}

TEST(Door, APasswordSetByAnotherProcessEndsTheSessionsOfThatAccount) {
  House house;
  const std::string now = house.clock.stamp();
  EXPECT_TRUE(house.book().set({{"cm1", {hash_password("right"), house.key, now, true}}}).ok());
  const auto mine = house.knock("an", "right", house.code());
  const auto other = house.knock("cm1", "right", house.code());
  EXPECT_TRUE(house.door->session_of(mine->token)->has_value());
  EXPECT_TRUE(house.book().set({{"an", {hash_password("right"), house.key, now}}}).ok());
  EXPECT_FALSE(house.door->session_of(mine->token)->has_value());
  EXPECT_TRUE(house.door->session_of(other->token)->has_value());
  EXPECT_EQ(house.logged("an"), "signed_in session_ended");
  std::ofstream(house.folder.path() / "keys" / "accounts.json") << "{";
  EXPECT_FALSE(house.door->session_of(other->token).ok());
}

TEST(Door, TheLogTellsOfEveryTryAndNothingThatWasTyped) {
  House house;
  (void)house.knock("an", "a secret that was mistyped", house.code());
  (void)house.knock("my password in the wrong field", "x", "");
  EXPECT_EQ(house.logged("an"), "sign_in_refused");
  EXPECT_EQ(house.logged("-"), "sign_in_refused");
  for (int i = 0; i < 20; ++i) (void)house.knock("an", "wrong", "");
  EXPECT_TRUE(
      house.logged("an").ends_with("sign_in_refused sign_in_locked"));  // once an hour, not at each try
  EXPECT_TRUE(house.records.history("account/my password in the wrong field")->empty());
  for (const PastAct& act : *house.records.history("account/an"))
    EXPECT_EQ(act.record, "10.0.0.7 · Edge · Windows");
}

TEST(Door, SigningInEndsTheSessionThatCameWithIt) {
  House house;
  const auto before = house.knock("an", "right", house.code());
  house.clock.advance_ms(30'000);
  const auto now = house.door->knock({"an", "right", house.code(), "10.0.0.7", ""}, true, before->token);
  ASSERT_TRUE(now.ok());
  EXPECT_FALSE(house.door->sessions().find(before->token, house.clock.now_ms()));
  EXPECT_TRUE(house.door->sessions().find(now->token, house.clock.now_ms()));
}

TEST(Door, AnOfficerEndsHisOtherSessionsAndNobodyElses) {
  House house;
  Sessions& sessions = house.door->sessions();
  const auto mine = sessions.open({.user = "an"}, 0), other = sessions.open({.user = "an"}, 0),
             strangers = sessions.open({.user = "cm1"}, 0);
  EXPECT_EQ(house.door->end_session(mine.session, mine.session.id).error().code, Code::conflict);
  EXPECT_EQ(house.door->end_session(mine.session, strangers.session.id).error().code, Code::not_found);
  EXPECT_EQ(house.door->end_session(mine.session, "").error().code, Code::not_found);
  EXPECT_TRUE(house.door->end_session(mine.session, other.session.id).ok());
  EXPECT_FALSE(sessions.find(other.token, 0));
  sessions.open({.user = "an"}, 0);
  EXPECT_TRUE(house.door->end_others(mine.session).ok());
  EXPECT_EQ(sessions.of("an", 0).size(), 1u);
  EXPECT_TRUE(sessions.find(mine.token, 0));
  EXPECT_TRUE(sessions.find(strangers.token, 0));
}

TEST(Sessions, EndAfterHalfAnHourWithoutARequestAndAtLogout) {
  Sessions sessions;
  const auto opened = sessions.open({.user = "an"}, 0);
  EXPECT_FALSE(sessions.find("", 0));
  EXPECT_FALSE(sessions.find(opened.session.csrf, 0));
  EXPECT_FALSE(sessions.find(opened.session.id, 0));
  EXPECT_TRUE(sessions.find(opened.token, kIdleMs));
  EXPECT_TRUE(sessions.find(opened.token, 2 * kIdleMs));
  EXPECT_FALSE(sessions.find(opened.token, 3 * kIdleMs + 1));
  const auto again = sessions.open({.user = "an"}, 0);
  sessions.close(again.token);
  EXPECT_FALSE(sessions.find(again.token, 0));
  const auto day = sessions.open({.user = "an"}, 0);
  for (int64_t now = 0; now <= kSessionMs; now += kIdleMs) EXPECT_TRUE(sessions.find(day.token, now));
  EXPECT_FALSE(sessions.find(day.token, kSessionMs + 1));
}

TEST(Sessions, TheEleventhOfOneAccountEndsTheLongestUnused) {
  Sessions sessions;
  std::vector<OpenedSession> opened;
  for (int64_t i = 0; i <= int64_t(kSessionsOfOne); ++i) opened.push_back(sessions.open({.user = "an"}, i));
  EXPECT_EQ(sessions.close_over(20).size(), 1u);
  EXPECT_FALSE(sessions.find(opened.front().token, 20));
  EXPECT_TRUE(sessions.find(opened.back().token, 20));
  EXPECT_EQ(sessions.close_over(21 + kIdleMs).size(), kSessionsOfOne);  // and those whose time is up are told
}

TEST(Device, IsToldInWordsThatAnOfficerKnows) {
  EXPECT_EQ(device_of(""), "");
  EXPECT_EQ(device_of("<script>"), "");
  EXPECT_EQ(
      device_of(
          "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 "
          "Safari/537.36 Edg/126.0.0.0"),
      "Edge · Windows");
  EXPECT_EQ(device_of("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) "
                      "Chrome/126.0.0.0 Safari/537.36"),
            "Chrome · Linux");
}

TEST(Credentials, NothingOfThemStandsInTheFileInClear) {
  House house;
  const std::string text = *read_file(house.folder.path() / "keys" / "accounts.json");
  EXPECT_EQ(text.find("right"), text.npos);
  EXPECT_EQ(text.find(house.key), text.npos);
  const auto mode = std::filesystem::status(house.folder.path() / "keys" / "accounts.json").permissions();
  EXPECT_EQ(mode & std::filesystem::perms(077), std::filesystem::perms::none);
}

}  // namespace
}  // namespace qy
