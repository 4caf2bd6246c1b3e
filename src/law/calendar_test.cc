#include "law/calendar.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <unistd.h>

#include <fstream>

#include "law/notice.h"

namespace qy {
namespace {

namespace fs = std::filesystem;

const Calendar& shipped() {
  static const Calendar calendar = *Calendar::load(fs::path(QY_SOURCE_DIR) / "procedures/workdays");
  return calendar;
}

Date day(const char* iso) {
  return *Date::from_iso(iso);
}

TEST(Calendar, RefusesAYearWhoseNoticeWasNeverImported) {
  const Result<DayKind> kind = shipped().kind_of(day("2028-03-01"));
  ASSERT_FALSE(kind.ok());
  EXPECT_EQ(kind.error().code, Code::not_found);
  EXPECT_EQ(kind.error().message,
            "还没有 2028 年的放假安排，请运行 qingyuan calendar import 文件 (the calendar of 2028 has not "
            "been imported: run "
            "qingyuan calendar import FILE)");
  EXPECT_FALSE(shipped().is_workday(day("2006-12-29")).ok());
  EXPECT_FALSE(shipped().workdays_between(day("2026-12-01"), day("2027-01-05")).ok());
  EXPECT_FALSE(shipped().add_workdays(day("2026-12-30"), 30).ok());
  EXPECT_FALSE(shipped().add_workdays(day("2024-01-05"), 2'000'000'000).ok());
  EXPECT_FALSE(Calendar::load("/nowhere/at/all").ok());
}

// Written by hand from the notices of the State Council.
TEST(Calendar, DaysOfTheNotices) {
  struct Row {
    const char* date;
    const char* kind;
    const char* why;
  };
  for (const Row& row : std::vector<Row>{
           {"2007-02-17", "makeup_workday", "Saturday before Spring Festival"},
           {"2007-02-19", "holiday", "Spring Festival"},
           {"2007-05-07", "holiday", "last day of the last seven-day May holiday"},
           {"2007-12-31", "holiday", "named in the notice of 2008"},
           {"2008-04-04", "holiday", "first Tomb-sweeping Day off"},
           {"2008-05-04", "makeup_workday", "Sunday"},
           {"2008-09-27", "makeup_workday", "Saturday"},
           {"2009-10-08", "holiday", "National Day and Mid-autumn"},
           {"2010-02-12", "workday", "the Friday before Spring Festival"},
           {"2012-01-28", "holiday", "Spring Festival, a Saturday"},
           {"2013-01-05", "makeup_workday", "Saturday after New Year"},
           {"2013-02-17", "makeup_workday", "Sunday after Spring Festival"},
           {"2014-01-31", "holiday", "Spring Festival"},
           {"2015-09-03", "holiday", "70 years after the war, by a second notice"},
           {"2015-09-06", "makeup_workday", "Sunday, for it"},
           {"2016-06-12", "makeup_workday", "Sunday after Dragon Boat"},
           {"2017-10-08", "holiday", "National Day and Mid-autumn, a Sunday"},
           {"2018-12-29", "makeup_workday", "named in the notice of 2019"},
           {"2018-12-31", "holiday", "named in the notice of 2019"},
           {"2019-05-02", "holiday", "May holiday lengthened by a second notice"},
           {"2019-05-05", "makeup_workday", "Sunday, for it"},
           {"2020-01-19", "makeup_workday", "Sunday before Spring Festival"},
           {"2020-01-31", "holiday", "Spring Festival lengthened"},
           {"2020-02-01", "holiday", "lengthened, a Saturday that was to be worked"},
           {"2020-02-03", "workday", "a Monday, named in that notice, a work day as any"},
           {"2020-10-08", "holiday", "National Day and Mid-autumn"},
           {"2021-02-07", "makeup_workday", "Sunday"},
           {"2021-09-26", "makeup_workday", "Sunday"},
           {"2022-01-29", "makeup_workday", "Saturday"},
           {"2022-12-31", "holiday", "named in the notice of 2023"},
           {"2023-01-02", "holiday", "New Year"},
           {"2023-06-25", "makeup_workday", "Sunday after Dragon Boat"},
           {"2023-10-06", "holiday", "National Day and Mid-autumn"},
           {"2023-10-07", "makeup_workday", "Saturday"},
           {"2023-10-08", "makeup_workday", "Sunday"},
           {"2024-02-04", "makeup_workday", "Sunday before Spring Festival"},
           {"2024-02-09", "workday", "New Year's Eve of 2024 was left to employers"},
           {"2024-02-16", "holiday", "Spring Festival"},
           {"2024-02-18", "makeup_workday", "Sunday"},
           {"2024-02-24", "weekend", "an ordinary Saturday"},
           {"2024-05-11", "makeup_workday", "Saturday"},
           {"2024-09-14", "makeup_workday", "Saturday before Mid-autumn"},
           {"2024-10-12", "makeup_workday", "Saturday"},
           {"2025-01-28", "holiday", "New Year's Eve, a holiday again"},
           {"2025-02-08", "makeup_workday", "Saturday"},
           {"2025-06-02", "holiday", "Dragon Boat"},
           {"2026-01-02", "holiday", "New Year"},
           {"2026-01-04", "makeup_workday", "Sunday"},
           {"2026-02-23", "holiday", "Spring Festival of nine days"},
           {"2026-10-10", "makeup_workday", "Saturday"},
       }) {
    const Result<DayKind> kind = shipped().kind_of(day(row.date));
    EXPECT_EQ(kind.ok() ? name_of(*kind) : kind.error().message, row.kind) << row.date << ", " << row.why;
  }
}

// Every day of twenty years: what must hold whatever the notices said.
TEST(Calendar, EveryDayObeysTheNoticesLogic) {
  for (int year = 2007; year <= 2026; ++year) {
    int workdays = 0, weekdays_off = 0, weekends_worked = 0, run_off = 0;
    for (Date d = *Date::from_ymd(year, 1, 1); d.year() == year; d = d.plus_days(1)) {
      const DayKind kind = *shipped().kind_of(d);
      const bool is_weekend = d.weekday() >= Weekday::saturday;
      ASSERT_TRUE(is_weekend ? kind != DayKind::workday
                             : kind == DayKind::workday || kind == DayKind::holiday)
          << d.iso();
      const bool is_workday = *shipped().is_workday(d);
      ASSERT_EQ(is_workday, kind == DayKind::workday || kind == DayKind::makeup_workday) << d.iso();
      run_off = is_workday ? 0 : run_off + 1;
      ASSERT_LE(run_off, 10) << d.iso();  // the longest was Spring Festival of 2020
      workdays += is_workday ? 1 : 0;
      weekdays_off += kind == DayKind::holiday && !is_weekend ? 1 : 0;
      weekends_worked += kind == DayKind::makeup_workday ? 1 : 0;
    }
    EXPECT_GE(workdays, 246) << year;
    EXPECT_LE(workdays, 252) << year;
    EXPECT_GE(weekdays_off, 15) << year;
    EXPECT_LE(weekdays_off, 23) << year;
    EXPECT_GE(weekends_worked, 4) << year;
    EXPECT_LE(weekends_worked, 12) << year;
    EXPECT_FALSE(shipped().sources(year).empty()) << year;
    for (const char* fixed : {"-01-01", "-05-01", "-10-01", "-10-02", "-10-03"})
      EXPECT_EQ(*shipped().kind_of(day((std::to_string(year) + fixed).c_str())), DayKind::holiday)
          << year << fixed;
  }
}

TEST(Calendar, CountsWorkDays) {
  struct Row {
    const char* from;
    int n;
    const char* to;
  };
  for (const Row& row : std::vector<Row>{
           {"2024-09-30", 1, "2024-10-08"},  // over the holiday week
           {"2024-09-30", 5, "2024-10-12"},  // 8, 9, 10, 11 and the Saturday that was worked
           {"2024-10-12", 1, "2024-10-14"},  // the Sunday between is a Sunday
           {"2024-03-08", 1, "2024-03-11"},  // Friday to Monday
           {"2024-03-09", 1, "2024-03-11"},  // from a Saturday as well
           {"2024-03-11", 0, "2024-03-11"},
           {"2024-03-11", -1, "2024-03-08"},
           {"2024-10-08", -1, "2024-09-30"},
           {"2023-12-29", 1, "2024-01-02"},  // over New Year
           {"2024-02-02", 1, "2024-02-04"},  // a Sunday made a work day
       })
    EXPECT_EQ(shipped().add_workdays(day(row.from), row.n)->iso(), row.to) << row.from << " + " << row.n;
  EXPECT_EQ(*shipped().workdays_between(day("2024-09-30"), day("2024-10-12")), 5);
  EXPECT_EQ(*shipped().workdays_between(day("2024-10-12"), day("2024-09-30")), -5);
  EXPECT_EQ(*shipped().workdays_between(day("2024-03-11"), day("2024-03-11")), 0);
}

RC_GTEST_PROP(Calendar, AddingAndCountingAgree, ()) {
  const Date from = day("2007-12-31").plus_days(*rc::gen::inRange(0, 17 * 365));
  const int n = *rc::gen::inRange(1, 200);
  const Date to = *shipped().add_workdays(from, n);
  RC_ASSERT(*shipped().workdays_between(from, to) == n);
  RC_ASSERT(*shipped().is_workday(to));
  RC_ASSERT(*shipped().add_workdays(from, n + 1) > to);
  // Back from a work day one comes to the work day one left, or to the last before it.
  const Date back = *shipped().add_workdays(to, -n);
  RC_ASSERT(back <= from);
  RC_ASSERT(*shipped().add_workdays(back, n) == to);
}

}  // namespace
}  // namespace qy
