#include "account/door.h"

#include <gtest/gtest.h>

#include "base/disk.h"
#include "seal/password.h"

namespace qy {
namespace {

struct House {
  ScratchFolder folder = std::move(ScratchFolder::make("qy-door")).value();
  FakeClock clock{*Date::from_ymd(2026, 3, 2)};
  std::string key = random_code_key();
  std::unique_ptr<Door> door;

  House() {
    EXPECT_TRUE(make_folder(folder.path() / "keys").ok());
    auto book = [&] { return CredentialBook(folder.path(), Sealer::for_tests(SealProfile::intl, "x")); };
    EXPECT_TRUE(book().set({{"an", {hash_password("right"), key, clock.stamp()}}}).ok());
    door = std::make_unique<Door>(book(), clock);
  }
  std::string code() { return *code_at(key, clock.now_ms()); }
  Result<OpenedSession> knock(const std::string& user, const std::string& password, const std::string& with) {
    return door->knock({user, password, with, "127.0.0.1"}, true);
  }
};

TEST(Door, RefusesWithTheSameWordsWhateverWasWrong) {
  House house;
  const std::string right = house.code();
  const std::string words = house.knock("nobody", "right", right).error().message;
  for (const auto& refused : {house.knock("an", "wrong", right), house.knock("an", "right", "000000"),
                              house.knock("an", "right", "")})
    EXPECT_EQ(refused.error().message, words);
  EXPECT_EQ(house.door->knock({"an", "right", right, "127.0.0.1"}, false).error().code, Code::forbidden);
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

TEST(Sessions, EndAfterHalfAnHourWithoutARequestAndAtLogout) {
  Sessions sessions;
  const auto opened = sessions.open("an", 0);
  EXPECT_FALSE(sessions.find("", 0));
  EXPECT_FALSE(sessions.find(opened.session.csrf, 0));
  EXPECT_TRUE(sessions.find(opened.token, kIdleMs));
  EXPECT_TRUE(sessions.find(opened.token, 2 * kIdleMs));
  EXPECT_FALSE(sessions.find(opened.token, 3 * kIdleMs + 1));
  const auto again = sessions.open("an", 0);
  sessions.close(again.token);
  EXPECT_FALSE(sessions.find(again.token, 0));
  const auto day = sessions.open("an", 0);
  for (int64_t now = 0; now <= kSessionMs; now += kIdleMs) EXPECT_TRUE(sessions.find(day.token, now));
  EXPECT_FALSE(sessions.find(day.token, kSessionMs + 1));
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
