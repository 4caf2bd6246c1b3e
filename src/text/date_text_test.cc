#include "text/date_text.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <array>
#include <cstdio>
#include <string>

namespace qy {
namespace {

// What a person writes, in which order it is declared, and the day meant ("" when it must be refused).
struct Row {
  const char* text;
  DateOrder order;
  const char* meant;
};
constexpr DateOrder kYmd = DateOrder::ymd, kDmy = DateOrder::dmy, kMdy = DateOrder::mdy;

void expect_rows(const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    const Result<ReadDate> read = read_date(row.text, row.order);
    const std::string got = read.ok() ? read->date.iso() + (read->whole_month ? " month" : "") : "";
    EXPECT_EQ(got, row.meant) << "\"" << row.text << "\" as " << name_of(row.order);
  }
}

TEST(ReadDate, RefusesWhatIsNoDay) {
  expect_rows({
      {"", kYmd, ""},
      {"无", kYmd, ""},
      {"2023-02-29", kYmd, ""},
      {"2024-02-30", kYmd, ""},
      {"2024-13-01", kYmd, ""},
      {"2024-00-10", kYmd, ""},
      {"0000-00-00", kYmd, ""},
      {"0001-01-01", kYmd, ""},
      {"0024-01-05", kYmd, ""},
      {"2024", kYmd, ""},
      {"1月5日", kYmd, ""},
      {"5 January", kDmy, ""},
      {"05/01", kDmy, ""},
      {"05/01-2024", kDmy, ""},
      {"05/01/024", kDmy, ""},
      {"2024-01/05", kYmd, ""},
      {"13/13/2024", kDmy, ""},
      {"13/05/2024", kMdy, ""},
      {"05/13/2024", kDmy, ""},
      {"05/01/2024", kYmd, ""},
      {"45292", kYmd, ""},
      {"2024-01-05 99:99", kYmd, ""},
      {"2024-01-05 abc", kYmd, ""},
      {"2024-01-05至2024-02-05", kYmd, ""},
      {"2024-01 09:30", kYmd, ""},
      {"20240105x", kYmd, ""},
      {"20241305", kYmd, ""},
      {"1990010112345", kYmd, ""},
      {"5 Janvier 2024", kDmy, ""},
      {"二〇二四年十三月一日", kYmd, ""},
      {"二〇二四年三十月一日", kYmd, ""},
      {"约2024年", kYmd, ""},
  });
}

TEST(ReadDate, ReadsChineseSpellings) {
  expect_rows({
      {"2024-01-05", kYmd, "2024-01-05"},
      {"2024-1-5", kYmd, "2024-01-05"},
      {"2024/1/5", kYmd, "2024-01-05"},
      {"2024.1.5", kYmd, "2024-01-05"},
      {"2024. 1. 5", kYmd, "2024-01-05"},
      {"2024年1月5日", kYmd, "2024-01-05"},
      {"2024年01月05日", kYmd, "2024-01-05"},
      {"2024 年 1 月 5 日", kYmd, "2024-01-05"},
      {"2024年1月5号", kYmd, "2024-01-05"},
      {"２０２４年１月５日", kYmd, "2024-01-05"},
      {"２０２４－０１－０５", kYmd, "2024-01-05"},
      {"　2024-01-05　", kYmd, "2024-01-05"},
      {"20240105", kYmd, "2024-01-05"},
      {"20240105093000", kYmd, "2024-01-05"},
      {"24-01-05", kYmd, "2024-01-05"},
      {"24年1月5日", kYmd, "2024-01-05"},
      {"99.12.31", kYmd, "1999-12-31"},
      {"二〇二四年一月五日", kYmd, "2024-01-05"},
      {"二○二四年十二月二十五日", kYmd, "2024-12-25"},
      {"二零二四年十月三十一日", kYmd, "2024-10-31"},
      {"贰零贰肆年零壹月零伍日", kYmd, "2024-01-05"},
      {"贰零贰肆年壹拾贰月叁拾壹日", kYmd, "2024-12-31"},
      {"2024年1月", kYmd, "2024-01-01 month"},
      {"2024年01月份", kYmd, "2024-01-01 month"},
      {"2024-01", kYmd, "2024-01-01 month"},
      {"2024.1", kYmd, "2024-01-01 month"},
      {"202401", kYmd, "2024-01-01 month"},
      {"二〇二四年一月", kYmd, "2024-01-01 month"},
      {"2024-02-29", kYmd, "2024-02-29"},
  });
}

TEST(ReadDate, ReadsWesternSpellingsInTheDeclaredOrder) {
  expect_rows({
      {"05/01/2024", kDmy, "2024-01-05"},
      {"05/01/2024", kMdy, "2024-05-01"},
      {"5/1/24", kDmy, "2024-01-05"},
      {"05.01.2024", kDmy, "2024-01-05"},
      {"05-01-2024", kDmy, "2024-01-05"},
      {"5-Jan-24", kDmy, "2024-01-05"},
      {"05-JAN-2024", kDmy, "2024-01-05"},
      {"5 January 2024", kDmy, "2024-01-05"},
      {"5th January 2024", kDmy, "2024-01-05"},
      {"1st Sept 2024", kDmy, "2024-09-01"},
      {"5Jan2024", kDmy, "2024-01-05"},
      {"January 5, 2024", kDmy, "2024-01-05"},
      {"Jan 5 2024", kMdy, "2024-01-05"},
      {"Jan-24", kDmy, "2024-01-01 month"},
      {"January 2024", kDmy, "2024-01-01 month"},
      {"2024-Jan-05", kDmy, "2024-01-05"},
      // A year in front is clear whatever the order.
      {"2024-01-05", kDmy, "2024-01-05"},
      {"2024/01/05", kMdy, "2024-01-05"},
      // Two-digit years turn at 70.
      {"01/01/69", kDmy, "2069-01-01"},
      {"01/01/70", kDmy, "1970-01-01"},
  });
}

TEST(ReadDate, PassesOverATimeBehind) {
  expect_rows({
      {"2024-01-05 09:30", kYmd, "2024-01-05"},
      {"2024-01-05 09:30:59", kYmd, "2024-01-05"},
      {"2024-01-05T09:30:59.123", kYmd, "2024-01-05"},
      {"2024年1月5日9时30分", kYmd, "2024-01-05"},
      {"2024年1月5日 上午9:30", kYmd, "2024-01-05"},
      {"05/01/2024 00:00", kDmy, "2024-01-05"},
      {"1/5/2024 9:30:00 PM", kMdy, "2024-01-05"},
      {"2024-01-05 24:00", kYmd, "2024-01-05"},
      {"2024-01-05T00:00:00+08:00", kYmd, "2024-01-05"},
      // Midnight in China, as a program in UTC writes it.
      {"2024-01-04T16:00:00Z", kYmd, "2024-01-05"},
      {"2024-01-05T00:00:00Z", kYmd, "2024-01-05"},
      {"2023-12-31T23:00:00-05:00", kYmd, "2024-01-01"},
  });
}

TEST(ReadTimestamp, CountsWallClockMicroseconds) {
  const int64_t day = 19'727LL * 86'400'000'000;  // 2024-01-05
  const int64_t hour = 3'600'000'000;
  EXPECT_EQ(*read_timestamp("2024-01-05", kYmd), day);
  EXPECT_EQ(*read_timestamp("2024-01-05 09:30", kYmd), day + 9 * hour + hour / 2);
  EXPECT_EQ(*read_timestamp("2024-01-05T09:30:00.000001", kYmd), day + 9 * hour + hour / 2 + 1);
  EXPECT_EQ(*read_timestamp("2024-01-05T01:30:00Z", kYmd), day + 9 * hour + hour / 2);
  EXPECT_EQ(*read_timestamp("2024-01-05T01:30:00+0000", kYmd), day + 9 * hour + hour / 2);
  EXPECT_EQ(*read_timestamp("2024年1月5日下午3时", kYmd), day + 15 * hour);
  EXPECT_EQ(*read_timestamp("5/1/2024 12:00 AM", kDmy), day);
  EXPECT_EQ(*read_timestamp("5/1/2024 12:00 PM", kDmy), day + 12 * hour);
  EXPECT_EQ(*read_timestamp("2024-01-05 24:00", kYmd), day + 24 * hour);
  EXPECT_EQ(*read_timestamp("1969-12-31T23:59:59", kYmd), -1'000'000);
  EXPECT_EQ(*read_timestamp("1970-01-01T00:00:00+14:00", kYmd), -6 * hour);
  EXPECT_FALSE(read_timestamp("2024-01", kYmd).ok());
  EXPECT_FALSE(read_timestamp("2024-01-05 24:01", kYmd).ok());
  EXPECT_FALSE(read_timestamp("2024-01-05 9:60", kYmd).ok());
}

TEST(DateOfSerial, KnowsBothSystemsAndTheFalseLeapDay) {
  EXPECT_FALSE(date_of_serial(0, false).ok());
  EXPECT_FALSE(date_of_serial(60, false).ok());
  EXPECT_FALSE(date_of_serial(-1, true).ok());
  EXPECT_FALSE(date_of_serial(2958466, false).ok());
  EXPECT_FALSE(date_of_serial(std::numeric_limits<double>::quiet_NaN(), false).ok());
  EXPECT_EQ(date_of_serial(1, false)->iso(), "1900-01-01");
  EXPECT_EQ(date_of_serial(59, false)->iso(), "1900-02-28");
  EXPECT_EQ(date_of_serial(61, false)->iso(), "1900-03-01");
  EXPECT_EQ(date_of_serial(45292, false)->iso(), "2024-01-01");
  EXPECT_EQ(date_of_serial(45292.999, false)->iso(), "2024-01-01");
  EXPECT_EQ(date_of_serial(2958465, false)->iso(), "9999-12-31");
  EXPECT_EQ(date_of_serial(0, true)->iso(), "1904-01-01");
  EXPECT_EQ(date_of_serial(43830, true)->iso(), "2024-01-01");
}

TEST(InferDateOrder, NeverGuesses) {
  EXPECT_FALSE(infer_date_order({}).ok());
  EXPECT_FALSE(infer_date_order({"hello"}).ok());
  EXPECT_FALSE(infer_date_order({"05/06/2024"}).ok());
  EXPECT_FALSE(infer_date_order({"13/06/2024", "06/13/2024"}).ok());
  EXPECT_EQ(*infer_date_order({"05/06/2024", "13/06/2024"}), kDmy);
  EXPECT_EQ(*infer_date_order({"05/06/2024", "06/13/2024"}), kMdy);
  EXPECT_EQ(*infer_date_order({"13/06/2024", "2024-06-13"}), kDmy);
  // Where every order reads the same days, the order does not matter.
  EXPECT_EQ(*infer_date_order({"2024-06-05", "2024年6月5日"}), kYmd);
  EXPECT_EQ(*infer_date_order({"24-06-15", "99-12-31"}), kYmd);
}

std::string han(int number, bool as_year) {
  constexpr std::array<const char*, 10> kDigits{"〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
  std::string out;
  if (as_year) {
    for (const char c : std::to_string(number)) out += kDigits[size_t(c - '0')];
    return out;
  }
  if (number >= 20) out += kDigits[size_t(number / 10)];
  if (number >= 10) out += "十";
  if (number % 10 != 0) out += kDigits[size_t(number % 10)];
  return out;
}

template <class... Args>
std::string print(const char* format, Args... args) {
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), format, args...);
  return text.data();
}

RC_GTEST_PROP(ReadDate, EverySpellingOfADayReadsAsThatDay, ()) {
  const Date date = Date::from_days(*rc::gen::inRange(-25'567, 36'524));  // 1900 to 2069
  const int y = date.year(), m = date.month(), d = date.day();
  constexpr std::array<const char*, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const char* name = kMonths[size_t(m - 1)];
  const std::vector<std::pair<std::string, DateOrder>> spellings{
      {date.iso(), kYmd},
      {date.iso(), kDmy},
      {print("%d/%d/%d", y, m, d), kYmd},
      {print("%d.%d.%d", y, m, d), kYmd},
      {print("%d年%d月%d日", y, m, d), kYmd},
      {print("%04d%02d%02d", y, m, d), kYmd},
      {print("%02d/%02d/%d", d, m, y), kDmy},
      {print("%d/%d/%d", m, d, y), kMdy},
      {print("%d-%s-%d", d, name, y), kDmy},
      {print("%d %s %d", d, name, y), kDmy},
      {print("%s %d, %d", name, d, y), kMdy},
      {han(y, true) + "年" + han(m, false) + "月" + han(d, false) + "日", kYmd},
      {date.iso() + "T23:59:59", kYmd},
      {date.iso() + "T00:00:00+08:00", kYmd},
  };
  for (const auto& [text, order] : spellings) {
    const Result<ReadDate> read = read_date(text, order);
    if (!read.ok()) RC_FAIL(text + ": " + read.error().message);
    RC_ASSERT(read->date == date);
    RC_ASSERT(!read->whole_month);
  }
}

RC_GTEST_PROP(ReadDate, NeverFailsBadlyOnAnyBytes, (const std::string& text)) {
  for (const DateOrder order : {kYmd, kDmy, kMdy}) {
    (void)read_date(text, order);
    (void)read_timestamp(text, order);
  }
}

}  // namespace
}  // namespace qy
