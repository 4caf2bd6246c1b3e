#include "rules/card_check.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "lake/sql_text.h"
#include "rules/messages.h"
#include "rules/program.h"
#include "rules/sentence.h"

namespace qy {
namespace {

// A finding is a question about records. These words pass judgement on a person, and may stand in no text
// that an officer could paste into a document. The titles of laws (《…》) are names, not judgements.
constexpr std::array<std::string_view, 31> kAccusing = {
    "贪污", "受贿", "行贿", "贿赂",     "腐败", "骗取", "骗保",  "套取",    "冒领",   "侵吞", "侵占",
    "挪用", "违法", "违纪", "犯罪",     "嫌疑", "涉嫌", "虚报",  "造假",    "舞弊",   "串通", "围标",
    "串标", "勾结", "渎职", "弄虚作假", "作案", "洗钱", "fraud", "corrupt", "embezzl"};

constexpr std::array<std::string_view, 4> kExits = {"data_correction", "rectification_exit", "reminder_exit",
                                                    "lead_transfer"};

std::string without_law_titles(std::string text) {
  constexpr std::string_view kOpen = "《", kClose = "》";
  for (size_t at = 0; (at = text.find(kOpen, at)) != std::string::npos;) {
    const size_t end = text.find(kClose, at);
    if (end == std::string::npos) break;
    text.erase(at, end + kClose.size() - at);
  }
  return text;
}

void check_words(const Card& card, std::vector<std::string>& problems) {
  for (const std::string& text : {card.title, card.english, card.sentence, card.sentence_en,
                                  card.subject.label, card.next_step, card.next_step_en})
    if (const auto word = accusing_word(text)) problems.push_back(say(kAccuses, *word, text));
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

// Any word that names a table counts, wherever it stands and quoted or not: a fence does not guess at
// grammar. Columns (after a dot) are none.
void check_reads(const std::string& file, std::string_view sql, const Pack& pack, const TableSet& tables,
                 std::vector<std::string>& problems) {
  std::string_view before;
  for (const SqlToken& token : tokens_of(sql)) {
    if (token.kind == SqlToken::Kind::space) continue;
    std::string name(token.text);
    if (token.kind == SqlToken::Kind::quoted) name = name.substr(1, name.size() - 2);
    std::transform(name.begin(), name.end(), name.begin(),
                   [](unsigned char c) { return char(std::tolower(c)); });
    const bool named = token.kind == SqlToken::Kind::word || token.kind == SqlToken::Kind::quoted;
    if (named && before != "." && tables.find(name) != nullptr && !pack.reads.contains(name))
      problems.push_back(say(kForbiddenTable, file, token.line, pack.name, name));
    before = token.text;
  }
}

}  // namespace

std::vector<std::string> forbidden_reads(const Rule& rule, const RuleSet& rules, const TableSet& tables) {
  const auto pack = rules.packs().find(rule.card.pack);
  if (pack == rules.packs().end()) return {say(kNoPack, rule.card.pack)};
  std::vector<std::string> problems;
  check_reads((rule.folder / "rule.sql").string(), rule.sql, pack->second, tables, problems);
  for (const std::string& name : prepared_for({rule.sql}, rules))
    check_reads("rules/prepared/" + name + ".sql", rules.prepared().find(name)->second, pack->second, tables,
                problems);
  return problems;
}

std::optional<std::string> accusing_word(std::string_view text) {
  const std::string plain = without_law_titles(std::string(text));
  for (const std::string_view word : kAccusing)
    if (plain.find(word) != std::string::npos) return std::string(word);
  return std::nullopt;
}

std::vector<std::string> problems_of(const Rule& rule, const RuleSet& rules, const TableSet& tables) {
  std::vector<std::string> problems;
  check_texts(rule.card, problems);
  check_words(rule.card, problems);
  check_needs(rule, rules, tables, problems);
  for (std::string& problem : forbidden_reads(rule, rules, tables)) problems.push_back(std::move(problem));
  if (auto constants = constants_of(rule.card, Date(), {}); !constants.ok())
    problems.push_back(constants.error().message);
  return problems;
}

std::vector<std::string> sql_problems_of(const Rule& rule, Engine& engine) {
  auto constants = constants_of(rule.card, Date(), {});
  if (!constants.ok()) return {constants.error().message};
  auto rows = engine.query(whole_query(rule, *constants) + " LIMIT 0");
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
