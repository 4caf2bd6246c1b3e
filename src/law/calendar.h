// The working-day calendar: which days the State Council made holidays, and which weekends it made work days.
//
//   Monday … Friday    workday   ──notice──▶ holiday
//   Saturday, Sunday   weekend   ──notice──▶ holiday, or makeup_workday (调休上班)
//
// Source: 《全国年节及纪念日放假办法》 and the yearly 国务院办公厅关于部分节假日安排的通知. One file a year
// lies in procedures/workdays (2007 on); a notice may name days of the December before, which stay in its own
// file. A year whose notice was never imported is refused: to count its holidays as work days would move a
// deadline.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/result.h"

namespace qy {

inline bool is_weekend(Date date) {
  return date.weekday() >= Weekday::saturday;
}

enum class DayKind { workday, weekend, holiday, makeup_workday };
std::string_view name_of(DayKind kind);

struct NoticeDay {
  Date date;
  DayKind kind = DayKind::holiday;  // or makeup_workday
  std::string name;                 // 春节
};

// One year's notice, with those that changed it later.
struct Notice {
  int year = 0;
  std::vector<std::string> sources;  // where it was published
  std::vector<NoticeDay> days;       // in order, no day twice
};

class Calendar {
 public:
  // Every <year>.yaml of the folder.
  static Result<Calendar> load(const std::filesystem::path& folder);
  // Lays another folder (the office's own imports) over this one, year by year. A folder that does not exist
  // adds nothing. On failure the calendar is unchanged.
  Result<void> lay_over(const std::filesystem::path& folder);

  Result<DayKind> kind_of(Date date) const;
  Result<bool> is_workday(Date date) const;

  // The n-th work day after `from`, which itself is not counted, whatever day it is; n < 0 counts back.
  //
  //   Unit:    work days.
  //   Example: 2024-09-30, n = 1 -> 2024-10-08, the first work day after the holiday week.
  Result<Date> add_workdays(Date from, int n) const;
  // Work days after `from` up to and with `to`; negative when `to` lies before `from`. So
  // workdays_between(d, *add_workdays(d, n)) is n.
  Result<int> workdays_between(Date from, Date to) const;

  std::vector<int> years() const;
  const std::vector<std::string>& sources(int year) const;  // empty for a year that is not loaded

 private:
  Result<void> index();

  std::map<int, Notice> notices_;
  std::map<Date, DayKind> special_;
};

}  // namespace qy
