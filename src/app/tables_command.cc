#include <cstdio>
#include <memory>

#include "app/commands.h"
#include "app/content.h"
#include "app/tables_document.h"

namespace qy {
namespace {

Result<TableSet> load_tables() {
  QY_TRY(const auto content, find_content());
  return TableSet::load(content / "tables");
}

Result<void> list_tables() {
  QY_TRY(const TableSet tables, load_tables());
  for (const auto& [name, table] : tables.all())
    std::printf("%-22s %3zu 个字段  %s  %s\n", name.c_str(), table.fields.size(), table.label.c_str(),
                table.english.c_str());
  return {};
}

Result<void> show(const std::string& name) {
  QY_TRY(const TableSet tables, load_tables());
  const Table* table = tables.find(name);
  if (table == nullptr)
    return not_found("没有标准表 " + name + "，qingyuan tables list 列出全部 (no such table)");
  std::fputs(table_document(*table).c_str(), stdout);
  return {};
}

Result<void> check() {
  QY_TRY(const TableSet tables, load_tables());
  const auto problems = problems_of(tables);
  for (const std::string& problem : problems) std::printf("%s\n", problem.c_str());
  std::printf("%zu 张标准表，%zu 处问题 (tables, problems)\n", tables.all().size(), problems.size());
  if (!problems.empty()) return invalid("标准表有问题，见上 (the standard tables are not sound)");
  return {};
}

Result<void> document() {
  QY_TRY(const TableSet tables, load_tables());
  std::fputs(tables_document(tables).c_str(), stdout);
  return {};
}

}  // namespace

void add_tables(CommandLine& line) {
  CLI::App* command = line.parser.add_subcommand("tables", "标准表 (the standard tables)");
  command->require_subcommand(1);
  command->add_subcommand("list", "列出 (list)")->callback([&line] { line.chosen = list_tables; });
  command->add_subcommand("check", "检查是否完备 (prove them sound)")->callback([&line] {
    line.chosen = check;
  });
  command->add_subcommand("docs", "生成文档 (generate docs/tables.md)")->callback([&line] {
    line.chosen = document;
  });
  auto name = std::make_shared<std::string>();
  CLI::App* one = command->add_subcommand("show", "查看一张表 (show one)");
  one->add_option("table", *name)->required();
  one->callback([&line, name] { line.chosen = [name] { return show(*name); }; });
}

}  // namespace qy
