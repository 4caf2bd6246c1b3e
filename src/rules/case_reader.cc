// The cases of a rule's cases.yaml as plans: the given rows as SQL, the rule as the question.
#include <algorithm>
#include <set>

#include "rules/cases.h"
#include "rules/messages.h"
#include "rules/program.h"
#include "text/messages.h"

namespace qy {
namespace {

constexpr size_t kFewestCases = 4;

// The value of one column of a given row, as SQL text. `<field>_check` is 'valid' where the field is given
// and the check is not.
std::string value_of(const Yaml& row, const Table& table, const std::string& column, size_t number) {
  if (const Yaml* given = row.find(column))
    return given->kind() == Yaml::Kind::null ? "NULL" : Engine::literal(given->text());
  if (column == "source_id" || column == "batch_id") return "'case'";
  if (column == "source_sheet") return "''";
  if (column == "source_row") return Engine::literal(std::to_string(number));
  if (column.ends_with("_check") && table.field(column) == nullptr) {
    const Yaml* field = row.find(column.substr(0, column.size() - 6));
    if (field != nullptr && field->kind() != Yaml::Kind::null) return "'valid'";
  }
  return "NULL";
}

// The given rows of a table as one SELECT that every engine reads: texts, cast to the columns' types. Columns
// that no row fills are left to the CAST.
Result<std::string> select_of(const Table& table, const std::vector<ColumnSpec>& columns,
                              const std::vector<Yaml>& rows) {
  for (const Yaml& row : rows)
    for (const auto& [name, value] : row.entries())
      if (std::none_of(columns.begin(), columns.end(),
                       [&, wanted = name](const ColumnSpec& c) { return c.name == wanted; }))
        return row.wrong(say(kGivenColumn, table.name, name));
  std::string select, names;
  std::vector<std::string> values(rows.size());
  for (const ColumnSpec& column : columns) {
    std::vector<std::string> texts;
    for (size_t i = 0; i < rows.size(); ++i) texts.push_back(value_of(rows[i], table, column.name, i + 1));
    const bool filled =
        std::any_of(texts.begin(), texts.end(), [](const std::string& text) { return text != "NULL"; });
    const std::string quoted = "\"" + column.name + "\"";
    select += (select.empty() ? "SELECT CAST(" : ", CAST(") + (filled ? quoted : "NULL") + " AS " +
              std::string(sql_type(column.type)) + ") AS " + quoted;
    if (!filled) continue;
    names += (names.empty() ? "" : ", ") + quoted;
    for (size_t i = 0; i < rows.size(); ++i) values[i] += (values[i].empty() ? "(" : ", ") + texts[i];
  }
  if (rows.empty()) return select + " WHERE 1 = 0";
  std::string all;
  for (const std::string& row : values) all += (all.empty() ? "" : ", ") + row + ")";
  return select + " FROM (VALUES " + all + ") AS given(" + names + ")";
}

// Turns the cases of one rule into plans.
class CaseReader {
 public:
  CaseReader(const Rule& rule, const RuleSet& rules, const TableSet& tables) : rule_(rule), tables_(tables) {
    std::set<std::string> known;
    for (const auto& [name, table] : tables.all()) known.insert(name);
    names_ = tables_read(rule, rules, known);
    for (const auto& [name, fields] : rule.card.needs) names_.insert(name);
    for (const std::string& name : prepared_for({rule.sql}, rules))
      relations_.push_back({name, rules.prepared().find(name)->second});
  }

  Result<Case> read(const Yaml& one, size_t number) {
    QY_CHECK(one.only({"name", "english", "as_of", "params", "given", "expect", "note"}));
    QY_TRY(const std::string name, one.required("name"));
    if (const Yaml* expect = one.find("expect"))
      for (const Yaml& row : expect->items()) QY_CHECK(agrees(row));
    Plan plan{.relations = relations_, .share = false};
    QY_TRY(plan.tables, tables_of(one));
    QY_TRY(const Constants constants, constants_in(one));
    const std::string id = rule_.card.id + "-" + std::to_string(number);
    plan.questions.push_back({id, whole_query(rule_, constants)});
    return Case{&rule_, id, name, one, std::move(plan)};
  }

 private:
  // What a case expects must be something the card can say: a clause of its exclusions, a band.
  Result<void> agrees(const Yaml& row) const {
    const std::string outcome = row.optional("outcome"), detail = row.optional("detail");
    const bool known =
        outcome == "clear" || outcome == "not_computable" || outcome == "hit" || outcome == "excluded";
    if (!known) return row.wrong(say(kCaseOutcome, outcome));
    if (outcome == "excluded" && !detail.empty() && !rule_.card.exclusions.contains(detail))
      return row.wrong(say(kCaseClause, detail));
    if (outcome == "hit" && !detail.empty() && detail != "red" && detail != "yellow" && detail != "blue")
      return row.wrong(say(kCaseBand, detail));
    return {};
  }

  Result<std::vector<PlanTable>> tables_of(const Yaml& one) {
    const Yaml* given = one.find("given");
    if (given == nullptr) return one.wrong(say(kIsMissing, "given"));
    for (const auto& [name, rows] : given->entries())
      if (!names_.contains(name)) return rows.wrong(say(kGivenTable, name));
    std::vector<PlanTable> made;
    for (const std::string& name : names_) {
      const Table* table = tables_.find(name);
      if (table == nullptr) return invalid(say(kNeedsTable, name));
      PlanTable one_table{.name = name, .columns = table->columns()};
      const Yaml* rows = given->find(name);
      QY_TRY(one_table.select,
             select_of(*table, one_table.columns, rows == nullptr ? std::vector<Yaml>() : rows->items()));
      made.push_back(std::move(one_table));
    }
    return made;
  }

  Result<Constants> constants_in(const Yaml& one) {
    std::map<std::string, std::string> values;
    if (const Yaml* params = one.find("params"))
      for (const auto& [name, value] : params->entries()) values[name] = value.text();
    QY_TRY(const Date as_of, Date::from_iso(one.optional("as_of", "2024-12-31")));
    return constants_of(rule_.card, as_of, values);
  }

  const Rule& rule_;
  const TableSet& tables_;
  std::set<std::string> names_;
  std::vector<PlanRelation> relations_;
};

}  // namespace

Result<std::vector<Case>> cases_of(const Rule& rule, const RuleSet& rules, const TableSet& tables) {
  QY_TRY(const Yaml root, Yaml::load(rule.folder / "cases.yaml"));
  if (root.items().size() < kFewestCases) return root.wrong(say(kFewCases, kFewestCases));
  CaseReader reader(rule, rules, tables);
  std::vector<Case> cases;
  for (const Yaml& one : root.items()) {
    QY_TRY(Case read, reader.read(one, cases.size() + 1));
    cases.push_back(std::move(read));
  }
  return cases;
}

}  // namespace qy
