#include "rules/program.h"

#include <algorithm>
#include <cctype>
#include <functional>

#include "lake/engine.h"
#include "lake/sql_text.h"
#include "rules/messages.h"

namespace qy {
namespace {

std::string trimmed(std::string sql) {
  while (!sql.empty() && (std::isspace(static_cast<unsigned char>(sql.back())) || sql.back() == ';'))
    sql.pop_back();
  return sql;
}

bool is_date(const std::string& text) {
  return Date::from_iso(text).ok();
}

Result<std::string> literal_of(const Card& card, const RuleParameter& parameter, const std::string& value) {
  if (parameter.is_text) return is_date(value) ? "DATE " + Engine::literal(value) : Engine::literal(value);
  char* end = nullptr;
  const double number = std::strtod(value.c_str(), &end);
  if (end == value.c_str() || *end != '\0')
    return invalid(say(kParameterNumber, card.id, parameter.name, value));
  if ((parameter.min && number < *parameter.min) || (parameter.max && number > *parameter.max))
    return invalid(say(kParameterBounds, card.id, parameter.name, value));
  const bool whole = value.find_first_of(".eE") == std::string::npos;
  return "CAST(" + value + " AS " + (whole ? "BIGINT" : "DOUBLE") + ")";
}

}  // namespace

Result<std::string> params_select(const Card& card, Date as_of,
                                  const std::map<std::string, std::string>& values) {
  std::string select = "SELECT DATE " + Engine::literal(as_of.iso()) + " AS as_of";
  for (const RuleParameter& parameter : card.parameters) {
    const auto own = values.find(parameter.name);
    QY_TRY(const std::string value,
           literal_of(card, parameter, own == values.end() ? parameter.value : own->second));
    select += ", " + value + " AS " + parameter.name;
  }
  for (const auto& [name, value] : values) {
    const auto known = [&, wanted = name](const RuleParameter& p) { return p.name == wanted; };
    if (std::none_of(card.parameters.begin(), card.parameters.end(), known))
      return invalid(say(kNoParameter, card.id, name));
  }
  return select;
}

std::string whole_query(const Rule& rule, const std::string& params) {
  return "WITH params AS (" + params + ") SELECT * FROM (\n" + trimmed(rule.sql) + "\n) AS rule_rows";
}

const std::vector<std::string>& required_columns() {
  static const std::vector<std::string> kColumns = {"outcome",   "detail",    "subject_key", "subject_label",
                                                    "stack_key", "source_id", "amount_fen",  "evidence"};
  return kColumns;
}

std::string tally_query(const std::string& whole, const std::vector<std::string>& columns) {
  std::string select = "SELECT outcome, detail, source_id, count(*) AS rows_examined";
  for (const std::string& column : columns)
    if (column != "outcome" && column != "detail" && column != "source_id")
      select += ", CASE WHEN outcome = 'hit' THEN any_value(\"" + column + "\") END AS \"" + column +
                "\"";  // a column may be called window
  return select + " FROM (\n" + whole +
         "\n) AS examined GROUP BY outcome, detail, source_id, CASE WHEN outcome = 'hit' THEN subject_key "
         "END";
}

namespace {

// The words of the text in order, in lower case; comments and literals left out.
std::vector<std::string> words_in_order(std::string_view sql) {
  std::vector<std::string> words;
  for (const SqlToken& token : tokens_of(sql)) {
    if (token.kind != SqlToken::Kind::word) continue;
    words.emplace_back(token.text);
    std::transform(words.back().begin(), words.back().end(), words.back().begin(),
                   [](unsigned char c) { return char(std::tolower(c)); });
  }
  return words;
}

}  // namespace

std::set<std::string, std::less<>> words_of(std::string_view sql) {
  const auto words = words_in_order(sql);
  return {words.begin(), words.end()};
}

std::set<std::string, std::less<>> relations_of(std::string_view sql) {
  const auto words = words_in_order(sql);
  std::set<std::string, std::less<>> relations;
  for (size_t i = 1; i < words.size(); ++i)
    if (words[i - 1] == "from" || words[i - 1] == "join") relations.insert(words[i]);
  return relations;
}

std::vector<std::string> prepared_for(const std::vector<std::string>& sqls, const RuleSet& rules) {
  std::vector<std::string> order;
  std::set<std::string> seen;
  const std::function<void(const std::string&)> visit = [&](const std::string& sql) {
    for (const std::string& word : words_of(sql)) {
      const auto at = rules.prepared().find(word);
      if (at == rules.prepared().end() || !seen.insert(word).second) continue;
      visit(at->second);
      order.push_back(word);
    }
  };
  for (const std::string& sql : sqls) visit(sql);
  return order;
}

std::set<std::string> tables_read(const Rule& rule, const RuleSet& rules,
                                  const std::set<std::string>& known) {
  std::set<std::string> tables;
  std::vector<std::string> sqls = {rule.sql};
  for (const std::string& name : prepared_for({rule.sql}, rules))
    sqls.push_back(rules.prepared().find(name)->second);
  for (const std::string& sql : sqls)
    for (const std::string& word : words_of(sql))
      if (known.contains(word)) tables.insert(word);
  return tables;
}

}  // namespace qy
