// When a time limit ends.
//
//   hours      from the minute itself; the hour that has begun does not count against anyone
//   days       the day on which it starts is not counted
//   months     the same date of the last month, its last day where that month is shorter; years as 12 months
//   workdays   the calendar of procedures/workdays
//   last day   on a day off: the next work day, for days, months and years
//   liberty    never moved by a holiday. "自…宣布之日起算" leaves open whether the day of announcing counts:
//              both readings are computed, and the earlier one locks
//   pause      days between are not counted; extension: runs from the end it extends; restart: all anew
//
// Source: 《监察法实施条例》第三百二十七条 (2025), 第二百八十五条 (2021); 第二百二十六条 for pause and
// restart. Examples (2025): 1 month from 2025-09-01 -> 2025-10-09, for 1 to 8 October are days off; 3 months
// of retention announced on 2025-07-01 -> 2025-09-30 by the strict reading, 2025-10-01 by the lenient one.
#pragma once

#include <optional>
#include <vector>

#include "law/calendar.h"
#include "law/moment.h"
#include "law/span.h"

namespace qy {

struct Pause {
  Moment from;
  std::optional<Moment> to;  // none: still paused
};

// One limit as it runs in one matter.
struct Running {
  Moment from;
  Span length;
  bool liberty = false;
  std::vector<Pause> pauses;
  std::vector<Span> extensions;
};

struct Deadline {
  Moment due;                   // the last lawful moment; 24:00 of a day for everything but hours
  std::optional<Date> lenient;  // liberty: the other reading
  std::optional<Date>
      unrolled;              // the last day itself, where a holiday moved it: acting by then is always safe
  bool provisional = false;  // the calendar of its year is missing: not moved by a holiday, so never too late
};

// Fails while the limit is paused, and on work days of a year whose calendar is not there.
Result<Deadline> deadline_of(const Running& running, const Calendar& calendar);
// The last day on which something must be done that is due `length` before `day`: the day itself not counted,
// and moved back, never forward, from a day off.
//   Example: 10 days before 2025-10-15 -> 2025-10-05, a holiday -> 2025-09-30.
Result<Date> latest_before(Date day, Span length, const Calendar& calendar);

}  // namespace qy
