#include "rules/card_check.h"

#include <algorithm>
#include <array>

#include "rules/messages.h"
#include "rules/program.h"
#include "rules/sentence.h"

namespace qy {
namespace {

// A finding is a question about records. These words pass judgement on a person, and may stand in no text
// that an officer could paste into a document.
constexpr std::array<std::string_view, 16> kAccusing = {"贪污",     "骗取", "套取", "冒领", "侵吞", "违法",
                                                        "犯罪",     "嫌疑", "腐败", "贿赂", "挪用", "虚报",
                                                        "弄虚作假", "串通", "舞弊", "造假"};

constexpr std::array<std::string_view, 4> kExits = {"data_correction", "rectification_exit", "reminder_exit",
                                                    "lead_transfer"};

void check_words(const Card& card, std::vector<std::string>& problems) {
  for (const std::string& text : {card.title, card.sentence, card.subject.label})
    for (const std::string_view word : kAccusing)
      if (text.find(word) != std::string::npos) problems.push_back(say(kAccuses, word, text));
}

void check_texts(const Card& card, std::vector<std::string>& problems) {
  if (card.severity < 1 || card.severity > 5) problems.push_back(say(kSeverityRange));
  if (card.precision_prior <= 0 || card.precision_prior >= 1) problems.push_back(say(kPriorRange));
  if (card.version < 1) problems.push_back(say(kVersionRange));
  if (card.innocent.empty()) problems.push_back(say(kNoInnocent));
  if (card.blind_spots.empty()) problems.push_back(say(kNoBlindSpot));
  if (card.legal_basis.empty()) problems.push_back(say(kNoBasis));
  if (std::find(kExits.begin(), kExits.end(), card.usual_exit) == kExits.end())
    problems.push_back(say(kNoExit, card.usual_exit));
  for (const LegalBasis& basis : card.legal_basis)
    for (const std::string& date : {basis.valid_from, basis.valid_to})
      if (!date.empty() && !Date::from_iso(date).ok()) problems.push_back(say(kBasisDate, date));
  for (const std::string& pattern : {card.sentence, card.sentence_en})
    if (auto columns = placeholders_of(pattern); !columns.ok()) problems.push_back(columns.error().message);
}

void check_needs(const Rule& rule, const RuleSet& rules, const TableSet& tables,
                 std::vector<std::string>& problems) {
  const Card& card = rule.card;
  if (tables.find(card.subject.table) == nullptr) problems.push_back(say(kSubjectTable, card.subject.table));
  for (const auto& [name, fields] : card.needs) {
    const Table* table = tables.find(name);
    if (table == nullptr) {
      problems.push_back(say(kNeedsTable, name));
      continue;
    }
    const auto columns = table->columns();
    for (const std::string& field : fields)
      if (std::none_of(columns.begin(), columns.end(), [&](const ColumnSpec& c) { return c.name == field; }))
        problems.push_back(say(kNeedsField, name, field));
  }
  for (const std::string& name : card.prepared)
    if (!rules.prepared().contains(name)) problems.push_back(say(kNoPrepared, name));

  std::set<std::string> known;
  for (const auto& [name, table] : tables.all()) known.insert(name);
  for (const std::string& word : relations_of(rule.sql))
    if (known.contains(word) && !card.needs.contains(word)) problems.push_back(say(kUnnamedNeed, word));
}

}  // namespace

std::vector<std::string> problems_of(const Rule& rule, const RuleSet& rules, const TableSet& tables) {
  std::vector<std::string> problems;
  check_texts(rule.card, problems);
  check_words(rule.card, problems);
  check_needs(rule, rules, tables, problems);
  if (auto params = params_select(rule.card, Date(), {}); !params.ok())
    problems.push_back(params.error().message);
  return problems;
}

std::vector<std::string> sql_problems_of(const Rule& rule, Engine& engine) {
  auto params = params_select(rule.card, Date(), {});
  if (!params.ok()) return {params.error().message};
  auto rows = engine.query(whole_query(rule, *params) + " LIMIT 0");
  if (!rows.ok()) return {say(kSqlRefused, (rule.folder / "rule.sql").string(), rows.error().message)};
  std::vector<std::string> problems;
  std::vector<std::string> wanted = required_columns();
  for (const std::string& pattern : {rule.card.sentence, rule.card.sentence_en})
    if (auto columns = placeholders_of(pattern); columns.ok())
      wanted.insert(wanted.end(), columns->begin(), columns->end());
  for (const std::string& column : wanted)
    if (rows->column(column) < 0)
      problems.push_back(say(kNoColumn, (rule.folder / "rule.sql").string(), column));
  return problems;
}

}  // namespace qy
