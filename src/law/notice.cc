#include "law/notice.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <nlohmann/json.hpp>

#include "base/disk.h"
#include "base/json.h"
#include "law/messages.h"
#include "text/date_text.h"
#include "text/encoding.h"
#include "text/normalize.h"
#include "text/yaml.h"

namespace qy {
namespace {

// From the notices of 2007 to 2026: 22 to 33 days off, 5 to 12 made work days, 247 to 252 work days a year.
constexpr int kFewestHolidays = 15, kMostHolidays = 45;
constexpr int kMostMakeups = 15;
constexpr int kFewestWorkdays = 240, kMostWorkdays = 256;

// --- JSON ----------------------------------------------------------------------------------------------

Result<Notice> from_json(const std::string& text, const std::string& name) {
  QY_TRY(const Json json, parse_json(text, name));
  const Error wrong_form = invalid(name + ": " + say(kNoticeForm).text());
  if (!json.is_object() || !json.contains("year") || !json["year"].is_number_integer() ||
      !json.contains("days") || !json["days"].is_array())
    return wrong_form;
  Notice notice;
  notice.year = json["year"].get<int>();
  if (const auto papers = json.find("papers"); papers != json.end() && papers->is_array())
    for (const Json& paper : *papers)
      if (paper.is_string()) notice.sources.push_back(normalize(paper.get<std::string>()));
  for (const Json& day : json["days"]) {
    const bool is_whole = day.is_object() && day.contains("name") && day["name"].is_string() &&
                          day.contains("date") && day["date"].is_string() && day.contains("isOffDay") &&
                          day["isOffDay"].is_boolean();
    if (!is_whole) return wrong_form;
    QY_TRY(const Date date, Date::from_iso(day["date"].get<std::string>()));
    notice.days.push_back({date, day["isOffDay"].get<bool>() ? DayKind::holiday : DayKind::makeup_workday,
                           normalize(day["name"].get<std::string>())});
  }
  return notice;
}

// --- CSV -----------------------------------------------------------------------------------------------

// Three plain columns: neither dates nor the names of holidays hold commas, so quotes are only peeled off.
std::vector<std::string> split(std::string_view line) {
  std::vector<std::string> cells;
  for (size_t from = 0; from <= line.size();) {
    const size_t to = std::min(line.find(',', from), line.size());
    std::string cell = normalize(line.substr(from, to - from));
    if (cell.size() >= 2 && cell.front() == '"' && cell.back() == '"') cell = cell.substr(1, cell.size() - 2);
    cells.push_back(std::move(cell));
    from = to + 1;
  }
  return cells;
}

Result<DayKind> kind_named(const std::string& word) {
  for (const char* off : {"放假", "休", "休息", "节假日", "holiday"})
    if (word == off) return DayKind::holiday;
  for (const char* on : {"上班", "班", "补班", "调休上班", "makeup_workday"})
    if (word == on) return DayKind::makeup_workday;
  return invalid(say(kDayKind, word));
}

Result<NoticeDay> day_of(const std::vector<std::string>& cells) {
  if (cells.size() != 3) return invalid(say(kThreeColumns));
  QY_TRY(const ReadDate date, read_date(cells[0], DateOrder::ymd));
  if (date.whole_month) return invalid(say(kDayMissing, cells[0]));
  QY_TRY(const DayKind kind, kind_named(cells[1]));
  return NoticeDay{date.date, kind, cells[2]};
}

Result<Notice> from_csv(const std::string& bytes, const std::string& name) {
  QY_TRY(const Encoding encoding, detect_encoding(bytes, true));
  std::string text;
  Decoder(encoding).decode(bytes, true, text);
  Notice notice;
  bool is_header = true;
  int line_number = 0;
  for (size_t from = 0; from < text.size();) {
    const size_t to = std::min(text.find('\n', from), text.size());
    const std::vector<std::string> cells = split(std::string_view(text).substr(from, to - from));
    from = to + 1;
    ++line_number;
    if (cells == std::vector<std::string>{""}) continue;
    const std::string where = name + ":" + std::to_string(line_number) + ": ";
    if (is_header) {
      if (cells != std::vector<std::string>{"日期", "类型", "名称"})
        return invalid(where + say(kFirstLine).text());
      is_header = false;
      continue;
    }
    Result<NoticeDay> day = day_of(cells);
    if (!day.ok()) return invalid(where + day.error().message);
    notice.year = std::max(notice.year, day->date.year());
    notice.days.push_back(std::move(*day));
  }
  return notice;
}

// --- YAML ----------------------------------------------------------------------------------------------

Result<Notice> from_yaml(const std::filesystem::path& file) {
  QY_TRY(const Yaml yaml, Yaml::load(file));
  QY_CHECK(yaml.only({"year", "sources", "days"}));
  Notice notice;
  QY_TRY(const double year, yaml.number("year"));
  notice.year = int(year);
  QY_TRY(notice.sources, yaml.texts("sources"));
  const Yaml* days = yaml.find("days");
  if (days == nullptr || days->kind() != Yaml::Kind::list) return yaml.wrong(say(kWantsList, "days"));
  for (const Yaml& day : days->items()) {
    QY_CHECK(day.only({"date", "kind", "name"}));
    QY_TRY(const std::string iso, day.required("date"));
    QY_TRY(const std::string kind, day.required("kind"));
    QY_TRY(const std::string holiday, day.required("name"));
    const Result<Date> date = Date::from_iso(iso);
    if (!date.ok()) return day.wrong(date.error().message);
    if (kind != "holiday" && kind != "makeup_workday") return day.wrong(say(kKindWord));
    notice.days.push_back({*date, kind == "holiday" ? DayKind::holiday : DayKind::makeup_workday, holiday});
  }
  return notice;
}

// --- What a real year looks like -------------------------------------------------------------------------

Error wrong(const Notice& notice, const Said& what) {
  return invalid(say(kInNotice, notice.year, what));
}

Result<void> check_days(const Notice& notice) {
  for (size_t i = 0; i < notice.days.size(); ++i) {
    const NoticeDay& day = notice.days[i];
    const bool is_december_before = day.date.year() == notice.year - 1 && day.date.month() == 12;
    if (day.date.year() != notice.year && !is_december_before)
      return wrong(notice, say(kOutsideYear, day.date.iso()));
    if (i > 0 && notice.days[i - 1].date == day.date) return wrong(notice, say(kNamedTwice, day.date.iso()));
    if (day.kind == DayKind::makeup_workday && !is_weekend(day.date))
      return wrong(notice, say(kMadeWeekday, day.date.iso()));
    if (day.name.empty()) return wrong(notice, say(kDayWithoutName, day.date.iso()));
  }
  return {};
}

struct YearlyHoliday {
  std::string_view name;
  std::string_view other_name;  // as the notice of 2007 has it
};
constexpr std::array<YearlyHoliday, 4> kEveryYear{
    {{"元旦", "元旦"}, {"春节", "春节"}, {"劳动节", "五一"}, {"国庆", "十一"}}};

bool names(const Notice& notice, const YearlyHoliday& holiday) {
  return std::any_of(notice.days.begin(), notice.days.end(), [&](const NoticeDay& day) {
    return day.kind == DayKind::holiday && (day.name.find(holiday.name) != std::string::npos ||
                                            day.name.find(holiday.other_name) != std::string::npos);
  });
}

Result<void> check_totals(const Notice& notice) {
  int holidays = 0, makeups = 0, workdays = 0;
  for (const NoticeDay& day : notice.days) {
    (day.kind == DayKind::holiday ? holidays : makeups) += 1;
    if (day.date.year() != notice.year) continue;
    if (day.kind == DayKind::makeup_workday) ++workdays;
    if (day.kind == DayKind::holiday && !is_weekend(day.date)) --workdays;
  }
  QY_TRY(const Date first, Date::from_ymd(notice.year, 1, 1));
  for (Date day = first; day.year() == notice.year; day = day.plus_days(1))
    workdays += is_weekend(day) ? 0 : 1;
  if (holidays < kFewestHolidays || holidays > kMostHolidays)
    return wrong(notice, say(kTooFewOrManyHolidays, holidays));
  if (makeups > kMostMakeups) return wrong(notice, say(kTooManyMakeups, makeups));
  if (workdays < kFewestWorkdays || workdays > kMostWorkdays)
    return wrong(notice, say(kOddWorkdays, workdays));
  return {};
}

}  // namespace

Result<Notice> read_notice(const std::filesystem::path& file) {
  const std::string ending = file.extension().string();
  Notice notice;
  if (ending == ".yaml") {
    QY_TRY(notice, from_yaml(file));
  } else {
    QY_TRY(const std::string text, read_file(file));
    const size_t first = text.find_first_not_of(" \t\r\n");
    const bool is_json = ending == ".json" || (first != std::string::npos && text[first] == '{');
    QY_TRY(notice, is_json ? from_json(text, file.string()) : from_csv(text, file.string()));
  }
  std::stable_sort(notice.days.begin(), notice.days.end(),
                   [](const NoticeDay& a, const NoticeDay& b) { return a.date < b.date; });
  return notice;
}

Result<void> check_notice(const Notice& notice) {
  if (notice.year < 2000 || notice.year > 2199) return wrong(notice, said(kOddYear));
  QY_CHECK(check_days(notice));
  for (const YearlyHoliday& holiday : kEveryYear)
    if (!names(notice, holiday)) return wrong(notice, say(kHolidayMissing, holiday.name));
  return check_totals(notice);
}

namespace {

// Plain where YAML cannot mistake it, else in single quotes.
std::string scalar(const std::string& text) {
  constexpr std::string_view kPlain = "/.-_?=%~";
  const bool is_plain = !text.empty() && std::all_of(text.begin(), text.end(), [&](char c) {
    return uint8_t(c) >= 0x80 || std::isalnum(uint8_t(c)) != 0 || kPlain.find(c) != std::string_view::npos;
  });
  const bool is_address = text.rfind("http://", 0) == 0 || text.rfind("https://", 0) == 0;
  if (is_plain || (is_address && text.find_first_of(" #,[]{}'\"") == std::string::npos)) return text;
  std::string quoted = "'";
  for (const char c : text) quoted += c == '\'' ? "''" : std::string(1, c);
  return quoted + "'";
}

}  // namespace

std::string to_yaml(const Notice& notice) {
  std::string out = "year: " + std::to_string(notice.year) + "\nsources:\n";
  for (const std::string& source : notice.sources) out += "  - " + scalar(source) + "\n";
  out += "days:\n";
  for (const NoticeDay& day : notice.days)
    out += "  - {date: " + day.date.iso() + ", kind: " + std::string(name_of(day.kind)) +
           ", name: " + scalar(day.name) + "}\n";
  return out;
}

Result<Notice> import_notice(const std::filesystem::path& file, const std::filesystem::path& folder,
                             IfKept if_kept) {
  QY_TRY(Notice notice, read_notice(file));
  QY_CHECK(check_notice(notice));
  const std::filesystem::path kept = folder / (std::to_string(notice.year) + ".yaml");
  if (if_kept == IfKept::refuse && std::filesystem::exists(kept))
    return Error{Code::conflict, say(kYearThere, notice.year)};
  QY_CHECK(make_folder(folder));
  QY_CHECK(write_file(kept, to_yaml(notice)));
  return notice;
}

}  // namespace qy
