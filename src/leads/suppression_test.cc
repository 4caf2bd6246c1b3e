#include "leads/suppression.h"

#include <gtest/gtest.h>

#include "base/disk.h"

namespace qy {
namespace {

namespace fs = std::filesystem;

const Date kFirst = *Date::from_iso("2026-03-01"), kLast = *Date::from_iso("2026-06-30");

Suppression one() {
  Suppression s;
  s.rule = "K04";
  s.unit = "示范局";
  s.reason = "值班用车，已备案";
  s.asked_by = "甲";
  s.approved_by = "乙";
  s.at = "2026-03-01T09:30:00+08:00";
  s.from = kFirst;
  s.until = kLast;
  return s;
}

Screening screening() {
  Screening s;
  s.rules["K04"].version = 1;
  for (const char* unit : {"示范局", "示范局二分局"}) {
    Finding f;
    f.rule = "K04";
    f.subject_table = "t";
    f.subject_key = f.subject_label = unit;
    f.figures = {{"unit", unit}};
    f.amount_fen = 100;
    s.findings.push_back(f);
  }
  merge_same(s);
  return s;
}

class SuppressionTest : public ::testing::Test {
 protected:
  SuppressionTest() : folder_(fs::temp_directory_path() / "qy_suppression_test") { fs::remove_all(folder_); }
  ~SuppressionTest() override { fs::remove_all(folder_); }
  fs::path folder_;
};

TEST_F(SuppressionTest, RefusesWhatIsTooWideUnreasonedUnendingOrAgreedToByOnePerson) {
  const SuppressionBook book(folder_);
  const auto refused = [&](const std::function<void(Suppression&)>& spoil) {
    Suppression s = one();
    spoil(s);
    return !book.add(s).ok();
  };
  EXPECT_TRUE(refused([](auto& s) { s.unit.clear(); }));        // a whole rule
  EXPECT_TRUE(refused([](auto& s) { s.rule.clear(); }));        // a unit under every rule
  EXPECT_TRUE(refused([](auto& s) { s.fingerprint = "b9"; }));  // both
  EXPECT_TRUE(refused([](auto& s) { s.reason = " \n"; }));
  EXPECT_TRUE(refused([](auto& s) { s.approved_by.clear(); }));
  EXPECT_TRUE(refused([](auto& s) { s.approved_by = " 甲 "; }));  // the same person
  EXPECT_TRUE(refused([](auto& s) { s.until = kFirst.plus_days(-1); }));
  EXPECT_TRUE(refused([](auto& s) { s.until = kFirst.plus_days(kLongestSuppressionDays + 1); }));
  EXPECT_FALSE(fs::exists(folder_));
  EXPECT_FALSE(refused([](auto& s) { s.until = kFirst.plus_days(kLongestSuppressionDays); }));
}

TEST_F(SuppressionTest, ItEndsByHandOnceAndIsKept) {
  const SuppressionBook book(folder_);
  EXPECT_EQ(*book.add(one()), "s0001");
  EXPECT_EQ(*book.add(one()), "s0002");
  EXPECT_FALSE(book.end("s0009", "丙", "误登", "t").ok());
  EXPECT_FALSE(book.end("s0001", "", "误登", "t").ok());
  ASSERT_TRUE(book.end("s0001", "丙", "误登", "t").ok());
  EXPECT_EQ(book.end("s0001", "丙", "误登", "t").error().code, Code::conflict);
  const auto all = *book.load();
  ASSERT_EQ(all.size(), 2u);
  EXPECT_FALSE(all[0].holds_on(kFirst));
  EXPECT_EQ(all[0].end_reason, "误登");
  EXPECT_TRUE(all[1].holds_on(kFirst));
}

TEST(Suppress, CoversTheUnitItNamesUntilItsLastDay) {
  for (const auto& [day, covered] : {std::pair(kFirst.plus_days(-1), 0u), std::pair(kFirst, 1u),
                                     std::pair(kLast, 1u), std::pair(kLast.plus_days(1), 0u)}) {
    Screening s = screening();
    suppress(s, {one()}, day);
    ASSERT_EQ(s.suppressed.size(), covered) << day.iso();
    EXPECT_EQ(s.findings.size(), 2 - covered);
    if (covered > 0) {
      EXPECT_EQ(s.suppressed[0].subject_label, "示范局");  // and not its namesake with two characters more
    }
  }
}

TEST(Suppress, WhatWasAddedLaterIsNotCovered) {
  Suppression s = one();
  s.unit.clear();
  s.fingerprint = screening().findings[0].fingerprint;
  s.amount_fen = 100;
  const auto covered = [&](Fen amount, int version) {
    Screening now = screening();
    for (Finding& f : now.findings) f.amount_fen = amount;
    now.rules["K04"].version = version;
    suppress(now, {s}, kFirst);
    return now.suppressed.size();
  };
  EXPECT_EQ(covered(100, 1), 1u);
  EXPECT_EQ(covered(101, 1), 0u);
  EXPECT_EQ(covered(100, 2), 0u);
}

}  // namespace
}  // namespace qy
