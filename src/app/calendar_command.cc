#include "app/calendar_command.h"

#include <cstdio>
#include <memory>

#include "app/commands.h"
#include "app/content.h"
#include "lake/engine.h"
#include "law/notice.h"

namespace qy {
namespace {

Result<void> import(const std::string& folder, const std::string& file, bool replace) {
  QY_TRY(const auto workspace, Workspace::open(folder));
  QY_TRY(const Notice notice, import_notice(file, workspace->folder() / "procedures" / "workdays",
                                            replace ? IfKept::replace : IfKept::refuse));
  std::printf("已导入 %d 年放假安排，共 %zu 天\n", notice.year, notice.days.size());
  return {};
}

Result<void> show(const std::string& folder, const std::string& day) {
  QY_TRY(const auto workspace, Workspace::open(folder));
  QY_TRY(const Calendar calendar, calendar_of(*workspace));
  QY_TRY(const Date date, Date::from_iso(day));
  QY_TRY(const DayKind kind, calendar.kind_of(date));
  std::printf("%s %s\n", date.iso().c_str(), std::string(name_of(kind)).c_str());
  return {};
}

}  // namespace

Result<Calendar> calendar_of(const Workspace& workspace) {
  QY_TRY(Calendar calendar, Calendar::load(workspace.content() / "procedures" / "workdays"));
  QY_CHECK(calendar.lay_over(workspace.folder() / "procedures" / "workdays"));
  return calendar;
}

std::string workday_select(const Calendar& calendar, const Table& workday) {
  std::string values;
  for (const int year : calendar.years())
    for (Date day = *Date::from_ymd(year, 1, 1); day.year() == year; day = day.plus_days(1)) {
      const auto kind = calendar.kind_of(day);
      if (!kind.ok() || *kind == DayKind::workday || *kind == DayKind::weekend) continue;
      values += (values.empty() ? "" : ", ") + ("(DATE '" + day.iso()) + "', '" +
                std::string(name_of(*kind)) + "')";
    }
  std::string columns;
  for (const ColumnSpec& column : workday.columns()) {
    const bool known = column.name == "on" || column.name == "kind";
    std::string value = known ? "\"" + column.name + "\"" : "NULL";
    if (column.name == "source") value = "'国务院办公厅放假安排'";
    columns += (columns.empty() ? "" : ", ") + value + " AS \"" + column.name + "\"";
  }
  return "SELECT " + columns + " FROM (VALUES " + values + ") AS calendar(\"on\", kind)";
}

void add_calendar(CommandLine& line) {
  struct Words {
    std::string folder, argument;
    bool replace = false;
  };
  auto words = std::make_shared<Words>();
  CLI::App* command = line.parser.add_subcommand("calendar", "工作日历 (working days)");
  command->require_subcommand(1);
  command->add_option("-w,--workspace", words->folder, "工作区 (workspace)")->required();
  CLI::App* in =
      command->add_subcommand("import", "导入新一年的放假安排 JSON 或 CSV (import a year's notice)");
  in->add_option("file", words->argument)->required();
  in->add_flag("--replace", words->replace, "替换已导入的同一年 (replace the year)");
  in->callback([&line, words] {
    line.chosen = [words] { return import(words->folder, words->argument, words->replace); };
  });
  CLI::App* one = command->add_subcommand("show", "某一天是否工作日 (what kind of day)");
  one->add_option("day", words->argument, "YYYY-MM-DD")->required();
  one->callback([&line, words] { line.chosen = [words] { return show(words->folder, words->argument); }; });
}

}  // namespace qy
