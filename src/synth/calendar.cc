#include "synth/calendar.h"

#include <algorithm>

#include "synth/population.h"

namespace qy::synth {
namespace {

struct Span {
  int from, to;  // yyyymmdd, both included
};

// 国办发明电〔2022〕16号, 〔2023〕7号, 〔2024〕12号.
constexpr Span kHolidays[] = {
    {20230101, 20230102}, {20230121, 20230127}, {20230405, 20230405}, {20230429, 20230503},
    {20230622, 20230624}, {20230929, 20231006}, {20240101, 20240101}, {20240210, 20240217},
    {20240404, 20240406}, {20240501, 20240505}, {20240610, 20240610}, {20240915, 20240917},
    {20241001, 20241007}, {20250101, 20250101}, {20250128, 20250204}, {20250404, 20250406},
    {20250501, 20250505}, {20250531, 20250602}, {20251001, 20251008}};
constexpr int kMakeup[] = {20230128, 20230129, 20230423, 20230506, 20230625, 20231007, 20231008,
                           20240204, 20240218, 20240407, 20240428, 20240511, 20240914, 20240929,
                           20241012, 20250126, 20250208, 20250427, 20250928, 20251011};

int compact(Date day) {
  return day.year() * 10000 + day.month() * 100 + day.day();
}

std::string_view name_of(DayKind kind) {
  switch (kind) {
    case DayKind::workday:
      return "工作日";
    case DayKind::weekend:
      return "周末";
    case DayKind::holiday:
      return "节假日";
    case DayKind::makeup_workday:
      return "调休工作日";
  }
  return "";
}

}  // namespace

DayKind kind_of(Date day) {
  const int number = compact(day);
  for (const auto& span : kHolidays)
    if (number >= span.from && number <= span.to) return DayKind::holiday;
  if (std::find(std::begin(kMakeup), std::end(kMakeup), number) != std::end(kMakeup))
    return DayKind::makeup_workday;
  return day.weekday() >= Weekday::saturday ? DayKind::weekend : DayKind::workday;
}

Date working_day_from(Date day) {
  while (!is_working(day)) day = day.plus_days(1);
  return day;
}

Result<void> write_calendar(Delivery& delivery) {
  auto sheet = delivery.open("公共数据", "工作日历", {}, {{"日期"}, {"类型"}, {"来源"}});
  for (Date day = day_of(kFirstYear, 1, 1); day <= day_of(kLastYear, 12, 31); day = day.plus_days(1))
    sheet->day(day).text(name_of(kind_of(day))).text("国务院办公厅节假日安排通知").end_row();
  return delivery.close(*sheet, "workday");
}

}  // namespace qy::synth
