#include "law/calendar.h"

#include <algorithm>

#include "law/messages.h"
#include "law/notice.h"

namespace qy {
namespace {

bool counts(DayKind kind) {
  return kind == DayKind::workday || kind == DayKind::makeup_workday;
}

// Longest span that anyone counts, in calendar days: a term of 20 years is longer than any the law knows.
constexpr int kMostDays = 40 * 366;

Result<std::map<int, Notice>> read_folder(const std::filesystem::path& folder) {
  std::map<int, Notice> notices;
  std::error_code failed;
  std::filesystem::directory_iterator files(folder, failed);
  if (failed) return io_error(say(kCalendarUnread, folder.string(), failed.message()));
  for (; files != std::filesystem::directory_iterator(); files.increment(failed)) {
    if (failed) return io_error(say(kCalendarUnread, folder.string(), failed.message()));
    if (files->path().extension() != ".yaml") continue;
    QY_TRY(Notice notice, read_notice(files->path()));
    QY_CHECK(check_notice(notice));
    const int year = notice.year;
    if (!notices.emplace(year, std::move(notice)).second)
      return invalid(say(kTwoCalendars, year, folder.string()));
  }
  return notices;
}

}  // namespace

std::string_view name_of(DayKind kind) {
  switch (kind) {
    case DayKind::workday:
      return "workday";
    case DayKind::weekend:
      return "weekend";
    case DayKind::holiday:
      return "holiday";
    case DayKind::makeup_workday:
      return "makeup_workday";
  }
  return "";
}

Result<Calendar> Calendar::load(const std::filesystem::path& folder) {
  Calendar calendar;
  QY_TRY(calendar.notices_, read_folder(folder));
  if (calendar.notices_.empty()) return not_found(say(kNoCalendar, folder.string()));
  QY_CHECK(calendar.index());
  return calendar;
}

Result<void> Calendar::lay_over(const std::filesystem::path& folder) {
  if (!std::filesystem::exists(folder)) return {};
  Calendar laid = *this;
  QY_TRY(auto over, read_folder(folder));
  for (auto& [year, notice] : over) laid.notices_[year] = std::move(notice);
  QY_CHECK(laid.index());
  *this = std::move(laid);
  return {};
}

Result<void> Calendar::index() {
  special_.clear();
  for (const auto& [year, notice] : notices_) {
    for (const NoticeDay& day : notice.days) {
      const auto [known, is_new] = special_.emplace(day.date, day.kind);
      if (!is_new && known->second != day.kind) return invalid(say(kNoticesDisagree, day.date.iso(), year));
    }
  }
  return {};
}

Result<DayKind> Calendar::kind_of(Date date) const {
  if (const int year = date.year(); notices_.find(year) == notices_.end())
    return not_found(say(kYearNotImported, year));
  if (const auto special = special_.find(date); special != special_.end()) return special->second;
  return is_weekend(date) ? DayKind::weekend : DayKind::workday;
}

Result<bool> Calendar::is_workday(Date date) const {
  QY_TRY(const DayKind kind, kind_of(date));
  return counts(kind);
}

Result<Date> Calendar::add_workdays(Date from, int n) const {
  if (n > kMostDays || n < -kMostDays) return invalid(say(kTooManyWorkdays, n));
  const int step = n < 0 ? -1 : 1;
  Date date = from;
  for (int left = n; left != 0;) {
    date = date.plus_days(step);
    QY_TRY(const bool is_counted, is_workday(date));
    if (is_counted) left -= step;
  }
  return date;
}

Result<int> Calendar::workdays_between(Date from, Date to) const {
  if (to < from) {
    QY_TRY(const int back, workdays_between(to, from));
    return -back;
  }
  if (days_between(from, to) > kMostDays) return invalid(say(kTooLongWorkdays, from.iso(), to.iso()));
  int count = 0;
  for (Date date = from; date < to;) {
    date = date.plus_days(1);
    QY_TRY(const bool is_counted, is_workday(date));
    count += is_counted ? 1 : 0;
  }
  return count;
}

std::vector<int> Calendar::years() const {
  std::vector<int> years;
  for (const auto& [year, notice] : notices_) years.push_back(year);
  return years;
}

const std::vector<std::string>& Calendar::sources(int year) const {
  static const std::vector<std::string> kNone;
  const auto found = notices_.find(year);
  return found == notices_.end() ? kNone : found->second.sources;
}

}  // namespace qy
