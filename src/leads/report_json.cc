#include "leads/report_json.h"

#include <nlohmann/json.hpp>

#include "leads/words.h"

namespace qy {
namespace {

using Json = nlohmann::ordered_json;

Json amount(const std::optional<Fen>& fen) {
  return fen ? Json(*fen) : Json(nullptr);
}

Json to_json(const LegalBasis& basis) {
  return {{"law", basis.law},
          {"article", basis.article},
          {"text", basis.text},
          {"valid_from", basis.valid_from},
          {"valid_to", basis.valid_to}};
}

Json to_json(const Parameter& parameter) {
  return {{"name", parameter.name},
          {"value", parameter.value},
          {"unit", parameter.unit},
          {"source", parameter.source}};
}

Json to_json(const EvidenceRow& row);
Json to_json(const FamilyPart& part);
Json to_json(const RuleRun& run);
Json to_json(const GatheredPart& part);
Json to_json(const LabelledCount& one);
Json to_json(const TakenAway& one);
Json to_json(const SourceFile& source);

template <class T>
Json list_of(const std::vector<T>& values) {
  Json list = Json::array();
  for (const auto& value : values) list.push_back(to_json(value));
  return list;
}

Json to_json(const RuleFacts& card) {
  return {{"id", card.id},
          {"version", card.version},
          {"title", card.title},
          {"english", card.english},
          {"pack", card.pack},
          {"topic", card.topic},
          {"family", card.family},
          {"severity", card.severity},
          {"precision_prior", card.precision_prior},
          {"precision_basis", card.precision_basis},
          {"why", card.why},
          {"why_en", card.why_en},
          {"innocent", card.innocent},
          {"blind_spots", card.blind_spots},
          {"next_step", card.next_step},
          {"next_step_en", card.next_step_en},
          {"usual_exit", card.usual_exit},
          {"exclusions", card.exclusions},
          {"legal_basis", list_of(card.legal_basis)},
          {"parameters", list_of(card.parameters)}};
}

Json to_json(const EvidenceRow& row) {
  return {{"table", row.table},
          {"source", row.source_name},
          {"source_id", row.source_id},
          {"sheet", row.sheet},
          {"row", row.row}};
}

Json to_json(const FamilyPart& part) {
  return {{"family", part.family},
          {"rule", part.rule},
          {"id", part.fingerprint},
          {"strength", part.strength},
          {"nats", part.nats}};
}

Json parts_of(const Score& score) {
  return {{"precision", score.precision},
          {"prior", score.prior},
          {"confirmed", score.confirmed},
          {"decided", score.decided},
          {"band_weight", score.band_weight},
          {"strength", score.strength},
          {"families", list_of(score.families)},
          {"evidence_nats", score.evidence_nats},
          {"amount_fen", amount(score.amount_fen)},
          {"amount_is_median", score.amount_is_median},
          {"amount_factor", score.amount_factor},
          {"score_rank", score.score_rank},
          {"held_back", score.held_back}};
}

Json to_json(const ExitRecord& exit) {
  return {{"exit", name_of(exit.exit)},
          {"version", exit.version},
          {"note", exit.note},
          {"by", exit.by},
          {"at", exit.at},
          {"amount_fen", amount(exit.amount_fen)}};
}

Json to_json(const Suppressed& one) {
  return {{"id", one.id},
          {"reason", one.reason},
          {"asked_by", one.asked_by},
          {"approved_by", one.approved_by},
          {"until", one.until}};
}

Json four_exits() {
  Json exits = Json::array();
  for (const auto exit :
       {Exit::data_correction, Exit::rectification_exit, Exit::reminder_exit, Exit::lead_transfer}) {
    exits.push_back(name_of(exit));
  }
  return exits;
}

Json to_json(const Finding& f, const RuleFacts& card) {
  return {{"id", f.fingerprint},
          {"rank", f.rank},
          {"first_page", f.first_page},
          {"rule", f.rule},
          {"version", card.version},
          {"title", card.title},
          {"english", card.english},
          {"family", card.family},
          {"pack", card.pack},
          {"severity", card.severity},
          {"band", name_of(f.band)},
          {"status", name_of(f.status)},
          {"first_seen", f.first_seen},
          {"subject", {{"table", f.subject_table}, {"key", f.subject_key}, {"label", f.subject_label}}},
          {"stack_key", f.stack_key},
          {"sentence", f.sentence},
          {"sentence_en", f.sentence_en},
          {"amount_fen", amount(f.amount_fen)},
          {"currency", f.currency},
          {"score", f.score.score},
          {"score_parts", parts_of(f.score)},
          {"figures", f.figures},
          {"evidence", list_of(f.evidence)},
          {"settled", f.settled ? to_json(*f.settled) : Json(nullptr)},
          {"suppressed", f.suppressed ? to_json(*f.suppressed) : Json(nullptr)}};
}

// The card's texts stand in each finding, so that one finding can be handed on alone.
Json texts_for_findings(const RuleFacts& card) {
  return {{"why", card.why},
          {"why_en", card.why_en},
          {"innocent", card.innocent},
          {"blind_spots", card.blind_spots},
          {"next_step", card.next_step},
          {"next_step_en", card.next_step_en},
          {"legal_basis", list_of(card.legal_basis)},
          {"exits", four_exits()},
          {"usual_exit", card.usual_exit}};
}

Json to_json(const TypologyFacts& facts) {
  return {{"name", facts.name},           {"title", facts.title},
          {"english", facts.english},     {"topic", facts.topic},
          {"subject", facts.subject},     {"why", facts.why},
          {"why_en", facts.why_en},       {"innocent", facts.innocent},
          {"next_step", facts.next_step}, {"next_step_en", facts.next_step_en},
          {"lead", facts.lead},           {"urgent_lead", facts.urgent_lead}};
}

Json to_json(const TopicName& topic) {
  return {{"name", topic.name}, {"label", topic.label}, {"english", topic.english}};
}

Json to_json(const LabelledCount& one) {
  return {{"label", one.label}, {"english", one.english}, {"count", one.count}};
}

Json to_json(const TakenAway& one) {
  return {{"rule", one.rule}, {"clause", one.clause}, {"count", one.count}};
}

Json to_json(const RuleNeeds& needs) {
  return {{"rule", needs.rule}, {"missing", needs.missing}, {"empty", needs.empty}};
}

Json to_json(const RegisterFacts& facts) {
  return {{"name", facts.name},
          {"label", facts.label},
          {"english", facts.english},
          {"table", facts.table},
          {"how", facts.how},
          {"how_en", facts.how_en},
          {"rows", facts.rows},
          {"files", facts.files},
          {"from", facts.from},
          {"to", facts.to},
          {"by_value", list_of(facts.by_value)},
          {"figures", list_of(facts.figures)},
          {"taken_away", list_of(facts.taken_away)},
          {"waiting", facts.waiting}};
}

Json to_json(const GatheredPart& part) {
  return {{"name", part.name},
          {"label", part.label},
          {"english", part.english},
          {"weight", part.weight},
          {"findings", part.findings}};
}

Json to_json(const Gathering& gathering) {
  return {{"typology", gathering.typology},
          {"level", name_of(gathering.level)},
          {"subject", {{"key", gathering.subject_key}, {"label", gathering.subject_label}}},
          {"weight", gathering.weight},
          {"amount_fen", amount(gathering.amount_fen)},
          {"currency", gathering.currency},
          {"sentence", gathering.sentence},
          {"sentence_en", gathering.sentence_en},
          {"parts", list_of(gathering.parts)}};
}

Json to_json(const PastFinding& past) {
  return {{"id", past.fingerprint},      {"rule", past.rule},         {"version", past.version},
          {"label", past.subject_label}, {"sentence", past.sentence}, {"first_seen", past.first_seen}};
}

Json to_json(const Coverage& row) {
  return {{"rule", row.rule},       {"source", row.source_name}, {"source_id", row.source_id},
          {"outcome", row.outcome}, {"detail", row.detail},      {"count", row.count}};
}

Json to_json(const RuleRun& run) {
  return {{"rule", run.rule},
          {"version", run.version},
          {"state", run.state},
          {"detail", run.detail},
          {"millis", run.millis}};
}

Json to_json(const SourceFile& source) {
  return {{"source_id", source.source_id}, {"name", source.name}, {"sm3", source.sm3}, {"rows", source.rows}};
}

Json to_json(const std::optional<Approval>& approval) {
  if (!approval) return nullptr;
  return {{"purpose", approval->purpose},
          {"approved_by", approval->approved_by},
          {"approval_no", approval->approval_no}};
}

Json to_json(const RunInfo& run) {
  return {{"run_id", run.run_id},
          {"unit", run.unit},
          {"program", run.program},
          {"engine", run.engine},
          {"as_of", run.as_of},
          {"started_at", run.started_at},
          {"millis", run.millis},
          {"sources", list_of(run.sources)},
          {"rules", list_of(run.rules)},
          {"prepared_millis", run.prepared_millis},
          {"approval", to_json(run.approval)}};
}

Json to_json(const FirstPage& page) {
  return {{"capacity", page.capacity},   {"findings", page.findings}, {"matters", page.matters},
          {"expected", page.expected},   {"low", page.low},           {"high", page.high},
          {"per_stack", page.per_stack}, {"per_rule", page.per_rule}};
}

std::string text_of(const Json& json) {
  return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

// `"name": [` one element a line `]`
template <class T, class ToText>
void put_lines(std::string& out, std::string_view name, const std::vector<T>& values, ToText to) {
  out += ",\n\"" + std::string(name) + "\": [";
  std::string_view separator = "\n";
  for (const auto& value : values) {
    out += separator;
    out += to(value);
    separator = ",\n";
  }
  out += values.empty() ? "]" : "\n]";
}

// Two objects as one. What a thousand findings of a rule share is written out once and copied.
std::string joined(std::string object, std::string_view members_of) {
  object.back() = ',';
  return object += members_of.substr(1);
}

}  // namespace

std::string report_json(const Screening& s) {
  std::vector<const RuleFacts*> cards;
  std::map<std::string, std::string> shared;
  for (const auto* list : {&s.findings, &s.suppressed})
    for (const Finding& f : *list)
      if (std::string& text = shared[f.rule]; text.empty())
        text = text_of(texts_for_findings(s.card(f.rule)));
  for (const auto& [id, card] : s.rules) cards.push_back(&card);
  std::vector<TypologyFacts> typologies;
  for (const auto& [name, facts] : s.typologies) typologies.push_back(facts);
  const auto plain = [](const auto& value) { return text_of(to_json(value)); };

  std::string out = "{\"format\": \"" + std::string(kFindingsFormat) + "\"";
  out += ",\n\"notice\": " + text_of({{"zh", notice().zh}, {"en", notice().en}});
  out += ",\n\"run\": " + text_of(to_json(s.run));
  out += ",\n\"first_page\": " + text_of(to_json(s.first_page));
  const auto whole = [&](const Finding& f) {
    return joined(text_of(to_json(f, s.card(f.rule))), shared.at(f.rule));
  };
  put_lines(out, "findings", s.findings, whole);
  put_lines(out, "suppressed", s.suppressed, whole);
  put_lines(out, "gone", s.gone, plain);
  put_lines(out, "not_examined", s.not_examined, plain);
  put_lines(out, "typologies", typologies, plain);
  put_lines(out, "gatherings", s.gatherings, plain);
  put_lines(out, "topics", s.topics, plain);
  put_lines(out, "registers", s.registers, plain);
  put_lines(out, "needs", s.needs, plain);
  put_lines(out, "coverage", s.coverage, plain);
  put_lines(out, "rules", cards, [](const RuleFacts* card) { return text_of(to_json(*card)); });
  out += ",\n\"labels\": " + text_of({{"tables", s.table_labels}, {"fields", s.field_labels}});
  return out + "\n}\n";
}

}  // namespace qy
