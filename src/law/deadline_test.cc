#include "law/deadline.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace qy {
namespace {

const Calendar& calendar() {
  static const Calendar shipped =
      *Calendar::load(std::filesystem::path(QY_SOURCE_DIR) / "procedures/workdays");
  return shipped;
}

Moment at(const char* text) {
  return *Moment::from_text(text);
}

Running running(const char* from, const char* length) {
  Running limit;
  limit.from = at(from);
  limit.length = *Span::from_text(length);
  return limit;
}

std::string due(const Running& limit) {
  const Result<Deadline> deadline = deadline_of(limit, calendar());
  return deadline.ok() ? deadline->due.text() : deadline.error().message;
}

TEST(Deadline, RefusesWhatHasNoEnd) {
  EXPECT_FALSE(deadline_of(running("2028-03-01", "5 workdays"), calendar()).ok());
  Running paused = running("2025-07-01", "1 months");
  paused.pauses = {{at("2025-07-10"), {}}};
  EXPECT_EQ(deadline_of(paused, calendar()).error().code, Code::conflict);
  Running mixed = running("2025-07-01 08:00", "12 hours");
  mixed.extensions = {{1, SpanUnit::days}};
  EXPECT_FALSE(deadline_of(mixed, calendar()).ok());
  for (const char* text : {"", "3", "3 moons", "-1 days", "0 days", "days 3", "1001 days", "3  days"})
    EXPECT_FALSE(Span::from_text(text).ok()) << text;
  for (const char* text : {"", "2025-02-30", "2025-07-01 24:01", "2025-07-01 9:30", "2025-07-01 09:60"})
    EXPECT_FALSE(Moment::from_text(text).ok()) << text;
}

// The vectors of the statute's computation of time, worked out by hand on the calendar of 2025.
TEST(Deadline, LastDaysWorkedOutByHand) {
  struct Row {
    const char *length, *from, *due, *unrolled;
  };
  for (const Row& row : std::vector<Row>{
           {"1 months", "2025-01-31", "2025-02-28", ""},            // no 31 February
           {"1 months", "2025-09-01", "2025-10-09", "2025-10-01"},  // eight days off
           {"1 months", "2025-03-04", "2025-04-07", "2025-04-04"},  // Tomb-sweeping
           {"1 months", "2025-08-31", "2025-09-30", ""},            // no 31 September
           {"15 workdays", "2025-01-20", "2025-02-14", ""},         // 26 January and 8 February are worked
           {"15 workdays", "2025-09-25", "2025-10-22", ""},
           {"5 workdays", "2025-04-25", "2025-05-06", ""},
           {"3 days", "2025-09-30", "2025-10-09", "2025-10-03"},  // releasing earlier is always lawful
           {"1 years", "2024-02-29", "2025-02-28", ""},
           {"30 days", "2025-08-01", "2025-09-01", "2025-08-31"},  // a Sunday
           {"10 days", "2025-01-16", "2025-01-26", ""},            // a Sunday that is worked
       }) {
    const Result<Deadline> deadline = deadline_of(running(row.from, row.length), calendar());
    ASSERT_TRUE(deadline.ok()) << deadline.error().message;
    EXPECT_EQ(deadline->due, end_of(*Date::from_iso(row.due))) << row.length << " from " << row.from;
    EXPECT_EQ(deadline->unrolled ? deadline->unrolled->iso() : "", row.unrolled) << row.from;
  }
}

// A case must not wait for a notice that the State Council has not published.
TEST(Deadline, IsProvisionalWhileTheCalendarIsMissing) {
  const Result<Deadline> deadline = deadline_of(running("2026-01-15", "1 years"), calendar());
  EXPECT_EQ(deadline->due, end_of(*Date::from_iso("2027-01-15")));
  EXPECT_TRUE(deadline->provisional);
  EXPECT_FALSE(deadline_of(running("2026-01-15", "6 months"), calendar())->provisional);
}

TEST(Deadline, LibertyHasTwoReadingsAndLocksOnTheEarlier) {
  struct Row {
    const char *length, *announced, *strict, *lenient;
  };
  for (const Row& row : std::vector<Row>{
           {"3 months", "2025-07-01", "2025-09-30", "2025-10-01"},  // a holiday, and not rolled
           {"7 days", "2025-09-30", "2025-10-06", "2025-10-07"},
           {"12 months", "2025-06-03", "2026-06-02", "2026-06-03"},
           {"3 months", "2025-11-30", "2026-02-27", "2026-02-28"},
       }) {
    Running limit = running(row.announced, row.length);
    limit.liberty = true;
    const Result<Deadline> deadline = deadline_of(limit, calendar());
    EXPECT_EQ(deadline->due, end_of(*Date::from_iso(row.strict))) << row.announced;
    EXPECT_EQ(deadline->lenient->iso(), row.lenient);
    EXPECT_FALSE(deadline->unrolled);
  }
}

TEST(Deadline, HoursRunFromTheMinuteAndOverHolidays) {
  EXPECT_EQ(due(running("2025-10-01 22:15", "12 hours")), "2025-10-02 10:15");
  EXPECT_EQ(due(running("2025-09-30 16:40", "24 hours")), "2025-10-01 16:40");
  Running longer = running("2025-09-30 16:40", "24 hours");
  longer.pauses = {{at("2025-09-30 20:00"), at("2025-09-30 21:30")}};
  EXPECT_EQ(due(longer), "2025-10-01 18:10");
}

TEST(Deadline, PausesAreNotCountedAndExtensionsRunOn) {
  Running review = running("2025-07-01", "1 months");
  review.pauses = {{at("2025-07-10"), at("2025-07-20")}};
  EXPECT_EQ(due(review), "2025-08-11 24:00");  // 1 August and ten days
  review.pauses.push_back({at("2025-07-25"), at("2025-07-30")});
  EXPECT_EQ(due(review), "2025-08-18 24:00");  // 16 August is a Saturday
  Running retention = running("2025-07-01", "3 months");
  retention.liberty = true;
  retention.extensions = {{3, SpanUnit::months}};
  EXPECT_EQ(due(retention), "2025-12-31 24:00");
  retention.extensions.push_back({2, SpanUnit::months});
  EXPECT_EQ(due(retention), "2026-02-28 24:00");
  Running reply = running("2025-09-25", "15 workdays");   // five of them stand still
  reply.pauses = {{at("2025-09-26"), at("2025-10-11")}};  // 28, 29, 30 September, 9, 10, 11 October: six
  EXPECT_EQ(due(reply), "2025-10-30 24:00");
}

TEST(Deadline, CountsBackFromADayAndNeverForward) {
  struct Row {
    const char *day, *length, *latest;
  };
  for (const Row& row : std::vector<Row>{
           {"2025-10-15", "10 days", "2025-09-30"},  // the 5th is a day off
           {"2025-08-20", "20 days", "2025-07-31"},
           {"2025-10-15", "7 workdays", "2025-09-29"},  // 14, 13, 11, 10, 9 October, 30, 29 September
       })
    EXPECT_EQ(latest_before(*Date::from_iso(row.day), *Span::from_text(row.length), calendar())->iso(),
              row.latest)
        << row.day;
}

TEST(Span, FitsOnlyWhereNoReadingExceeds) {
  const auto span = [](const char* text) { return *Span::from_text(text); };
  EXPECT_TRUE(fits(span("3 months"), span("3 months")));
  EXPECT_FALSE(fits(span("4 months"), span("3 months")));
  EXPECT_TRUE(fits(span("6 months"), span("1 years")));
  EXPECT_FALSE(fits(span("13 months"), span("1 years")));
  EXPECT_TRUE(fits(span("84 days"), span("3 months")));
  EXPECT_FALSE(fits(span("90 days"), span("3 months")));  // more than 1 February to 1 May
  EXPECT_FALSE(fits(span("15 workdays"), span("15 days")));
}

RC_GTEST_PROP(Deadline, NeverFallsOnADayOffNorBeforeTheStart, ()) {
  Running limit = running("2008-01-01", "1 days");
  limit.from.date = limit.from.date.plus_days(*rc::gen::inRange(0, 17 * 365));
  limit.length = {*rc::gen::inRange(1, 12),
                  *rc::gen::element(SpanUnit::days, SpanUnit::months, SpanUnit::workdays)};
  const Deadline deadline = *deadline_of(limit, calendar());
  RC_ASSERT(*calendar().is_workday(deadline.due.date));
  RC_ASSERT(deadline.due.date > limit.from.date);
  limit.liberty = true;
  const Deadline locked = *deadline_of(limit, calendar());
  RC_ASSERT(locked.due.date.plus_days(1) == *locked.lenient);
  RC_ASSERT(locked.due <= deadline.due);
}

}  // namespace
}  // namespace qy
