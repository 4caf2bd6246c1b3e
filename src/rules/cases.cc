#include "rules/cases.h"

#include <algorithm>
#include <cmath>

#include "rules/program.h"
#include "rules/sentence.h"
#include "text/yaml.h"

namespace qy {
namespace {

constexpr size_t kFewestCases = 4;

std::string sql_type_of(ColumnType type) {
  switch (type) {
    case ColumnType::int64:
      return "BIGINT";
    case ColumnType::decimal:
      return "DECIMAL(18,4)";
    case ColumnType::date:
      return "DATE";
    case ColumnType::timestamp:
      return "TIMESTAMP";
    case ColumnType::boolean:
      return "BOOLEAN";
    case ColumnType::blob:
      return "BLOB";
    case ColumnType::text:
      return "VARCHAR";
  }
  return "VARCHAR";
}

std::string quoted(const std::string& name) {
  return "\"" + name + "\"";
}

// The value of one column of a given row, as SQL. `<field>_check` is 'valid' where the field is given and the
// check is not.
Result<std::string> value_of(const Yaml& row, const Table& table, const ColumnSpec& column,
                             const std::string& where) {
  if (const Yaml* given = row.find(column.name)) {
    if (given->kind() == Yaml::Kind::null) return std::string("NULL");
    return "CAST(" + Engine::literal(given->text()) + " AS " + sql_type_of(column.type) + ")";
  }
  if (column.name == "source_id") return std::string("'case'");
  if (column.name == "source_sheet") return std::string("''");
  if (column.name == "batch_id") return std::string("'case'");
  if (column.name == "source_row") return where;
  if (column.name.ends_with("_check") && table.field(column.name) == nullptr) {
    const Yaml* field = row.find(column.name.substr(0, column.name.size() - 6));
    if (field != nullptr && field->kind() != Yaml::Kind::null) return std::string("'valid'");
  }
  return std::string("NULL");
}

Result<std::string> insert_row(const Table& table, const Yaml& row, size_t number) {
  for (const auto& [name, value] : row.entries()) {
    const auto columns = table.columns();
    const auto is_it = [&, wanted = name](const ColumnSpec& c) { return c.name == wanted; };
    if (std::none_of(columns.begin(), columns.end(), is_it))
      return row.wrong(table.name + " has no column " + name);
  }
  std::string values;
  for (const ColumnSpec& column : table.columns()) {
    QY_TRY(const std::string value, value_of(row, table, column, std::to_string(number)));
    values += (values.empty() ? "" : ", ") + value;
  }
  return "INSERT INTO " + quoted(table.name) + " VALUES (" + values + ")";
}

Result<void> make_table(Engine& engine, const Table& table, const Yaml* rows) {
  std::string columns;
  for (const ColumnSpec& column : table.columns())
    columns += (columns.empty() ? "" : ", ") + quoted(column.name) + " " + sql_type_of(column.type);
  QY_CHECK(engine.execute("CREATE OR REPLACE TABLE " + quoted(table.name) + " (" + columns + ")"));
  if (rows == nullptr) return {};
  size_t number = 0;
  for (const Yaml& row : rows->items()) {
    QY_TRY(const std::string insert, insert_row(table, row, ++number));
    if (auto done = engine.execute(insert); !done.ok()) return row.wrong(done.error().message);
  }
  return {};
}

// "subsidy_payment|case||1" as the cases write it: "subsidy_payment:1".
std::string short_evidence(const std::string& reference) {
  const size_t first = reference.find('|'), last = reference.rfind('|');
  return first == std::string::npos ? reference
                                    : reference.substr(0, first) + ":" + reference.substr(last + 1);
}

bool same_value(const std::string& expected, const std::string& actual) {
  if (expected == actual) return true;
  char *expected_end = nullptr, *actual_end = nullptr;
  const double a = std::strtod(expected.c_str(), &expected_end), b = std::strtod(actual.c_str(), &actual_end);
  if (expected.empty() || actual.empty() || *expected_end != '\0' || *actual_end != '\0') return false;
  return std::fabs(a - b) <= 1e-6 * std::max(1.0, std::fabs(a));
}

class CaseRun {
 public:
  CaseRun(const Rule& rule, const RuleSet& rules, const TableSet& tables)
      : rule_(rule), rules_(rules), tables_(tables) {}

  Result<void> prepare() {
    QY_TRY(engine_, open_duckdb({.threads = 1}));
    QY_CHECK(engine_->execute(rules_.prelude()));
    std::set<std::string> known;
    for (const auto& [name, table] : tables_.all()) known.insert(name);
    names_ = tables_read(rule_, rules_, known);
    for (const auto& [name, fields] : rule_.card.needs) names_.insert(name);
    for (const std::string& name : names_) {
      if (tables_.find(name) == nullptr) return invalid(rule_.card.id + ": there is no table " + name);
      QY_CHECK(make_table(*engine_, *tables_.find(name), nullptr));
    }
    for (const std::string& name : prepared_for({rule_.sql}, rules_))
      QY_CHECK(
          engine_->execute("CREATE OR REPLACE VIEW " + name + " AS " + rules_.prepared().find(name)->second));
    return {};
  }

  Result<CaseOutcome> run(const Yaml& one) {
    QY_CHECK(one.only({"name", "english", "as_of", "params", "given", "expect", "note"}));
    CaseOutcome outcome;
    QY_TRY(outcome.name, one.required("name"));
    QY_CHECK(fill_tables(one));
    QY_TRY(const std::string params, params_of(one));
    auto rows = engine_->query(whole_query(rule_, params));
    if (!rows.ok()) {
      outcome.failures.push_back("the rule does not run: " + rows.error().message);
      return outcome;
    }
    compare(one, *rows, outcome.failures);
    return outcome;
  }

 private:
  Result<void> fill_tables(const Yaml& one) {
    const Yaml* given = one.find("given");
    if (given == nullptr) return one.wrong("`given` is missing");
    for (const auto& [name, rows] : given->entries())
      if (!names_.contains(name)) return rows.wrong("the rule does not read the table " + name);
    for (const std::string& name : names_)
      QY_CHECK(make_table(*engine_, *tables_.find(name), given->find(name)));
    return {};
  }

  Result<std::string> params_of(const Yaml& one) {
    std::map<std::string, std::string> values;
    if (const Yaml* params = one.find("params"))
      for (const auto& [name, value] : params->entries()) values[name] = value.text();
    QY_TRY(const Date as_of, Date::from_iso(one.optional("as_of", "2024-12-31")));
    return params_select(rule_.card, as_of, values);
  }

  void compare(const Yaml& one, const Rows& rows, std::vector<std::string>& failures) {
    for (const std::string& column : required_columns())
      if (rows.column(column) < 0) failures.push_back("the rule gives no column " + column);
    if (!failures.empty()) return;
    std::vector<bool> expected(rows.cells.size(), false);
    if (const Yaml* expect = one.find("expect"))
      for (const Yaml& row : expect->items()) match(row, rows, expected, failures);
    const size_t outcome = size_t(rows.column("outcome")), key = size_t(rows.column("subject_key"));
    for (size_t i = 0; i < rows.cells.size(); ++i)
      if (!expected[i] && to_text(rows.cells[i][outcome]) != "clear")
        failures.push_back("not expected: " + to_text(rows.cells[i][outcome]) + " for " +
                           to_text(rows.cells[i][key]) + " (" +
                           to_text(rows.cells[i][size_t(rows.column("detail"))]) + ")");
  }

  void match(const Yaml& wanted, const Rows& rows, std::vector<bool>& expected,
             std::vector<std::string>& failures) {
    const std::string key = wanted.optional("subject_key"), outcome = wanted.optional("outcome");
    for (size_t i = 0; i < rows.cells.size(); ++i) {
      if (expected[i] || to_text(rows.cells[i][size_t(rows.column("subject_key"))]) != key) continue;
      if (!outcome.empty() && to_text(rows.cells[i][size_t(rows.column("outcome"))]) != outcome) continue;
      expected[i] = true;
      compare_row(wanted, rows, i, failures);
      return;
    }
    failures.push_back("line " + std::to_string(wanted.line()) + ": expected " + outcome + " for " + key +
                       ", got none");
  }

  void compare_row(const Yaml& wanted, const Rows& rows, size_t i, std::vector<std::string>& failures) const {
    Figures figures;
    for (size_t c = 0; c < rows.names.size(); ++c) figures[rows.names[c]] = to_text(rows.cells[i][c]);
    figures["sentence"] = fill_sentence(rule_.card.sentence, figures);
    figures["sentence_en"] = fill_sentence(rule_.card.sentence_en, figures);
    for (const auto& [name, value] : wanted.entries()) {
      if (name == "evidence") {
        compare_evidence(value, rows.cells[i][size_t(rows.column("evidence"))], failures);
      } else if (!figures.contains(name)) {
        failures.push_back("line " + std::to_string(value.line()) + ": the rule gives no column " + name);
      } else if (!same_value(value.text(), figures[name])) {
        failures.push_back("line " + std::to_string(value.line()) + ": " + name + " expected " +
                           value.text() + ", got " + figures[name]);
      }
    }
  }

  static void compare_evidence(const Yaml& wanted, const Value& actual, std::vector<std::string>& failures) {
    std::vector<std::string> expected, got;
    for (const Yaml& item : wanted.items()) expected.push_back(item.text());
    if (const auto* list = std::get_if<std::vector<std::string>>(&actual))
      for (const std::string& reference : *list) got.push_back(short_evidence(reference));
    std::sort(expected.begin(), expected.end());
    std::sort(got.begin(), got.end());
    if (expected == got) return;
    failures.push_back("line " + std::to_string(wanted.line()) + ": evidence expected " +
                       to_text(Value(expected)) + ", got " + to_text(Value(got)));
  }

  const Rule& rule_;
  const RuleSet& rules_;
  const TableSet& tables_;
  std::unique_ptr<Engine> engine_;
  std::set<std::string> names_;
};

}  // namespace

size_t CasesReport::failed() const {
  return size_t(
      std::count_if(cases.begin(), cases.end(), [](const CaseOutcome& c) { return !c.failures.empty(); }));
}

Result<CasesReport> run_cases(const Rule& rule, const RuleSet& rules, const TableSet& tables) {
  QY_TRY(const Yaml root, Yaml::load(rule.folder / "cases.yaml"));
  if (root.items().size() < kFewestCases)
    return root.wrong("a rule needs at least " + std::to_string(kFewestCases) +
                      " cases: one that fires, one innocent, "
                      "one on the threshold, one with a missing field");
  CaseRun run(rule, rules, tables);
  QY_CHECK(run.prepare());
  CasesReport report;
  for (const Yaml& one : root.items()) {
    QY_TRY(CaseOutcome outcome, run.run(one));
    report.cases.push_back(std::move(outcome));
  }
  return report;
}

}  // namespace qy
