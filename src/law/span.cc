#include "law/span.h"

#include <array>
#include <charconv>

#include "law/messages.h"

namespace qy {
namespace {

constexpr std::array<std::string_view, 5> kUnits{"hours", "days", "workdays", "months", "years"};
constexpr int kMostCount = 1000;

}  // namespace

Result<Span> Span::from_text(std::string_view text) {
  const size_t blank = text.find(' ');
  int count = 0;
  const auto read = std::from_chars(text.data(), text.data() + std::min(blank, text.size()), count);
  if (blank != std::string_view::npos && read.ec == std::errc() && read.ptr == text.data() + blank &&
      count > 0 && count <= kMostCount)
    for (size_t unit = 0; unit < kUnits.size(); ++unit)
      if (text.substr(blank + 1) == kUnits[unit]) return Span{count, SpanUnit(unit)};
  return invalid(say(kSpanForm, text));
}

std::string Span::text() const {
  return std::to_string(count) + " " + std::string(kUnits[size_t(unit)]);
}

Said Span::said() const {
  switch (unit) {
    case SpanUnit::hours:
      return say(kHours, count);
    case SpanUnit::days:
      return say(kDays, count);
    case SpanUnit::workdays:
      return say(kWorkdays, count);
    case SpanUnit::months:
      return say(kMonths, count);
    case SpanUnit::years:
      return say(kYears, count);
  }
  return {};
}

bool fits(Span asked, Span most) {
  const auto hours = [](Span span, bool longest) {
    switch (span.unit) {
      case SpanUnit::hours:
        return span.count;
      case SpanUnit::days:
        return span.count * 24;
      case SpanUnit::workdays:  // ten days off in a row at the most, between two work days
        return span.count * 24 * (longest ? 11 : 1);
      case SpanUnit::months:
        return span.count * 24 * (longest ? 31 : 28);
      case SpanUnit::years:
        return span.count * 24 * (longest ? 366 : 365);
    }
    return 0;
  };
  const auto months = [](Span span) { return span.unit == SpanUnit::years ? span.count * 12 : span.count; };
  if (asked.unit == most.unit) return asked.count <= most.count;
  if (asked.unit >= SpanUnit::months && most.unit >= SpanUnit::months) return months(asked) <= months(most);
  return hours(asked, true) <= hours(most, false);
}

}  // namespace qy
