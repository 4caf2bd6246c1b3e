#include "account/password_rule.h"

#include <gtest/gtest.h>

namespace qy {
namespace {

bool is_taken(std::string_view password, const std::vector<std::string>& his = {}) {
  return !weakness_of(password, his);
}

TEST(PasswordRule, RefusesWhatIsShort) {
  EXPECT_FALSE(is_taken(""));
  EXPECT_FALSE(is_taken("x7!Kq2@mW9z"));         // 11
  EXPECT_FALSE(is_taken("三句话就够长了好记"));  // 9 characters, whatever their bytes
  EXPECT_FALSE(is_taken(std::string(257, 'x') + "yzabcd"));
}

TEST(PasswordRule, RefusesWhatIsTriedFirst) {
  for (const char* common :
       {"password2026!", "P@ssw0rd2026", "qwertyuiop12", "woaini1314520", "iloveyouprincess",
        "2026password2026", "Qingyuan2026!!", "1qaz2wsx3edc4rfv", "dragonmonkey99"})
    EXPECT_FALSE(is_taken(common)) << common;
}

TEST(PasswordRule, RefusesRunsAndRepetition) {
  for (const char* run : {"123456789012", "abcdefghijkl", "aaaaaaaaaaaa", "111122223333", "abababababab",
                          "一一一一一一二二二二二二"})
    EXPECT_FALSE(is_taken(run)) << run;
}

TEST(PasswordRule, RefusesHisOwnName) {
  EXPECT_FALSE(is_taken("Analyst kettle bridges", {"analyst", "示例甲", "cm"}));
  EXPECT_FALSE(is_taken("示例甲的水壶和七座桥不好记", {"analyst", "示例甲", "cm"}));
  EXPECT_TRUE(is_taken("cm walnut kettle 7 bridges", {"an", "甲", "cm"}));  // too short to stand for anybody
}

TEST(PasswordRule, TakesAnyLettersAndBlanks) {
  for (const char* good : {"walnut kettle 7 bridges", "核桃水壶和七座石桥都在东边",
                           "K7PM-Q2XW-9HZT-4RVN-B8CD", " two blanks about "})
    EXPECT_TRUE(is_taken(good)) << good;
  EXPECT_TRUE(is_taken("walnut kettle 7 bridges " + std::string(60, '~') + "end of it"));
}

}  // namespace
}  // namespace qy
