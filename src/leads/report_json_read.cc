#include <nlohmann/json.hpp>

#include "base/json.h"
#include "leads/report_json.h"

// Throws nlohmann's exceptions (a key missing, a wrong type) and, through `named`, std::invalid_argument;
// read_report_json is the fence.
namespace qy {
namespace {

template <class T>
void get(const Json& json, const char* key, T& into) {
  into = json.at(key).get<T>();
}

void get(const Json& json, const char* key, std::optional<Fen>& into) {
  if (!json.at(key).is_null()) into = json.at(key).get<Fen>();
}

template <class Enum>
Enum named(const Json& json, const char* key, std::optional<Enum> (*find)(std::string_view)) {
  const auto name = json.at(key).get<std::string>();
  if (const auto value = find(name)) return *value;
  throw std::invalid_argument(std::string(key) + " is '" + name + "', which does not exist");
}

template <class T, class Read>
std::vector<T> list(const Json& json, const char* key, Read read) {
  std::vector<T> values;
  for (const auto& item : json.at(key)) values.push_back(read(item));
  return values;
}

LegalBasis read_basis(const Json& json) {
  return {json.at("law"), json.at("article"), json.at("text"), json.at("valid_from"), json.at("valid_to")};
}

Parameter read_parameter(const Json& json) {
  return {json.at("name"), json.at("value"), json.at("unit"), json.at("source")};
}

RuleFacts read_card(const Json& json) {
  RuleFacts card;
  get(json, "id", card.id);
  get(json, "version", card.version);
  get(json, "title", card.title);
  get(json, "english", card.english);
  get(json, "pack", card.pack);
  card.topic = json.value("topic", "");
  get(json, "family", card.family);
  get(json, "severity", card.severity);
  get(json, "precision_prior", card.precision_prior);
  get(json, "precision_basis", card.precision_basis);
  get(json, "why", card.why);
  get(json, "innocent", card.innocent);
  get(json, "blind_spots", card.blind_spots);
  get(json, "why_en", card.why_en);
  get(json, "next_step", card.next_step);
  get(json, "next_step_en", card.next_step_en);
  get(json, "usual_exit", card.usual_exit);
  get(json, "exclusions", card.exclusions);
  card.legal_basis = list<LegalBasis>(json, "legal_basis", read_basis);
  card.parameters = list<Parameter>(json, "parameters", read_parameter);
  return card;
}

EvidenceRow read_evidence(const Json& json) {
  return {json.at("table"), json.at("source_id"), json.at("source"), json.at("sheet"), json.at("row")};
}

FamilyPart read_part(const Json& json) {
  return {json.at("family"), json.at("rule"), json.at("id"), json.at("strength"), json.at("nats")};
}

Score read_score(const Json& finding) {
  const Json& json = finding.at("score_parts");
  Score score;
  get(finding, "score", score.score);
  get(json, "precision", score.precision);
  get(json, "prior", score.prior);
  get(json, "confirmed", score.confirmed);
  get(json, "decided", score.decided);
  get(json, "band_weight", score.band_weight);
  get(json, "strength", score.strength);
  get(json, "evidence_nats", score.evidence_nats);
  get(json, "amount_fen", score.amount_fen);
  get(json, "amount_is_median", score.amount_is_median);
  get(json, "amount_factor", score.amount_factor);
  get(json, "score_rank", score.score_rank);
  get(json, "held_back", score.held_back);
  score.families = list<FamilyPart>(json, "families", read_part);
  return score;
}

std::optional<ExitRecord> read_settled(const Json& finding) {
  const Json& json = finding.at("settled");
  if (json.is_null()) return std::nullopt;
  ExitRecord exit;
  get(finding, "id", exit.fingerprint);
  get(finding, "rule", exit.rule);
  get(json, "version", exit.version);
  get(json, "note", exit.note);
  get(json, "by", exit.by);
  get(json, "at", exit.at);
  get(json, "amount_fen", exit.amount_fen);
  exit.exit = named(json, "exit", exit_of);
  return exit;
}

std::optional<Suppressed> read_suppressed(const Json& finding) {
  if (!finding.contains("suppressed") || finding.at("suppressed").is_null()) return std::nullopt;
  const Json& json = finding.at("suppressed");
  return Suppressed{json.at("id"), json.at("reason"), json.at("asked_by"), json.at("approved_by"),
                    json.at("until")};
}

Finding read_finding(const Json& json) {
  Finding f;
  get(json, "id", f.fingerprint);
  get(json, "rank", f.rank);
  get(json, "first_page", f.first_page);
  get(json, "rule", f.rule);
  get(json, "first_seen", f.first_seen);
  get(json, "stack_key", f.stack_key);
  get(json, "sentence", f.sentence);
  get(json, "sentence_en", f.sentence_en);
  get(json, "amount_fen", f.amount_fen);
  get(json, "currency", f.currency);
  get(json, "figures", f.figures);
  get(json.at("subject"), "table", f.subject_table);
  get(json.at("subject"), "key", f.subject_key);
  get(json.at("subject"), "label", f.subject_label);
  f.band = named(json, "band", band_of);
  f.status = named(json, "status", status_of);
  f.evidence = list<EvidenceRow>(json, "evidence", read_evidence);
  f.score = read_score(json);
  f.settled = read_settled(json);
  f.suppressed = read_suppressed(json);
  return f;
}

TypologyFacts read_typology(const Json& json) {
  TypologyFacts facts;
  get(json, "name", facts.name);
  get(json, "title", facts.title);
  get(json, "english", facts.english);
  facts.topic = json.value("topic", "");
  get(json, "subject", facts.subject);
  get(json, "why", facts.why);
  get(json, "why_en", facts.why_en);
  get(json, "innocent", facts.innocent);
  get(json, "next_step", facts.next_step);
  get(json, "next_step_en", facts.next_step_en);
  get(json, "lead", facts.lead);
  get(json, "urgent_lead", facts.urgent_lead);
  return facts;
}

GatheredPart read_gathered_part(const Json& json) {
  return {json.at("name"), json.at("label"), json.at("english"), json.at("weight"), json.at("findings")};
}

LabelledCount read_count(const Json& json) {
  return {json.at("label"), json.at("english"), json.at("count")};
}

RegisterFacts read_register(const Json& json) {
  RegisterFacts facts;
  get(json, "name", facts.name);
  get(json, "label", facts.label);
  get(json, "english", facts.english);
  get(json, "table", facts.table);
  get(json, "how", facts.how);
  get(json, "how_en", facts.how_en);
  get(json, "rows", facts.rows);
  get(json, "files", facts.files);
  get(json, "from", facts.from);
  get(json, "to", facts.to);
  get(json, "waiting", facts.waiting);
  facts.by_value = list<LabelledCount>(json, "by_value", read_count);
  facts.figures = list<LabelledCount>(json, "figures", read_count);
  facts.taken_away = list<TakenAway>(json, "taken_away", [](const Json& one) {
    return TakenAway{one.at("rule"), one.at("clause"), one.at("count")};
  });
  return facts;
}

RuleNeeds read_needs(const Json& json) {
  return {json.at("rule"), json.at("missing"), json.at("empty")};
}

TopicName read_topic(const Json& json) {
  return {json.at("name"), json.at("label"), json.at("english")};
}

Gathering read_gathering(const Json& json) {
  Gathering gathering;
  get(json, "typology", gathering.typology);
  get(json.at("subject"), "key", gathering.subject_key);
  get(json.at("subject"), "label", gathering.subject_label);
  get(json, "weight", gathering.weight);
  get(json, "amount_fen", gathering.amount_fen);
  get(json, "currency", gathering.currency);
  get(json, "sentence", gathering.sentence);
  get(json, "sentence_en", gathering.sentence_en);
  gathering.level = named(json, "level", level_of);
  gathering.parts = list<GatheredPart>(json, "parts", read_gathered_part);
  return gathering;
}

PastFinding read_past(const Json& json) {
  return {json.at("id"),    json.at("rule"),     json.at("version"),
          json.at("label"), json.at("sentence"), json.at("first_seen")};
}

Coverage read_coverage(const Json& json) {
  return {json.at("rule"),    json.at("source_id"), json.at("source"),
          json.at("outcome"), json.at("detail"),    json.at("count")};
}

RuleRun read_rule_run(const Json& json) {
  return {json.at("rule"), json.at("version"), json.at("state"), json.at("detail"), json.at("millis")};
}

SourceFile read_source(const Json& json) {
  return {json.at("source_id"), json.at("name"), json.at("sm3"), json.at("rows")};
}

RunInfo read_run(const Json& json) {
  RunInfo run;
  get(json, "run_id", run.run_id);
  get(json, "unit", run.unit);
  get(json, "program", run.program);
  get(json, "engine", run.engine);
  get(json, "as_of", run.as_of);
  get(json, "started_at", run.started_at);
  get(json, "millis", run.millis);
  run.sources = list<SourceFile>(json, "sources", read_source);
  run.rules = list<RuleRun>(json, "rules", read_rule_run);
  if (json.contains("prepared_millis"))
    get(json, "prepared_millis", run.prepared_millis);                // not in older files
  if (json.contains("approval") && !json.at("approval").is_null()) {  // screenings before 0.2 have none
    const Json& approval = json.at("approval");
    run.approval = {approval.at("purpose"), approval.at("approved_by"), approval.at("approval_no")};
  }
  return run;
}

FirstPage read_page(const Json& json) {
  FirstPage page;
  get(json, "capacity", page.capacity);
  get(json, "findings", page.findings);
  get(json, "matters", page.matters);
  get(json, "expected", page.expected);
  get(json, "low", page.low);
  get(json, "high", page.high);
  get(json, "per_stack", page.per_stack);
  get(json, "per_rule", page.per_rule);
  return page;
}

Screening read_screening(const Json& json) {
  Screening s;
  s.run = read_run(json.at("run"));
  s.first_page = read_page(json.at("first_page"));
  s.findings = list<Finding>(json, "findings", read_finding);
  if (json.contains("suppressed")) s.suppressed = list<Finding>(json, "suppressed", read_finding);
  s.gone = list<PastFinding>(json, "gone", read_past);
  s.not_examined = list<PastFinding>(json, "not_examined", read_past);
  s.coverage = list<Coverage>(json, "coverage", read_coverage);
  // A file of before there were typologies, topics and registers has none.
  if (json.contains("typologies"))
    for (const auto& item : json.at("typologies")) s.typologies[item.at("name")] = read_typology(item);
  if (json.contains("topics")) s.topics = list<TopicName>(json, "topics", read_topic);
  if (json.contains("registers")) s.registers = list<RegisterFacts>(json, "registers", read_register);
  if (json.contains("needs")) s.needs = list<RuleNeeds>(json, "needs", read_needs);
  if (json.contains("gatherings")) s.gatherings = list<Gathering>(json, "gatherings", read_gathering);
  for (const auto& card : json.at("rules")) s.rules[card.at("id").get<std::string>()] = read_card(card);
  get(json.at("labels"), "tables", s.table_labels);
  get(json.at("labels"), "fields", s.field_labels);
  return s;
}

}  // namespace

Result<Screening> read_report_json(std::string_view text) {
  QY_TRY(const auto json, parse_json(text, "the findings file"));
  if (!json.is_object() || json.value("format", "") != kFindingsFormat) {
    return damaged(
        "筛查结果不是 " + std::string(kFindingsFormat) +
        " 格式，请重新运行 qingyuan screen (the findings file is not of this format: run `qingyuan "
        "screen` again)");
  }
  try {
    return read_screening(json);
  } catch (const std::exception& e) {
    return damaged(
        std::string("筛查结果不完整，请重新运行 qingyuan screen (the findings file is incomplete: ") +
        e.what() + ")");
  }
}

}  // namespace qy
