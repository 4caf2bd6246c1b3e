#include "app/names_of_codes.h"

#include <algorithm>

#include "app/ask.h"
#include "leads/code_names.h"

namespace qy {
namespace {

// payer_name → payer_code; a plain name is that of the table's key. Null where the table has no such code, or
// one that may be a person's.
const Field* code_beside(const Table& table, const std::string& name_field) {
  const std::string stem = name_field.substr(0, name_field.size() - std::string_view("name").size());
  const Field* code = table.field(stem.empty() ? table.key.front() : stem + "code");
  return code == nullptr || code->personal() ? nullptr : code;
}

bool is_public_name(const Field& field) {
  return field.sensitivity == Sensitivity::public_ && field.type == FieldType::text &&
         (field.name == "name" || field.name.ends_with("_name"));
}

std::vector<Question> questions_about(const std::set<std::string>& codes, const TableSet& tables) {
  std::string wanted;
  for (const std::string& code : codes) wanted += (wanted.empty() ? "" : ", ") + Engine::literal(code);
  std::vector<Question> questions = {
      {"division",
       "SELECT d.code AS code, CASE WHEN length(d.code) = 12 THEN coalesce(p.name, '') ELSE '' END || d.name "
       "AS name, "
       "count(*) AS times FROM division d LEFT JOIN division p ON p.code = d.parent_code WHERE d.code IN (" +
           wanted + ") AND d.name IS NOT NULL GROUP BY d.code, p.name, d.name"}};
  for (const auto& [name, table] : tables.all())
    for (const Field& field : table.fields)
      if (const Field* code =
              is_public_name(field) && name != "division" ? code_beside(table, field.name) : nullptr)
        questions.push_back({name + "-" + field.name, "SELECT " + code->name + " AS code, " + field.name +
                                                          " AS name, count(*) AS times FROM " + name +
                                                          " WHERE " + code->name + " IN (" + wanted +
                                                          ") AND " + field.name + " IS NOT NULL GROUP BY " +
                                                          code->name + ", " + field.name});
  return questions;
}

}  // namespace

Result<void> name_codes_of(Screening& screening, Workspace& workspace, const RuleSet& rules) {
  const std::set<std::string> codes = codes_to_name(screening);
  if (codes.empty()) return {};
  QY_TRY(const auto answers, ask(workspace, rules, questions_about(codes, workspace.tables())));
  // By how many rows: one row with another unit's name, or a slip of the pen, must not rename a unit.
  std::map<std::string, std::map<std::string, int64_t>> rows_by_name;
  for (const auto& [question, rows] : answers)
    for (const auto& row : rows.cells)
      rows_by_name[to_text(row[0])][to_text(row[1])] += std::get<int64_t>(row[2]);
  std::map<std::string, std::string> names;
  for (const auto& [code, candidates] : rows_by_name)
    names[code] = std::max_element(candidates.begin(), candidates.end(), [](const auto& a, const auto& b) {
                    return a.second < b.second;
                  })->first;
  name_codes(screening, names);
  return {};
}

}  // namespace qy
