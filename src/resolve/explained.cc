#include "resolve/explained.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "entity/messages.h"

namespace qy {
namespace {

Result<RecordIndex> find_record(const Records& records, const std::string& id) {
  const auto at = records.ids.find(id);
  if (!at) return not_found(say(kNoSuchRecord, id));
  return *at;
}

Json link_json(const Link& link, const Records& records) {
  return {{"a", records.ids[link.a]}, {"b", records.ids[link.b]}, {"bits", link.bits}};
}

}  // namespace

Result<KeptRun> read_kept_run(const std::filesystem::path& folder, PastLinkage past, const Records& records) {
  KeptRun run{.past = std::move(past)};
  QY_TRY(run.entity_of, read_past_entities(folder, records));
  QY_TRY(run.links, read_past_links(folder, records));
  return run;
}

Result<Explained> explain_records(const KeptRun& run, const Records& records, const Judgements& judgements,
                                  const std::string& id_a, const std::string& id_b) {
  QY_TRY(const RecordIndex a, find_record(records, id_a));
  QY_TRY(const RecordIndex b, find_record(records, id_b));
  if (a == b) return invalid(say(kSameRecord, id_a));
  const LinkConfig& config = run.past.config;
  Derived derived(records);
  QY_TRY(const Comparer comparer, Comparer::prepare(config, derived));
  Explained out{.a = id_a, .b = id_b, .threshold = config.threshold};
  out.pair = explain_pair(run.past.model, config, comparer, Weights(run.past.model, config, comparer), a, b);
  for (const Expression& field : config.never_join) {
    QY_TRY(const RecordColumn* column, derived.column(field));
    const ValueCode of_a = column->codes[a], of_b = column->codes[b];
    if (of_a != kNothing && of_b != kNothing && of_a != of_b) out.apart_by.push_back(field.text);
  }
  QY_CHECK(run.links.each(
      [&](const Link& link) { out.are_linked |= std::min(a, b) == link.a && std::max(a, b) == link.b; }));
  out.are_together = run.entity_of[a] == run.entity_of[b];
  if (out.are_together) {
    QY_TRY(out.chain, chain_between(run.entity_of, run.links, a, b));
  }
  QY_TRY(const auto cohesion, cohesion_of(run.entity_of, run.links));
  out.cohesion = cohesion[run.entity_of[a]];
  if (const Judgement* judgement = judgements.find(id_a, id_b)) out.judgement = *judgement;
  out.entity_a = records.ids[run.entity_of[a]];
  out.entity_b = records.ids[run.entity_of[b]];
  return out;
}

Json explained_json(const Explained& e, const Records& records) {
  Json out{{"a", e.a}, {"b", e.b}, {"prior_bits", e.pair.prior_bits}};
  double sum = e.pair.prior_bits;
  for (const WeightStep& step : e.pair.steps) {
    sum += step.bits + step.rarity_bits;
    out["steps"].push_back({{"of", step.of},
                            {"level", step.level},
                            {"a", step.value_a},
                            {"b", step.value_b},
                            {"bits", step.bits},
                            {"rarity_bits", step.rarity_bits},
                            {"sum", sum}});
  }
  out["bits"] = e.pair.bits;
  out["probability"] = e.pair.probability;
  out["threshold"] = e.threshold;
  out["linked"] = e.are_linked;
  out["same_entity"] = e.are_together;
  out["apart_by"] = e.apart_by;
  if (e.judgement)
    out["judgement"] = {{"verdict", name_of(e.judgement->verdict)},
                        {"by", e.judgement->by},
                        {"reason", e.judgement->reason},
                        {"at", e.judgement->at}};
  out["chain"] = Json::array();
  for (const Link& link : e.chain) out["chain"].push_back(link_json(link, records));
  out["entity"] = {{"id", e.entity_a}, {"records", e.cohesion.records}};
  if (e.cohesion.weakest) out["entity"]["weakest"] = link_json(*e.cohesion.weakest, records);
  return out;
}

}  // namespace qy
