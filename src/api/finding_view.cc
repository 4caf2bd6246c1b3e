#include "api/finding_view.h"

#include <nlohmann/json.hpp>

#include "api/etag.h"
#include "leads/finding_text.h"
#include "leads/law_at.h"
#include "leads/words.h"

namespace qy {
namespace {

Json word(Word of) {
  return {{"zh", of.zh}, {"en", of.en}};
}

Json list_of_law(const std::vector<LegalBasis>& basis, const Finding& finding) {
  Json list = Json::array();
  for (const LegalBasis& one : basis)
    list.push_back({{"law", one.law},
                    {"article", one.article},
                    {"text", one.text},
                    {"valid_from", one.valid_from},
                    {"valid_to", one.valid_to},
                    {"at_the_time", name_of(in_force(one, finding))}});
  return list;
}

Json evidence_of(const Screening& screening, const Finding& finding) {
  Json list = Json::array();
  for (const EvidencePlace& place : evidence_places(screening, finding))
    list.push_back(
        {{"table", place.table}, {"source", place.source}, {"sheet", place.sheet}, {"rows", place.rows}});
  return list;
}

Json figures_of(const Screening& screening, const Finding& finding) {
  Json list = Json::array();
  for (const auto& [label, value] : figures_shown(screening, finding))
    list.push_back({{"label", label}, {"value", value}});
  return list;
}

Json thresholds_of(const RuleFacts& card) {
  Json list = Json::array();
  for (const Parameter& parameter : card.parameters)
    list.push_back(
        {{"name", parameter.name}, {"value", threshold_text(parameter)}, {"source", parameter.source}});
  return list;
}

Json standing_of(const Row& row) {
  Json json = Json::object();
  for (const char* field : {"asked_unit", "asked_on", "due_on", "answer", "answered_on", "exit", "reason",
                            "decided_by", "decided_on", "lead"})
    json[field] = row.text(field);
  return json;
}

}  // namespace

std::string fen_text(const std::optional<Fen>& amount_fen) {
  return amount_fen ? std::to_string(*amount_fen) : "";
}

std::string state_of(const Finding& finding, const Row& standing) {
  if (standing.version > 0) return standing.text("state");
  return finding.settled ? "decided" : "open";
}

Json finding_line(const Screening& screening, const Finding& finding, const Row& standing) {
  const RuleFacts& card = screening.card(finding.rule);
  return {{"id", finding.fingerprint},
          {"etag", etag_of(screening.run.run_id, finding.fingerprint, standing.version)},
          {"rank", finding.rank},
          {"first_page", finding.first_page},
          {"rule", finding.rule},
          {"rule_title", {{"zh", card.title}, {"en", card.english}}},
          {"topic", word(word_of_topic(screening, card.topic))},
          {"band", name_of(finding.band)},
          {"status", name_of(finding.status)},
          {"state", state_of(finding, standing)},
          {"due_on", standing.text("due_on")},
          {"subject", finding.subject_label},
          {"sentence", {{"zh", finding.sentence}, {"en", finding.sentence_en}}},
          {"amount_fen", fen_text(finding.amount_fen)},
          {"amount", amount_text(finding.amount_fen, finding.currency)},
          {"currency", finding.currency.empty() ? "CNY" : finding.currency}};
}

Json finding_page(const Screening& screening, const Finding& finding, const Row& standing) {
  const RuleFacts& card = screening.card(finding.rule);
  Json page = finding_line(screening, finding, standing);
  page["rule_version"] = card.version;
  page["first_seen"] = finding.first_seen;
  page["first_day"] = finding.first_day;
  page["last_day"] = finding.last_day;
  page["figures"] = figures_of(screening, finding);
  page["thresholds"] = thresholds_of(card);
  page["evidence"] = evidence_of(screening, finding);
  page["why"] = {{"zh", card.why}, {"en", card.why_en}};
  page["innocent"] = card.innocent;
  page["blind_spots"] = card.blind_spots;
  page["next_step"] = {{"zh", card.next_step}, {"en", card.next_step_en}};
  page["legal_basis"] = list_of_law(card.legal_basis, finding);
  page["usual_exit"] = card.usual_exit;
  page["standing"] = standing_of(standing);
  return page;
}

}  // namespace qy
