#include "app/days_of_findings.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "app/ask.h"

namespace qy {
namespace {

constexpr std::string_view kStandingSince[] = {"from_on",       "valid_from_on", "founded_on",
                                               "died_on",       "declared_on",   "opened_on",
                                               "registered_on", "moved_in_on",   "acquired_on"};

bool tells_a_happening(const Table& table) {
  return !table.time_field.empty() &&
         std::ranges::find(kStandingSince, table.time_field) == std::end(kStandingSince);
}

using RowName = std::tuple<std::string, std::string, int64_t>;  // source id, sheet, row
using CitedRows = std::map<std::string, std::set<RowName>>;     // by table

CitedRows cited(const Screening& screening, const TableSet& tables) {
  CitedRows rows;
  for (const Finding& finding : screening.findings)
    for (const EvidenceRow& row : finding.evidence) {
      const Table* table = tables.find(row.table);
      if (table != nullptr && tells_a_happening(*table))
        rows[row.table].emplace(row.source_id, row.sheet, row.row);
    }
  return rows;
}

// The rows of one sheet are one list, all lists one constant: a hundred thousand rows of a thousand files are a short text, and
// one operator to the engine. (A UNION of a thousand needs a buffer for each, and runs out of memory.)
std::string days_query(const Table& table, const std::set<RowName>& rows) {
  std::map<std::pair<std::string, std::string>, std::string> lists;
  for (const auto& [source, sheet, row] : rows) {
    std::string& list = lists[{source, sheet}];
    list += (list.empty() ? "" : ",") + std::to_string(row);
  }
  std::string places;
  for (const auto& [place, list] : lists)
    places += (places.empty() ? "{'source_id': " : ", {'source_id': ") + Engine::literal(place.first) +
              ", 'sheet': " + Engine::literal(place.second) + ", 'rows': [" + list + "]::BIGINT[]}";
  const std::string wanted =
      "SELECT place.source_id, place.sheet, unnest(place.rows) AS n FROM (SELECT unnest([" + places +
      "]) AS place)";
  return "SELECT w.source_id, w.sheet, w.n, strftime(CAST(min(t.\"" + table.time_field +
         "\") AS DATE), '%Y-%m-%d') AS day FROM (" + wanted + ") w JOIN " + table.name +
         " t ON t.source_id = w.source_id AND coalesce(t.source_sheet, '') = w.sheet AND t.source_row = w.n "
         "WHERE t.\"" +
         table.time_field + "\" IS NOT NULL GROUP BY w.source_id, w.sheet, w.n";
}

void widen(Finding& finding, const std::string& day) {
  if (finding.first_day.empty() || day < finding.first_day) finding.first_day = day;
  if (day > finding.last_day) finding.last_day = day;
}

}  // namespace

Result<void> date_findings(Screening& screening, Workspace& workspace, const RuleSet& rules) {
  std::vector<Question> questions;
  for (const auto& [name, rows] : cited(screening, workspace.tables()))
    questions.push_back({name, days_query(*workspace.tables().find(name), rows)});
  if (questions.empty()) return {};
  QY_TRY(const auto answers, ask(workspace, rules, questions));
  std::map<std::string, std::map<RowName, std::string>> days;
  for (const auto& [table, rows] : answers)
    for (const auto& row : rows.cells)
      days[table].emplace(RowName{to_text(row[0]), to_text(row[1]), std::get<int64_t>(row[2])},
                          to_text(row[3]));
  for (Finding& finding : screening.findings)
    for (const EvidenceRow& row : finding.evidence) {
      const auto& of_table = days[row.table];
      if (const auto at = of_table.find({row.source_id, row.sheet, row.row}); at != of_table.end())
        widen(finding, at->second);
    }
  return {};
}

}  // namespace qy
