// Dates and durations of tender notices.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/date.h"

namespace qy {

// 420日历天 · 总工期90日历天。 · 120 · 6个月 · 3年（1095日历天）, counted from `from`. Nothing when the text
// gives a rule instead of a number (施工工期的基础上再增加30天, 同施工合同工期, 确保2025年12月31日前完工).
std::optional<int> duration_days(std::string_view text, Date from);

// 2025年06月12日 19时30分至2025年06月16日 07时00分 -> 2025-06-12 19:30, 2025-06-16 07:00. Empty when it is
// written otherwise.
struct NoticePeriod {
  std::string from, to;
};
NoticePeriod read_notice_period(std::string_view text);

// The part of a section's number that its repeated tenders share: YCA010199-202501-01(2) ->
// YCA010199-202501-01, attempt 2. A title says it too: …监理(第3次招标).
struct SectionNumber {
  std::string base, project;
  std::optional<int> attempt;
};
SectionNumber read_section_number(std::string_view number, std::string_view title);

}  // namespace qy
