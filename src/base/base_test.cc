#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <filesystem>

#include "base/clock.h"
#include "base/date.h"
#include "base/disk.h"
#include "base/money.h"
#include "base/new_file.h"

namespace qy {
namespace {

TEST(Date, RefusesDaysTheCalendarDoesNotHave) {
  EXPECT_FALSE(Date::from_ymd(2023, 2, 29).ok());
  EXPECT_FALSE(Date::from_ymd(2024, 13, 1).ok());
  EXPECT_FALSE(Date::from_ymd(0, 1, 1).ok());
  EXPECT_FALSE(Date::from_iso("2024-2-01").ok());
  EXPECT_FALSE(Date::from_iso("2024/02/01").ok());
  EXPECT_TRUE(Date::from_ymd(2024, 2, 29).ok());
}

TEST(Date, KnowsItsWeekday) {
  EXPECT_EQ(Date::from_iso("2024-03-01")->weekday(), Weekday::friday);
  EXPECT_EQ(Date::from_iso("1970-01-01")->weekday(), Weekday::thursday);
}

TEST(Date, AMonthLaterIsTheLastDayOfAShorterMonth) {
  EXPECT_EQ(Date::from_iso("2024-01-31")->plus_months(1).iso(), "2024-02-29");
  EXPECT_EQ(Date::from_iso("2024-03-31")->plus_months(-13).iso(), "2023-02-28");
}

TEST(Date, EveryDayReadsBackAsItself) {
  rc::check([] {
    const auto date = Date::from_days(*rc::gen::inRange(-700'000, 2'900'000));
    RC_ASSERT(Date::from_iso(date.iso()).value() == date);
    RC_ASSERT(Date::from_ymd(date.year(), date.month(), date.day()).value() == date);
  });
}

TEST(Money, IsWrittenForAReader) {
  EXPECT_EQ(format_money(0), "0.00");
  EXPECT_EQ(format_money(-5), "-0.05");
  EXPECT_EQ(format_money(123'456'789), "1,234,567.89");
  EXPECT_EQ(format_money(123'456, "CNY"), "1,234.56元");
  EXPECT_EQ(format_money(123'456'789, "CNY"), "123.46万元");
  EXPECT_EQ(format_money(123'456, "GBP"), "GBP 1,234.56");
  EXPECT_EQ(format_money(INT64_MIN), "-92,233,720,368,547,758.08");
}

TEST(Clock, SpeaksChinaTime) {
  FakeClock clock(*Date::from_iso("2026-03-01"));
  EXPECT_EQ(clock.stamp(), "2026-03-01T08:00:00+08:00");
  clock.advance_ms(17 * 3'600'000);
  EXPECT_EQ(clock.today().iso(), "2026-03-02");
}

TEST(Disk, AFailedWriteLeavesTheOldFile) {
  const auto folder = std::filesystem::temp_directory_path() / "qy_disk_test";
  std::filesystem::remove_all(folder);
  ASSERT_TRUE(make_folder(folder).ok());
  ASSERT_TRUE(write_file(folder / "a", "old").ok());
  EXPECT_FALSE(write_file(folder / "missing" / "a", "new").ok());
  EXPECT_EQ(*read_file(folder / "a"), "old");
  EXPECT_FALSE(read_file(folder / "b").ok());
}

TEST(NewFile, LeavesThePlaceAsItWasUntilItIsWhole) {
  const auto folder = ScratchFolder::make("qy-base");
  const auto path = folder->path() / "report.json", second = folder->path() / "latest.json";
  ASSERT_TRUE(write_file(path, "old"));
  {
    auto given_up = NewFile::beside(path);
    ASSERT_TRUE(given_up.ok());
    ASSERT_TRUE(given_up->write("ne"));
  }
  EXPECT_EQ(*read_file(path), "old");
  auto file = NewFile::beside(path);
  ASSERT_TRUE(file.ok());
  ASSERT_TRUE(file->write("ne"));
  ASSERT_TRUE(file->write("w"));
  EXPECT_EQ(*read_file(path), "old");
  ASSERT_TRUE(file->settle());
  EXPECT_EQ(*read_file(path), "new");

  // A second name stays with what it named when the first is written anew.
  ASSERT_TRUE(name_also(path, second));
  ASSERT_TRUE(write_file(path, "newer"));
  EXPECT_EQ(*read_file(second), "new");
  ASSERT_TRUE(name_also(path, second));
  EXPECT_EQ(*read_file(second), "newer");
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder->path()), {}),
            2);  // nothing lies beside
}

TEST(Disk, ATornLineIsCutOffByTheNextOne) {
  const auto path = std::filesystem::temp_directory_path() / "qy_append_test";
  std::filesystem::remove(path);
  EXPECT_FALSE(append_line(path / "missing", "a").ok());
  ASSERT_TRUE(append_line(path, "one").ok());
  ASSERT_TRUE(write_file(path, *read_file(path) + "two, torn").ok());
  ASSERT_TRUE(append_line(path, "three").ok());
  EXPECT_EQ(*read_file(path), "one\nthree\n");
}

TEST(FileLock, IsHeldByOneAtATime) {
  const auto path = std::filesystem::temp_directory_path() / "qy_lock_test";
  {
    auto first = FileLock::take(path);
    ASSERT_TRUE(first.ok());
    auto second = FileLock::take(path);
    ASSERT_FALSE(second.ok());
    EXPECT_EQ(second.error().code, Code::conflict);
  }
  EXPECT_TRUE(FileLock::take(path).ok());
}

}  // namespace
}  // namespace qy
