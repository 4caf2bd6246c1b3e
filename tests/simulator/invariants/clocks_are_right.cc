// Every running limit's last moment, reckoned a second time by walking from day to day (条例 327, 条例21 285).
#include "../invariant.h"
#include "law/moment.h"
#include "law/span.h"

namespace qy::county {
namespace {

struct Walk {
  const Calendar& calendar;

  bool is_workday(Date day, bool& known) const {
    const auto workday = calendar.is_workday(day);
    known = workday.ok();
    return workday.ok() && *workday;
  }

  // By hand: the same day of a later month, or that month's last day.
  static Date months_on(Date from, int months) {
    const int month = from.year() * 12 + from.month() - 1 + months;
    for (int day = from.day();; --day)
      if (const auto there = Date::from_ymd(month / 12, month % 12 + 1, day); there.ok()) return *there;
  }

  std::optional<Date> on(Date from, const Span& span) const {
    Date day = from;
    switch (span.unit) {
      case SpanUnit::months:
        return months_on(from, span.count);
      case SpanUnit::years:
        return months_on(from, 12 * span.count);
      case SpanUnit::hours:
        return from.plus_days((span.count + 23) / 24);
      case SpanUnit::days:
        for (int i = 0; i < span.count; ++i) day = day.plus_days(1);
        return day;
      case SpanUnit::workdays:
        break;
    }
    for (int left = span.count; left > 0;) {
      day = day.plus_days(1);
      bool known = true;
      if (is_workday(day, known)) --left;
      if (!known) return {};
    }
    return day;
  }
};

std::vector<std::string> parts(const std::string& text, char between) {
  std::vector<std::string> all;
  for (size_t from = 0; from < text.size();) {
    const size_t to = std::min(text.find(between, from), text.size());
    all.push_back(text.substr(from, to - from));
    from = to + 1;
  }
  return all;
}

// "" where no last moment can be told: it stands still, or the calendar of that year is not there.
Result<std::string> due_by_walking(const Row& row, const Calendar& calendar) {
  const Walk walk{calendar};
  QY_TRY(const Moment from, Moment::from_text(row.text("began_at")));
  QY_TRY(const Span length, Span::from_text(row.text("length")));
  int64_t minutes = 0;
  int days = 0, workdays = 0;
  for (const std::string& pause : parts(row.text("pauses"), ';')) {
    const auto ends = parts(pause, '/');
    if (ends.size() < 2) return std::string();
    QY_TRY(const Moment stopped, Moment::from_text(ends[0]));
    QY_TRY(const Moment resumed, Moment::from_text(ends[1]));
    minutes += minutes_between(stopped, resumed);
    for (Date day = stopped.date; day < resumed.date; day = day.plus_days(1)) {
      bool known = true;
      ++days;
      workdays += walk.is_workday(day.plus_days(1), known) ? 1 : 0;
    }
  }
  if (length.unit == SpanUnit::hours) {
    minutes += int64_t(length.count) * 60;
    for (const std::string& text : parts(row.text("extensions"), ';')) {
      QY_TRY(const Span longer, Span::from_text(text));
      minutes += int64_t(longer.count) * 60;
    }
    return from.plus_minutes(int(minutes)).text();
  }
  std::optional<Date> last = walk.on(from.date, length);
  if (last && length.unit == SpanUnit::workdays) last = walk.on(*last, {workdays, SpanUnit::workdays});
  if (last && length.unit != SpanUnit::workdays) last = last->plus_days(days);
  for (const std::string& text : parts(row.text("extensions"), ';')) {
    QY_TRY(const Span longer, Span::from_text(text));
    if (last) last = walk.on(*last, longer);
  }
  if (!last) return std::string();
  if (row.number("liberty") == 1) return end_of(last->plus_days(-1)).text();
  if (length.unit != SpanUnit::workdays)
    for (Date day = *last;; day = day.plus_days(1)) {
      bool known = true;
      const bool is_workday = walk.is_workday(day, known);
      if (!known) break;  // not moved: never too late
      if (is_workday) {
        last = day;
        break;
      }
    }
  return end_of(*last).text();
}

class ClocksAreRight : public Invariant {
 public:
  std::string name() const override { return "clocks are right"; }

  Result<Broken> of_file(const Look& look) override {
    for (const Row& row : look.now.limits) {
      std::string due;
      if (row.text("ended_at").empty()) {
        QY_TRY(due, due_by_walking(row, look.county.law().calendar));
      }
      if (due != row.text("due_at"))
        return Broken(row.id + " " + row.text("time_limit") + ", " + row.text("length") + " from " +
                      row.text("began_at") + ": due " + row.text("due_at") + " on record, " + due +
                      " by walking");
    }
    return Broken();
  }

  bool fault(const Look& look) override {
    for (const Row& row : look.now.limits)
      if (!row.text("due_at").empty())
        return write_past_everything(
            look.county, look.file,
            {{"running_limit", row.id, row.version, {{"due_at", "2026-02-28 24:00"}}}});
    return false;
  }
};

}  // namespace

std::unique_ptr<Invariant> clocks_are_right() {
  return std::make_unique<ClocksAreRight>();
}

}  // namespace qy::county
