#include "law/deadline.h"

#include "law/messages.h"

namespace qy {
namespace {

Result<Date> plus(Date from, Span length, const Calendar& calendar) {
  switch (length.unit) {
    case SpanUnit::hours:
      return from.plus_days((length.count + 23) / 24);
    case SpanUnit::days:
      return from.plus_days(length.count);
    case SpanUnit::workdays:
      return calendar.add_workdays(from, length.count);
    case SpanUnit::months:
      return from.plus_months(length.count);
    case SpanUnit::years:
      return from.plus_months(12 * length.count);
  }
  return from;
}

Result<Date> next_workday_from(Date date, const Calendar& calendar, int step) {
  for (;; date = date.plus_days(step)) {
    QY_TRY(const bool is_workday, calendar.is_workday(date));
    if (is_workday) return date;
  }
}

// Minutes or days that stood still, by what the limit counts in.
Result<int> paused(const Running& running, const Calendar& calendar) {
  int total = 0;
  for (const Pause& pause : running.pauses) {
    if (!pause.to) return Error{Code::conflict, say(kNotResumed, pause.from.date.iso())};
    if (running.length.unit == SpanUnit::hours) {
      total += minutes_between(pause.from, *pause.to);
    } else if (running.length.unit == SpanUnit::workdays) {
      QY_TRY(const int days, calendar.workdays_between(pause.from.date, pause.to->date));
      total += days;
    } else {
      total += days_between(pause.from.date, pause.to->date);
    }
  }
  return total;
}

Result<Deadline> hours_deadline(const Running& running, int paused_minutes) {
  int minutes = running.length.count * 60 + paused_minutes;
  for (const Span& extension : running.extensions) {
    if (extension.unit != SpanUnit::hours) return invalid(say(kSpanForm, extension.text()));
    minutes += extension.count * 60;
  }
  return Deadline{.due = running.from.plus_minutes(minutes)};
}

}  // namespace

Result<Deadline> deadline_of(const Running& running, const Calendar& calendar) {
  QY_TRY(const int still, paused(running, calendar));
  if (running.length.unit == SpanUnit::hours) return hours_deadline(running, still);
  QY_TRY(Date last, plus(running.from.date, running.length, calendar));
  if (still > 0) {
    const bool is_workdays = running.length.unit == SpanUnit::workdays;
    QY_TRY(last, plus(last, Span{still, is_workdays ? SpanUnit::workdays : SpanUnit::days}, calendar));
  }
  for (const Span& extension : running.extensions) {
    QY_TRY(last, plus(last, extension, calendar));
  }
  if (running.liberty) return Deadline{.due = end_of(last.plus_days(-1)), .lenient = last};
  if (running.length.unit == SpanUnit::workdays) return Deadline{.due = end_of(last)};
  const Result<Date> rolled = next_workday_from(last, calendar, 1);
  if (!rolled.ok()) return Deadline{.due = end_of(last), .provisional = true};
  Deadline deadline{.due = end_of(*rolled)};
  if (*rolled != last) deadline.unrolled = last;
  return deadline;
}

Result<Date> latest_before(Date day, Span length, const Calendar& calendar) {
  QY_TRY(const Date last, plus(day, Span{-length.count, length.unit}, calendar));
  return next_workday_from(last, calendar, -1);
}

}  // namespace qy
