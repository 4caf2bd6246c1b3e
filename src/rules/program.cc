#include "rules/program.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <cstdlib>
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
  if (parameter.is_text) {
    if (is_date(parameter.value) && !is_date(value))
      return invalid(say(kParameterDay, card.id, parameter.name, value));
    return is_date(value) ? "DATE " + Engine::literal(value) : Engine::literal(value);
  }
  char* end = nullptr;
  const double number = std::strtod(value.c_str(), &end);
  // strtod takes "nan", "inf" and "0x10" too: no engine does, and nan is within all bounds.
  const bool is_decimal = value.find_first_not_of("0123456789.eE+-") == std::string::npos;
  if (end == value.c_str() || *end != '\0' || !is_decimal || !std::isfinite(number))
    return invalid(say(kParameterNumber, card.id, parameter.name, value));
  if ((parameter.min && number < *parameter.min) || (parameter.max && number > *parameter.max))
    return invalid(say(kParameterBounds, card.id, parameter.name, value));
  const bool whole = value.find_first_of(".eE") == std::string::npos;
  if (whole && std::abs(number) >= 9.2e18)
    return invalid(say(kParameterBounds, card.id, parameter.name, value));
  return "CAST(" + value + " AS " + (whole ? "BIGINT" : "DOUBLE") + ")";
}

// What `params` is called where the text reads it: JOIN params p.
std::set<std::string, std::less<>> names_of_params(const std::vector<SqlToken>& tokens) {
  std::set<std::string, std::less<>> names;
  for (size_t i = 0; i < tokens.size(); ++i) {
    if (!tokens[i].is("params")) continue;
    const size_t next = next_token(tokens, i);
    if (next < tokens.size() && tokens[next].kind == SqlToken::Kind::word) names.emplace(tokens[next].text);
  }
  return names;
}

// `SELECT j.*, p.limit_fen FROM` gives its column the parameter's name: it stays as it is.
bool names_a_column(const SqlToken& before, const SqlToken& after) {
  return (before.is(",") || before.is("select")) && (after.is(",") || after.is("from"));
}

std::string with_constants(std::string_view sql, const Constants& constants) {
  const std::map<std::string, std::string, std::less<>> values(constants.begin(), constants.end());
  std::vector<SqlToken> tokens;
  for (const SqlToken& token : tokens_of(sql))
    if (token.kind != SqlToken::Kind::space) tokens.push_back(token);
  const auto names = names_of_params(tokens);
  std::string replaced;
  size_t copied = 0;  // bytes of sql
  for (size_t i = 1; i + 3 < tokens.size(); ++i) {
    const auto value = values.find(tokens[i + 2].text);
    if (!names.contains(tokens[i].text) || !tokens[i + 1].is(".") || value == values.end()) continue;
    if (names_a_column(tokens[i - 1], tokens[i + 3])) continue;
    const auto begin = size_t(tokens[i].text.data() - sql.data());
    replaced.append(sql.substr(copied, begin - copied)).append(value->second);
    copied = size_t(tokens[i + 2].text.data() - sql.data()) + tokens[i + 2].text.size();
  }
  return replaced.append(sql.substr(copied));
}

}  // namespace

std::map<std::string, std::string> values_in_force(const Card& card, const Overrides& overrides) {
  std::map<std::string, std::string> values;
  for (const RuleParameter& parameter : card.parameters) values[parameter.name] = parameter.value;
  if (const auto own = overrides.find(card.id); own != overrides.end())
    for (const auto& [name, value] : own->second) values[name] = value;
  return values;
}

Result<Constants> constants_of(const Card& card, Date as_of,
                               const std::map<std::string, std::string>& values) {
  Constants constants = {{"as_of", "DATE " + Engine::literal(as_of.iso())}};
  for (const RuleParameter& parameter : card.parameters) {
    const auto own = values.find(parameter.name);
    QY_TRY(std::string value,
           literal_of(card, parameter, own == values.end() ? parameter.value : own->second));
    constants.emplace_back(parameter.name, std::move(value));
  }
  for (const auto& [name, value] : values) {
    const auto known = [&, wanted = name](const RuleParameter& p) { return p.name == wanted; };
    if (std::none_of(card.parameters.begin(), card.parameters.end(), known))
      return invalid(say(kNoParameter, card.id, name));
  }
  return constants;
}

std::string params_select(const Constants& constants) {
  std::string select;
  for (const auto& [name, value] : constants)
    select += (select.empty() ? "SELECT " : ", ") + value + " AS " + name;
  return select;
}

std::string whole_query(const Rule& rule, const Constants& constants) {
  return "WITH params AS (" + params_select(constants) + ") SELECT * FROM (\n" +
         with_constants(trimmed(rule.sql), constants) + "\n) AS rule_rows";
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
