#include "rules/saved_outcome.h"

#include <nlohmann/json.hpp>

#include "base/disk.h"
#include "base/json.h"
#include "seal/seal.h"
#include "text/json_text.h"

namespace qy {
namespace {

void append(JsonText& json, const Hit& hit) {
  json.open('{').name("band").value(hit.band);
  json.name("subject_key").value(hit.subject_key).name("subject_label").value(hit.subject_label);
  json.name("stack_key").value(hit.stack_key).name("currency").value(hit.currency);
  json.name("sentence").value(hit.sentence).name("sentence_en").value(hit.sentence_en);
  json.name("evidence").open('[');
  for (const EvidenceRef& ref : hit.evidence)
    json.open('[').value(ref.table).value(ref.source_id).value(ref.sheet).value(ref.row).close(']');
  json.close(']').name("figures").open('{');
  for (const auto& [column, figure] : hit.figures) json.name(column).value(figure);
  json.close('}');
  if (hit.amount_fen) json.name("amount_fen").value(*hit.amount_fen);
  json.close('}');
}

Hit hit_of(const Json& json, const Rule& rule) {
  Hit hit{.rule = &rule,
          .band = json.at("band"),
          .subject_key = json.at("subject_key"),
          .subject_label = json.at("subject_label"),
          .stack_key = json.at("stack_key"),
          .sentence = json.at("sentence"),
          .sentence_en = json.at("sentence_en"),
          .currency = json.at("currency"),
          .figures = json.at("figures").get<Figures>()};
  if (json.contains("amount_fen")) hit.amount_fen = json.at("amount_fen").get<Fen>();
  for (const Json& ref : json.at("evidence"))
    hit.evidence.push_back({ref.at(0), ref.at(1), ref.at(2), ref.at(3)});
  return hit;
}

}  // namespace

std::string outcome_key(const std::vector<BatchManifest>& batches, const Rule& rule, const RuleSet& set,
                        const std::string& params, const std::string& prelude) {
  std::string all = rule.hash + "\n" + params + "\n" + prelude;
  for (const std::string& name : prepared_for({rule.sql}, set)) all += set.prepared().find(name)->second;
  for (const BatchManifest& batch : batches) all += "\n" + batch.batch_id;
  return rule.card.id + "-" + sm3_hex(all).substr(0, 16);
}

std::optional<RuleOutcome> load_outcome(const std::filesystem::path& folder, const std::string& key,
                                        const Rule& rule) {
  auto text = read_file(folder / (key + ".json"));
  if (!text.ok()) return std::nullopt;
  auto json = parse_json(*text, key);
  if (!json.ok()) return std::nullopt;
  try {
    RuleOutcome outcome;
    for (const Json& hit : json->at("hits")) outcome.hits.push_back(hit_of(hit, rule));
    for (const Json& row : json->at("coverage"))
      outcome.coverage.push_back({rule.card.id, row.at(0), row.at(1), row.at(2), row.at(3)});
    return outcome;
  } catch (const nlohmann::json::exception&) {
    return std::nullopt;  // not ours, or cut short: the rule simply runs again
  }
}

Result<void> save_outcome(const std::filesystem::path& folder, const std::string& key,
                          const RuleOutcome& outcome) {
  std::string text;
  JsonText json(text);
  json.open('{').name("hits").open('[');
  for (const Hit& hit : outcome.hits) append(json, hit);
  json.close(']').name("coverage").open('[');
  for (const CoverageRow& row : outcome.coverage)
    json.open('[').value(row.source_id).value(row.outcome).value(row.detail).value(row.records).close(']');
  json.close(']').close('}');
  // Not synced: a file that a power cut leaves empty is only a rule that runs again.
  const std::filesystem::path path = folder / (key + ".json"), beside = path.string() + ".part";
  QY_CHECK(write_unsynced(beside, text));
  return rename_file(beside, path);
}

}  // namespace qy
