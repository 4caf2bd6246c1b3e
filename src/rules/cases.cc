#include "rules/cases.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <mutex>

#include "rules/messages.h"
#include "rules/program.h"
#include "rules/sentence.h"
#include "rules/tally.h"
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

// What a case expects against what the rule gave.
class Comparison {
 public:
  Comparison(const Case& one, const Rows& rows) : rule_(*one.rule) { compare(one.wanted, rows, failures_); }
  std::vector<std::string> failures() && { return std::move(failures_); }

 private:
  void compare(const Yaml& one, const Rows& rows, std::vector<std::string>& failures) {
    for (const std::string& column : required_columns())
      if (rows.column(column) < 0) failures.push_back(say(kGivesNoColumn, column));
    for (const std::string& pattern : {rule_.card.sentence, rule_.card.sentence_en})
      if (auto columns = placeholders_of(pattern); columns.ok())
        for (const std::string& column : *columns)
          if (rows.column(column) < 0) failures.push_back(say(kSentenceColumn, column));
    if (!failures.empty()) return;
    std::vector<bool> expected(rows.cells.size(), false);
    if (const Yaml* expect = one.find("expect"))
      for (const Yaml& row : expect->items()) match(row, rows, expected, failures);
    const size_t outcome = size_t(rows.column("outcome")), key = size_t(rows.column("subject_key"));
    for (size_t i = 0; i < rows.cells.size(); ++i)
      if (!expected[i] && to_text(rows.cells[i][outcome]) != "clear")
        failures.push_back(say(kCaseUnexpected, to_text(rows.cells[i][outcome]), to_text(rows.cells[i][key]),
                               to_text(rows.cells[i][size_t(rows.column("detail"))])));
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
    failures.push_back(wanted.wrong(say(kCaseGotNone, outcome, key, given_instead(rows, key))).message);
  }

  // What the rule says of that subject, or which subjects it speaks of: mostly the key is written
  // differently.
  static std::string given_instead(const Rows& rows, const std::string& key) {
    std::string same, others;
    for (const auto& row : rows.cells) {
      const std::string one = to_text(row[size_t(rows.column("subject_key"))]);
      std::string& list = one == key ? same : others;
      list += (list.empty() ? "" : "; ") + (one == key ? "" : one + " ") +
              to_text(row[size_t(rows.column("outcome"))]);
    }
    return same.empty() ? (others.empty() ? "0" : others) : same;
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
        failures.push_back(value.wrong(say(kGivesNoColumn, name)).message);
      } else if (!same_value(value.text(), figures[name])) {
        failures.push_back(value.wrong(say(kCaseDiffers, name, value.text(), figures[name])).message);
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
    failures.push_back(
        wanted.wrong(say(kCaseDiffers, "evidence", to_text(Value(expected)), to_text(Value(got)))).message);
  }

  const Rule& rule_;
  std::vector<std::string> failures_;
};

// The rows as lines of text, sorted; lists within them sorted too.
std::vector<std::string> texts_of(const Rows& rows) {
  std::vector<std::string> texts;
  for (const auto& cells : rows.cells) {
    std::string text;
    for (size_t c = 0; c < cells.size(); ++c) {
      Value value = cells[c];
      if (auto* list = std::get_if<std::vector<std::string>>(&value)) std::sort(list->begin(), list->end());
      if (const std::string cell = to_text(value); !cell.empty()) text += rows.names[c] + "=" + cell + " ";
    }
    texts.push_back(text);
  }
  std::sort(texts.begin(), texts.end());
  return texts;
}

void append(std::vector<std::string>& all, std::vector<std::string> more) {
  std::move(more.begin(), more.end(), std::back_inserter(all));
}

// Asks again as a screening asks, in tallies read by the same code: a column called by a reserved word, a
// value that no group can carry, or a subject given twice shows here and not first in a county. Only cases
// that were answered; what goes wrong is their failure. On DuckDB alone: on Spark a second asking costs
// minutes and would find the same.
Result<void> ask_as_a_screening(const std::vector<Case>& cases, CasesReport& report, Executor& executor) {
  std::vector<Plan> plans;
  std::map<std::string, size_t> places;
  for (size_t i = 0; i < cases.size(); ++i) {
    const Result<Rows>& rows = report.cases[i].rows;
    if (!rows.ok()) continue;
    places[cases[i].id] = i;
    plans.push_back(cases[i].plan);
    Question& question = plans.back().questions.front();
    question.sql = tally_query(question.sql, rows->names);
  }
  std::mutex mutex;
  return executor.carry_out(
      plans, {.answered = [&](const std::string& id, double, const Result<Rows>& tally) {
        const size_t at = places.at(id);
        auto screened = tally.ok() ? outcome_of(*cases[at].rule, *tally) : Result<RuleOutcome>(tally.error());
        const std::lock_guard lock(mutex);
        if (!screened.ok())
          report.cases[at].failures.push_back(say(kScreeningFails, screened.error().message));
      }});
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
    QY_TRY(const std::string params, params_of(one));
    const std::string id = rule_.card.id + "-" + std::to_string(number);
    plan.questions.push_back({id, whole_query(rule_, params)});
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
      if (table == nullptr) return invalid(rule_.card.id + ": there is no table " + name);
      PlanTable one_table{.name = name, .columns = table->columns()};
      const Yaml* rows = given->find(name);
      QY_TRY(one_table.select,
             select_of(*table, one_table.columns, rows == nullptr ? std::vector<Yaml>() : rows->items()));
      made.push_back(std::move(one_table));
    }
    return made;
  }

  Result<std::string> params_of(const Yaml& one) {
    std::map<std::string, std::string> values;
    if (const Yaml* params = one.find("params"))
      for (const auto& [name, value] : params->entries()) values[name] = value.text();
    QY_TRY(const Date as_of, Date::from_iso(one.optional("as_of", "2024-12-31")));
    return params_select(rule_.card, as_of, values);
  }

  const Rule& rule_;
  const TableSet& tables_;
  std::set<std::string> names_;
  std::vector<PlanRelation> relations_;
};

}  // namespace

size_t CasesReport::failed() const {
  return size_t(
      std::count_if(cases.begin(), cases.end(), [](const CaseOutcome& c) { return !c.failures.empty(); }));
}

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

Result<CasesReport> run_cases(const std::vector<Case>& cases, Executor& executor) {
  CasesReport report;
  std::map<std::string, CaseOutcome> outcomes;
  std::mutex mutex;
  std::vector<Plan> plans;
  for (const Case& one : cases) {
    outcomes[one.id] = {.id = one.id, .name = one.name};
    plans.push_back(one.plan);
  }
  QY_CHECK(executor.carry_out(plans, {.answered = [&](const std::string& id, double, Result<Rows> rows) {
                                const std::lock_guard lock(mutex);
                                outcomes[id].rows = std::move(rows);
                              }}));
  for (const Case& one : cases) {
    CaseOutcome& outcome = outcomes[one.id];
    if (outcome.rows.ok())
      append(outcome.failures, Comparison(one, *outcome.rows).failures());
    else
      outcome.failures.push_back(say(kRuleDoesNotRun, outcome.rows.error().message));
    report.cases.push_back(std::move(outcome));
  }
  return report;
}

std::vector<std::string> differences(const CaseOutcome& one, const CaseOutcome& other) {
  if (!one.rows.ok() || !other.rows.ok()) return {};  // a failure of its own, told as such
  const auto here = texts_of(*one.rows), there = texts_of(*other.rows);
  std::vector<std::string> told;
  for (const std::string& row : here)
    if (!std::binary_search(there.begin(), there.end(), row)) told.push_back("only one engine says " + row);
  for (const std::string& row : there)
    if (!std::binary_search(here.begin(), here.end(), row)) told.push_back("only the other says   " + row);
  if (told.empty() && here.size() != there.size())
    told.emplace_back("one engine gives a row more often than the other");
  return told;
}

Result<CasesReport> run_cases(const Rule& rule, const RuleSet& rules, const TableSet& tables) {
  QY_TRY(const auto cases, cases_of(rule, rules, tables));
  QY_TRY(const auto duckdb, duckdb_executor(rules.prelude(), {.engine = {.threads = 1}, .side_by_side = 1}));
  QY_TRY(CasesReport report, run_cases(cases, *duckdb));
  QY_CHECK(ask_as_a_screening(cases, report, *duckdb));
  return report;
}

}  // namespace qy
