// The fields of every value in findings.json, listed once, for the writer and the reader alike:
//     walk("name", member)            stands in every file
//     walk.newer("name", member)      older files lack it; the member then keeps what it was made with
//     walk.group("name", fields)      the listed fields stand in an object of their own
// The order is that of the file. Keys and shapes: contract/findings.schema.json.
#pragma once

#include <concepts>
#include <type_traits>

#include "leads/finding.h"

namespace qy {

// One listing serves T and const T.
template <class Value, class T>
concept Of = std::same_as<std::remove_const_t<Value>, T>;

template <class Walk, Of<LegalBasis> V>
void fields(Walk& walk, V& basis) {
  walk("law", basis.law);
  walk("article", basis.article);
  walk("text", basis.text);
  walk("valid_from", basis.valid_from);
  walk("valid_to", basis.valid_to);
}

template <class Walk, Of<Parameter> V>
void fields(Walk& walk, V& parameter) {
  walk("name", parameter.name);
  walk("value", parameter.value);
  walk("unit", parameter.unit);
  walk("source", parameter.source);
}

template <class Walk, Of<RuleFacts> V>
void fields(Walk& walk, V& card) {
  walk("id", card.id);
  walk("version", card.version);
  walk("title", card.title);
  walk("english", card.english);
  walk("pack", card.pack);
  walk.newer("topic", card.topic);
  walk("family", card.family);
  walk("severity", card.severity);
  walk("precision_prior", card.precision_prior);
  walk("precision_basis", card.precision_basis);
  walk("why", card.why);
  walk("why_en", card.why_en);
  walk("innocent", card.innocent);
  walk("blind_spots", card.blind_spots);
  walk("next_step", card.next_step);
  walk("next_step_en", card.next_step_en);
  walk("usual_exit", card.usual_exit);
  walk("exclusions", card.exclusions);
  walk("legal_basis", card.legal_basis);
  walk("parameters", card.parameters);
}

template <class Walk, Of<EvidenceRow> V>
void fields(Walk& walk, V& row) {
  walk("table", row.table);
  walk("source", row.source_name);
  walk("source_id", row.source_id);
  walk("sheet", row.sheet);
  walk("row", row.row);
}

template <class Walk, Of<FamilyPart> V>
void fields(Walk& walk, V& part) {
  walk("family", part.family);
  walk("rule", part.rule);
  walk("id", part.fingerprint);
  walk("strength", part.strength);
  walk("nats", part.nats);
}

template <class Walk, Of<Score> V>
void fields(Walk& walk, V& score) {
  walk("precision", score.precision);
  walk("prior", score.prior);
  walk("confirmed", score.confirmed);
  walk("decided", score.decided);
  walk("band_weight", score.band_weight);
  walk("strength", score.strength);
  walk("families", score.families);
  walk("evidence_nats", score.evidence_nats);
  walk("amount_fen", score.amount_fen);
  walk("amount_is_median", score.amount_is_median);
  walk("amount_factor", score.amount_factor);
  walk("score_rank", score.score_rank);
  walk("held_back", score.held_back);
}

template <class Walk, Of<ExitRecord> V>
void fields(Walk& walk, V& exit) {  // of which finding and rule: those that it stands in
  walk("exit", exit.exit);
  walk("version", exit.version);
  walk("note", exit.note);
  walk("by", exit.by);
  walk("at", exit.at);
  walk("amount_fen", exit.amount_fen);
}

template <class Walk, Of<Suppressed> V>
void fields(Walk& walk, V& suppressed) {
  walk("id", suppressed.id);
  walk("reason", suppressed.reason);
  walk("asked_by", suppressed.asked_by);
  walk("approved_by", suppressed.approved_by);
  walk("until", suppressed.until);
}

template <class Walk, Of<Finding> V>
void fields(Walk& walk, V& f) {
  walk("id", f.fingerprint);
  walk("rank", f.rank);
  walk("first_page", f.first_page);
  walk("rule", f.rule);
  walk("band", f.band);
  walk("status", f.status);
  walk("first_seen", f.first_seen);
  walk.group("subject", [&](auto& subject) {
    subject("table", f.subject_table);
    subject("key", f.subject_key);
    subject("label", f.subject_label);
  });
  walk("stack_key", f.stack_key);
  walk("sentence", f.sentence);
  walk("sentence_en", f.sentence_en);
  walk("amount_fen", f.amount_fen);
  walk("currency", f.currency);
  walk("score", f.score.score);
  walk("score_parts", f.score);
  walk("figures", f.figures);
  walk("evidence", f.evidence);
  walk("settled", f.settled);
  walk.newer("suppressed", f.suppressed);
}

template <class Walk, Of<TypologyFacts> V>
void fields(Walk& walk, V& facts) {
  walk("name", facts.name);
  walk("title", facts.title);
  walk("english", facts.english);
  walk.newer("topic", facts.topic);
  walk("subject", facts.subject);
  walk("why", facts.why);
  walk("why_en", facts.why_en);
  walk("innocent", facts.innocent);
  walk("next_step", facts.next_step);
  walk("next_step_en", facts.next_step_en);
  walk("lead", facts.lead);
  walk("urgent_lead", facts.urgent_lead);
}

template <class Walk, Of<TopicName> V>
void fields(Walk& walk, V& topic) {
  walk("name", topic.name);
  walk("label", topic.label);
  walk("english", topic.english);
}

template <class Walk, Of<LabelledCount> V>
void fields(Walk& walk, V& one) {
  walk("label", one.label);
  walk("english", one.english);
  walk("count", one.count);
}

template <class Walk, Of<TakenAway> V>
void fields(Walk& walk, V& one) {
  walk("rule", one.rule);
  walk("clause", one.clause);
  walk("count", one.count);
}

template <class Walk, Of<RuleNeeds> V>
void fields(Walk& walk, V& needs) {
  walk("rule", needs.rule);
  walk("missing", needs.missing);
  walk("empty", needs.empty);
}

template <class Walk, Of<RegisterFacts> V>
void fields(Walk& walk, V& facts) {
  walk("name", facts.name);
  walk("label", facts.label);
  walk("english", facts.english);
  walk("table", facts.table);
  walk("how", facts.how);
  walk("how_en", facts.how_en);
  walk("rows", facts.rows);
  walk("files", facts.files);
  walk("from", facts.from);
  walk("to", facts.to);
  walk("by_value", facts.by_value);
  walk("figures", facts.figures);
  walk("taken_away", facts.taken_away);
  walk("waiting", facts.waiting);
}

template <class Walk, Of<GatheredPart> V>
void fields(Walk& walk, V& part) {
  walk("name", part.name);
  walk("label", part.label);
  walk("english", part.english);
  walk("weight", part.weight);
  walk("findings", part.findings);
}

template <class Walk, Of<Gathering> V>
void fields(Walk& walk, V& gathering) {
  walk("typology", gathering.typology);
  walk("level", gathering.level);
  walk.group("subject", [&](auto& subject) {
    subject("key", gathering.subject_key);
    subject("label", gathering.subject_label);
  });
  walk("weight", gathering.weight);
  walk("amount_fen", gathering.amount_fen);
  walk("currency", gathering.currency);
  walk("sentence", gathering.sentence);
  walk("sentence_en", gathering.sentence_en);
  walk("parts", gathering.parts);
}

template <class Walk, Of<PastFinding> V>
void fields(Walk& walk, V& past) {
  walk("id", past.fingerprint);
  walk("rule", past.rule);
  walk("version", past.version);
  walk("label", past.subject_label);
  walk("sentence", past.sentence);
  walk("first_seen", past.first_seen);
}

template <class Walk, Of<Coverage> V>
void fields(Walk& walk, V& row) {
  walk("rule", row.rule);
  walk("source", row.source_name);
  walk("source_id", row.source_id);
  walk("outcome", row.outcome);
  walk("detail", row.detail);
  walk("count", row.count);
}

template <class Walk, Of<RuleRun> V>
void fields(Walk& walk, V& run) {
  walk("rule", run.rule);
  walk("version", run.version);
  walk("state", run.state);
  walk("detail", run.detail);
  walk("millis", run.millis);
}

template <class Walk, Of<SourceFile> V>
void fields(Walk& walk, V& source) {
  walk("source_id", source.source_id);
  walk("name", source.name);
  walk("sm3", source.sm3);
  walk("rows", source.rows);
}

template <class Walk, Of<Approval> V>
void fields(Walk& walk, V& approval) {
  walk("purpose", approval.purpose);
  walk("approved_by", approval.approved_by);
  walk("approval_no", approval.approval_no);
}

template <class Walk, Of<RunInfo> V>
void fields(Walk& walk, V& run) {
  walk("run_id", run.run_id);
  walk("unit", run.unit);
  walk("program", run.program);
  walk("engine", run.engine);
  walk("as_of", run.as_of);
  walk("started_at", run.started_at);
  walk("millis", run.millis);
  walk("sources", run.sources);
  walk("rules", run.rules);
  walk.newer("prepared_millis", run.prepared_millis);
  walk.newer("approval", run.approval);
}

template <class Walk, Of<FirstPage> V>
void fields(Walk& walk, V& page) {
  walk("capacity", page.capacity);
  walk("findings", page.findings);
  walk("matters", page.matters);
  walk("expected", page.expected);
  walk("low", page.low);
  walk("high", page.high);
  walk("per_stack", page.per_stack);
  walk("per_rule", page.per_rule);
}

// Lists of a screening; typologies and rules stand in maps here and as lists there.
template <class Walk, Of<Screening> V>
void lists(Walk& walk, V& s) {
  walk("findings", s.findings);
  walk.newer("suppressed", s.suppressed);
  walk("gone", s.gone);
  walk("not_examined", s.not_examined);
  walk.newer("gatherings", s.gatherings);
  walk.newer("topics", s.topics);
  walk.newer("registers", s.registers);
  walk.newer("needs", s.needs);
  walk("coverage", s.coverage);
}

}  // namespace qy
