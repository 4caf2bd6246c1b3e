#include "rules/saved_outcome.h"

#include <nlohmann/json.hpp>

#include "base/disk.h"
#include "base/json.h"
#include "seal/seal.h"

namespace qy {
namespace {

Json json_of(const Hit& hit) {
  Json evidence = Json::array();
  for (const EvidenceRef& ref : hit.evidence)
    evidence.push_back({ref.table, ref.source_id, ref.sheet, ref.row});
  Json json = {
      {"band", hit.band},           {"subject_key", hit.subject_key}, {"subject_label", hit.subject_label},
      {"stack_key", hit.stack_key}, {"sentence", hit.sentence},       {"sentence_en", hit.sentence_en},
      {"currency", hit.currency},   {"evidence", evidence},           {"figures", hit.figures}};
  if (hit.amount_fen) json["amount_fen"] = *hit.amount_fen;
  return json;
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
  Json hits = Json::array(), coverage = Json::array();
  for (const Hit& hit : outcome.hits) hits.push_back(json_of(hit));
  for (const CoverageRow& row : outcome.coverage)
    coverage.push_back({row.source_id, row.outcome, row.detail, row.records});
  const Json json = {{"hits", hits}, {"coverage", coverage}};
  // Not synced: a file that a power cut leaves empty is only a rule that runs again.
  const std::filesystem::path path = folder / (key + ".json"), beside = path.string() + ".part";
  QY_CHECK(write_unsynced(beside, json.dump(-1, ' ', false, Json::error_handler_t::replace)));
  return rename_file(beside, path);
}

}  // namespace qy
