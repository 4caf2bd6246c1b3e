#include "app/screening.h"

#include <algorithm>

#include "app/calendar_command.h"
#include "app/content.h"
#include "app/county_graph.h"
#include "app/derived_tables.h"
#include "app/entity_ground.h"
#include "seal/seal.h"

namespace qy {
namespace {

std::string value_in_force(const RuleParameter& parameter, const std::string& rule,
                           const Overrides& overrides) {
  const auto of_rule = overrides.find(rule);
  if (of_rule == overrides.end()) return parameter.value;
  const auto own = of_rule->second.find(parameter.name);
  return own == of_rule->second.end() ? parameter.value : own->second;
}

// The columns that a sentence shows; the rest of the row is the runner's own business.
std::map<std::string, std::string> shown_figures(const Hit& hit) {
  std::map<std::string, std::string> shown;
  for (const std::string& pattern : {hit.rule->card.sentence, hit.rule->card.sentence_en})
    if (auto columns = placeholders_of(pattern); columns.ok())
      for (const std::string& column : *columns)
        if (const auto at = hit.figures.find(column); at != hit.figures.end()) shown.insert(*at);
  if (const auto measure = hit.figures.find("measure"); measure != hit.figures.end()) shown.insert(*measure);
  return shown;
}

Finding finding_of(const Hit& hit, const std::map<std::string, std::string>& names) {
  Finding finding{.rule = hit.rule->card.id,
                  .band = band_of(hit.band).value_or(Band::blue),
                  .subject_table = hit.rule->card.subject.table,
                  .subject_key = hit.subject_key,
                  .subject_label = hit.subject_label,
                  .stack_key = hit.stack_key,
                  .sentence = hit.sentence,
                  .sentence_en = hit.sentence_en,
                  .amount_fen = hit.amount_fen,
                  .currency = hit.currency,
                  .figures = shown_figures(hit)};
  for (const EvidenceRef& ref : hit.evidence) {
    const auto name = names.find(ref.source_id);
    finding.evidence.push_back(
        {ref.table, ref.source_id, name == names.end() ? ref.source_id : name->second, ref.sheet, ref.row});
  }
  return finding;
}

RuleRun run_of(const RuleTiming& timing, const Rule& rule, const std::vector<CoverageRow>& coverage) {
  RuleRun run{.rule = rule.card.id,
              .version = rule.card.version,
              .state = "answered",
              .millis = int64_t(timing.seconds * 1000)};
  if (!timing.failure.empty()) {
    run.state = "failed";
    run.detail = timing.failure;
  }
  for (const CoverageRow& row : coverage)
    if (row.rule_id == rule.card.id && row.outcome == "no_data") {
      run.state = "not_computable";
      run.detail = row.detail;
    }
  return run;
}

}  // namespace

RuleFacts facts_of(const Rule& rule, const Overrides& overrides) {
  const Card& card = rule.card;
  RuleFacts facts{.id = card.id,
                  .version = card.version,
                  .title = card.title,
                  .english = card.english,
                  .pack = card.pack,
                  .family = card.family,
                  .why = card.why,
                  .why_en = card.why_en,
                  .next_step = card.next_step,
                  .next_step_en = card.next_step_en,
                  .usual_exit = card.usual_exit,
                  .precision_basis = card.precision_basis,
                  .severity = card.severity,
                  .precision_prior = card.precision_prior,
                  .legal_basis = card.legal_basis,
                  .innocent = card.innocent,
                  .blind_spots = card.blind_spots,
                  .exclusions = card.exclusions};
  for (const RuleParameter& p : card.parameters)
    facts.parameters.push_back({p.name, value_in_force(p, card.id, overrides), p.unit, p.source});
  return facts;
}

Result<ScreenOptions> options_on(Workspace& workspace, const std::string& as_of, const Clock& clock) {
  ScreenOptions options{.as_of = clock.today(), .memory_bytes = workspace.settings().memory_bytes};
  if (!as_of.empty()) {
    QY_TRY(options.as_of, Date::from_iso(as_of));
  }
  QY_TRY(options.overrides, workspace.parameters());
  QY_TRY(const Calendar calendar, calendar_of(workspace));
  if (const Table* workday = workspace.tables().find("workday"))
    options.supplied["workday"] = workday_select(calendar, *workday);
  QY_TRY(const RelationSet relations, shipped_relations(workspace));
  QY_TRY(const std::string entities, entities_depend_on(entity_ground(workspace)));
  options.derived_from = relations.text() + entities;
  for (const auto& [name, table] : workspace.tables().all())
    if (table.domain == "derived") options.derived.insert(name);
  options.derive = [&workspace](const std::set<std::string>& names, std::vector<PlanTable>& tables) {
    return derive_tables(workspace, names, tables);
  };
  return options;
}

Result<Screening> to_screening(const ScreenResult& result, const std::vector<const Rule*>& rules,
                               Workspace& workspace, const ScreenOptions& options, const std::string& engine,
                               const std::string& started_at) {
  Screening screening;
  std::map<std::string, std::string> names;
  QY_TRY(const auto batches, workspace.lake().batches());
  for (const BatchManifest& batch : batches)
    for (const SourceManifest& source : batch.sources) {
      names[source.source_id] = source.name;
      screening.run.sources.push_back({source.source_id, source.name, source.sm3, source.rows_kept});
    }
  for (const Rule* rule : rules) screening.rules[rule->card.id] = facts_of(*rule, options.overrides);
  for (const Hit& hit : result.hits) screening.findings.push_back(finding_of(hit, names));
  for (const CoverageRow& row : result.coverage)
    if (row.outcome != "no_data" && row.outcome != "failed")
      screening.coverage.push_back({row.rule_id, row.source_id,
                                    names.contains(row.source_id) ? names[row.source_id] : row.source_id,
                                    row.outcome, row.detail, row.records});
  for (const Rule* rule : rules) {
    const auto timing = std::find_if(result.runs.begin(), result.runs.end(),
                                     [&](const RuleTiming& t) { return t.rule_id == rule->card.id; });
    if (timing != result.runs.end()) screening.run.rules.push_back(run_of(*timing, *rule, result.coverage));
  }
  for (const auto& [name, table] : workspace.tables().all()) {
    screening.table_labels[name] = table.label;
    for (const Field& field : table.fields) {
      screening.field_labels[field.name] = field.label;
      // Named where coverage says what is missing: batches of an earlier version have no such column.
      if (field.type == FieldType::address)
        screening.field_labels[field.name + "_extent"] =
            field.label + "的逐项令牌（以前的版本导入的没有，撤销后重新导入即有）";
    }
  }
  screening.run.unit = workspace.settings().unit;
  screening.run.program = "qingyuan " + std::string(kVersion);
  screening.run.engine = engine;
  screening.run.as_of = options.as_of.iso();
  screening.run.started_at = started_at;
  screening.run.millis = int64_t(result.seconds * 1000);
  for (const auto& [relation, seconds] : result.prepared_seconds)
    screening.run.prepared_millis[relation] = int64_t(seconds * 1000);
  screening.run.run_id = "r" + sm3_hex(started_at + screening.run.as_of).substr(0, 12);
  return screening;
}

void add_left_out(Screening& screening, const std::vector<LeftOut>& left_out, const Overrides& overrides) {
  for (const LeftOut& one : left_out) {
    const Card& card = one.rule->card;
    screening.run.rules.push_back(
        {.rule = card.id, .version = card.version, .state = one.why, .detail = one.detail});
    screening.rules.emplace(card.id, facts_of(*one.rule, overrides));
  }
}

std::filesystem::path shadow_file(const Workspace& workspace, const Rule& rule, const RuleSet& rules) {
  return workspace.folder() / "findings" / "shadow" / (rule.card.id + "-" + pin_of(rule, rules) + ".json");
}

}  // namespace qy
