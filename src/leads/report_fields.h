// The fields of every value in findings.json, listed once, for the writer and the reader alike:
//     walk("name", member)            stands in every file
//     walk.newer("name", member)      older files lack it; the member then keeps what it was made with
//     walk.group("name", fields)      the listed fields stand in an object of their own
// The order is that of the file. Keys and shapes: contract/findings.schema.json.
#pragma once

#include "leads/report_card_fields.h"
#include "leads/report_run_fields.h"

namespace qy {

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
  walk.newer("first_day", f.first_day);
  walk.newer("last_day", f.last_day);
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
