// What findings.json says of the run: its rules and sources, what they answered and what they lacked, the registers, the first page
// (report_fields.h tells how a listing reads).
#pragma once

#include "leads/report_card_fields.h"

namespace qy {

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

template <class Walk, Of<Coverage> V>
void fields(Walk& walk, V& row) {
  walk("rule", row.rule);
  walk("source", row.source_name);
  walk("source_id", row.source_id);
  walk("outcome", row.outcome);
  walk("detail", row.detail);
  walk("count", row.count);
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

template <class Walk, Of<RuleNeeds> V>
void fields(Walk& walk, V& needs) {
  walk("rule", needs.rule);
  walk("missing", needs.missing);
  walk("empty", needs.empty);
}

}  // namespace qy
