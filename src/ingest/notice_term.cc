#include "ingest/notice_term.h"

#include <array>
#include <charconv>
#include <vector>

#include "text/digits.h"
#include "text/normalize.h"

namespace qy {
namespace {

std::optional<int> leading_number(std::string_view text, size_t& length) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || value < 0) return std::nullopt;
  length = size_t(end - text.data());
  return value;
}

std::string_view without_blanks(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  return text;
}

std::vector<int> numbers_in(std::string_view text) {
  std::vector<int> numbers;
  for (size_t at = 0; at < text.size();) {
    size_t length = 1;
    if (is_digit(text[at]))
      if (const auto number = leading_number(text.substr(at), length)) numbers.push_back(*number);
    at += length;
  }
  return numbers;
}

std::string written(const std::vector<int>& numbers, size_t from) {
  if (!Date::from_ymd(numbers[from], numbers[from + 1], numbers[from + 2]).ok()) return {};
  char text[64];
  std::snprintf(text, sizeof text, "%04d-%02d-%02d %02d:%02d", numbers[from], numbers[from + 1],
                numbers[from + 2], numbers[from + 3], numbers[from + 4]);
  return text;
}

}  // namespace

std::optional<int> duration_days(std::string_view text, Date from) {
  const std::string normal = normalize(text);
  std::string_view rest = normal;
  constexpr std::array<std::string_view, 9> kBefore = {"本项目",     "总工期",     "合同工期",
                                                       "计划工期",   "工期",       "自合同签订之日起",
                                                       "合同签订后", "签订合同后", ":"};
  for (const std::string_view word : kBefore)
    if (without_blanks(rest).starts_with(word)) rest = without_blanks(rest).substr(word.size());
  rest = without_blanks(rest);
  size_t length = 0;
  const std::optional<int> number = leading_number(rest, length);
  if (!number || *number == 0 || *number > 36'500) return std::nullopt;
  rest = without_blanks(rest.substr(length));
  if (rest.empty()) return number;
  if (rest.starts_with("个月") || rest.starts_with("月"))
    return days_between(from, from.plus_months(*number));
  for (const std::string_view days : {"日历天", "个日历天", "日历日", "个工作日", "天", "日"})
    if (rest.starts_with(days)) return number;
  if (rest.starts_with("年") && *number <= 50) {
    const std::string_view after = rest.substr(std::string_view("年").size());
    if (after.empty() || !is_digit(after[0])) return days_between(from, from.plus_months(12 * *number));
  }
  return std::nullopt;
}

NoticePeriod read_notice_period(std::string_view text) {
  const std::vector<int> numbers = numbers_in(normalize(text));
  if (numbers.size() != 10) return {};
  return {written(numbers, 0), written(numbers, 5)};
}

SectionNumber read_section_number(std::string_view number, std::string_view title) {
  SectionNumber section;
  section.base = normalize(number);
  size_t length = 0;
  if (const size_t bracket = section.base.find('('); bracket != std::string::npos) {
    section.attempt = leading_number(std::string_view(section.base).substr(bracket + 1), length);
    section.base.resize(bracket);
  }
  // The section's own number is the last part: YCA010199-202501-01.
  const size_t first_dash = section.base.find('-');
  const size_t last_dash = section.base.rfind('-');
  if (last_dash != std::string::npos && last_dash != first_dash)
    section.project = section.base.substr(0, last_dash);
  const std::string normal = normalize(title);
  const size_t said = normal.rfind("(第");
  if (!section.attempt && said != std::string::npos && normal.find("次", said) != std::string::npos)
    section.attempt =
        leading_number(std::string_view(normal).substr(said + std::string_view("(第").size()), length);
  return section;
}

}  // namespace qy
