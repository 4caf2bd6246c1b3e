// Makes a province out of a county, for measuring: puts N-1 copies of every row beside it in the lake, each
// copy with people, accounts, units, villages, contracts and documents of its own, so that every person,
// village and unit keeps the payments that it has and only their number grows.
//
//   multiply WORKSPACE TABLES COPIES      prints "<rows> <table>" for each table
//
// What tells things apart gets the copy's number put behind it; a place's code gets it as its county (digits
// 3 to 6), because rules read township and county off its front. What classifies (programmes, subjects,
// items) stays. Sealed originals are left out: no rule reads them.
#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "lake/lake.h"

namespace {

namespace fs = std::filesystem;

constexpr int kCopiesAFile = 10;

bool ends(std::string_view name, std::initializer_list<std::string_view> endings) {
  return std::any_of(endings.begin(), endings.end(), [&](std::string_view e) { return name.ends_with(e); });
}

std::string shifted(const qy::ColumnSpec& column) {
  const std::string quoted = "\"" + column.name + "\"";
  if (column.name.ends_with("_sealed"))
    return "CAST(NULL AS " + std::string(qy::sql_type(column.type)) + ") AS " + quoted;
  if (column.type != qy::ColumnType::text) return quoted;
  if (ends(column.name, {"village_code", "region_code"}))
    return "substr(" + quoted + ", 1, 2) || lpad(CAST(copy AS VARCHAR), 4, '0') || substr(" + quoted +
           ", 7) AS " + quoted;
  const bool classifies = ends(column.name, {"program_code", "subject_code", "item_code", "diagnosis_code",
                                             "policy_no", "program_name", "subject_name", "item_name",
                                             "parent_code", "_check", "_sex", "_division", "_extent"});
  const bool tells_apart = ends(column.name, {"_no", "_id", "_code", "_name", "account", "phone", "address",
                                              "_place", "plate", "ip", "mac"}) ||
                           column.name == "code" || column.name == "uscc" || column.name == "name";
  return tells_apart && !classifies ? quoted + " || '-' || copy AS " + quoted : quoted;
}

qy::Result<void> multiply(const fs::path& workspace, const fs::path& tables_folder, int copies) {
  QY_TRY(const auto tables, qy::TableSet::load(tables_folder));
  QY_TRY(const auto lake, qy::Lake::open(workspace, tables));
  QY_TRY(const auto engine, qy::open_duckdb({}));
  QY_TRY(const auto all, lake.tables());
  for (const qy::PlanTable& table : all) {
    if (table.files.empty()) continue;
    QY_CHECK(qy::attach(*engine, table));
    std::string select;
    for (const qy::ColumnSpec& column : table.columns)
      select += (select.empty() ? "" : ", ") + shifted(column);
    for (int from = 1; from < copies; from += kCopiesAFile) {
      const std::string to = std::to_string(std::min(copies, from + kCopiesAFile));
      const fs::path file =
          table.files.front().parent_path() / ("part-copies-" + std::to_string(from) + ".parquet");
      QY_CHECK(engine->execute("COPY (SELECT " + select + " FROM range(" + std::to_string(from) + ", " + to +
                               ") AS c(copy) CROSS JOIN \"" + table.name + "\") TO " +
                               qy::Engine::literal(file.string()) + " (FORMAT parquet, COMPRESSION snappy)"));
    }
  }
  QY_TRY(const auto grown, lake.tables());
  for (const qy::PlanTable& table : grown) {
    if (table.files.empty()) continue;
    QY_CHECK(qy::attach(*engine, table));
    QY_TRY(const auto rows, engine->query("SELECT count(*) FROM \"" + table.name + "\""));
    std::printf("%s %s\n", qy::to_text(rows.cells[0][0]).c_str(), table.name.c_str());
  }
  return {};
}

}  // namespace

int main(int count, char** words) {
  if (count != 4) return 2;
  const auto done = multiply(words[1], words[2], std::atoi(words[3]));
  if (!done.ok()) std::fprintf(stderr, "%s\n", done.error().message.c_str());
  return done.ok() ? 0 : 1;
}
