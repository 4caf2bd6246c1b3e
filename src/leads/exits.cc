#include "leads/exits.h"

#include <nlohmann/json.hpp>

namespace qy {
namespace {

namespace fs = std::filesystem;

Json to_json(const ExitRecord& record) {
  Json json{{"fingerprint", record.fingerprint},
            {"rule", record.rule},
            {"version", record.version},
            {"exit", name_of(record.exit)},
            {"note", record.note},
            {"by", record.by},
            {"at", record.at}};
  if (record.amount_fen) json["amount_fen"] = *record.amount_fen;
  return json;
}

// Throws where a key is missing; JsonBook is the fence.
Result<ExitRecord> record_of(const Json& json) {
  ExitRecord record;
  record.fingerprint = json.at("fingerprint").get<std::string>();
  record.rule = json.at("rule").get<std::string>();
  record.version = json.at("version").get<int>();
  const auto exit = exit_of(json.at("exit").get<std::string>());
  if (!exit) return damaged("没有这个出口 (no such exit)");
  record.exit = *exit;
  record.note = json.value("note", "");
  record.by = json.at("by").get<std::string>();
  record.at = json.at("at").get<std::string>();
  if (json.contains("amount_fen")) record.amount_fen = json.at("amount_fen").get<Fen>();
  return record;
}

Result<void> check(const ExitRecord& record) {
  if (record.fingerprint.empty() || record.rule.empty()) {
    return invalid("未登记：缺少疑点编号或规则编号 (an exit needs the finding and its rule)");
  }
  if (record.by.empty() || record.at.empty()) {
    return invalid("未登记：缺少登记人或时间 (an exit needs the officer and the time)");
  }
  if (record.exit == Exit::explained && record.note.find_first_not_of(" \t\r\n") == std::string::npos) {
    return invalid("未登记：选择“情况已说明”时须写明说明内容 (say what the explanation is)");
  }
  return {};
}

std::map<std::string, const ExitRecord*> last_of_each(const std::vector<ExitRecord>& exits) {
  std::map<std::string, const ExitRecord*> last;
  for (const auto& record : exits) last[record.fingerprint] = &record;
  return last;
}

double confirmed_share(const ExitRecord& record, const RuleFacts* card) {
  switch (record.exit) {
    case Exit::lead_transfer:
    case Exit::rectification_exit:
    case Exit::reminder_exit:
      return 1;
    case Exit::data_correction:
      return card != nullptr && card->usual_exit == "data_correction" ? 1 : 0.5;
    case Exit::explained:
      return 0;
  }
  return 0;
}

}  // namespace

ExitBook::ExitBook(const fs::path& workspace) : book_(workspace / "findings" / "exits.jsonl") {}

Result<std::vector<ExitRecord>> ExitBook::load() const {
  std::vector<ExitRecord> exits;
  QY_CHECK(book_.each([&](const Json& json) -> Result<void> {
    QY_TRY(auto record, record_of(json));
    exits.push_back(std::move(record));
    return {};
  }));
  return exits;
}

Result<void> ExitBook::append(const ExitRecord& record) const {
  QY_CHECK(check(record));
  return book_.append(to_json(record));
}

std::map<std::string, Tally> tally_by_rule(const std::vector<ExitRecord>& exits,
                                           const std::map<std::string, RuleFacts>& rules) {
  std::map<std::string, Tally> tallies;
  for (const auto& [fingerprint, record] : last_of_each(exits)) {
    const auto at = rules.find(record->rule);
    const RuleFacts* card = at == rules.end() ? nullptr : &at->second;
    const double weight = card != nullptr && card->version != record->version ? 0.5 : 1;
    auto& tally = tallies[record->rule];
    tally.decided += weight;
    tally.confirmed += weight * confirmed_share(*record, card);
  }
  return tallies;
}

void apply_exits(Screening& screening, const std::vector<ExitRecord>& exits) {
  const auto last = last_of_each(exits);
  for (auto& finding : screening.findings) {
    finding.settled.reset();
    const auto at = last.find(finding.fingerprint);
    if (at == last.end()) continue;
    const ExitRecord& record = *at->second;
    const bool newer_rule = screening.card(finding.rule).version > record.version;
    const bool grown = finding.amount_fen && (!record.amount_fen || *finding.amount_fen > *record.amount_fen);
    if (!newer_rule && !grown) finding.settled = record;
  }
}

}  // namespace qy
