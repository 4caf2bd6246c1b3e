#include "api/entity_view.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "entity/messages.h"
#include "relate/chart.h"

namespace qy {
namespace {

Json link_json(const KeptEntities& kept, const Link& link) {
  return {{"a", record_line(kept, link.a)},
          {"b", record_line(kept, link.b)},
          {"bits", link.bits},
          {"probability", kept.run.past.model.probability(link.bits)}};
}

Json source_json(const LakeRecord& record, const TableSet& tables,
                 const std::map<std::string, std::string>& files) {
  const Table* table = tables.find(record.table);
  const auto file = files.find(record.source_id);
  return {{"table", record.table},
          {"table_label", said_json({table->label, table->english})},
          {"file", file == files.end() ? record.source_id : file->second},
          {"source_id", record.source_id},
          {"sheet", record.sheet},
          {"row", record.row}};
}

// What an officer reads for a level; what no words are given for stands as the definitions write it.
Json level_words(const EntityKind& kind, const WeightStep& step) {
  if (step.level.empty()) return said_json(say(kNothingStep));
  const auto words = std::ranges::find_if(
      kind.says, [&](const LevelWords& said) { return said.of == step.of && said.level == step.level; });
  return words == kind.says.end() ? said_json({step.level, step.level})
                                  : said_json({words->chinese, words->english});
}

bool names_personal_column(const EntityKind& kind, const TableSet& tables, const std::string& expression) {
  return std::ranges::any_of(kind.from, [&](const EntitySource& source) {
    return std::ranges::any_of(source.others, [&](const auto& other) {
      return expression.find(other.first) != expression.npos && is_personal(kind, tables, other.first);
    });
  });
}

// A record by its id in the book, which may be of no kind that is shown, or no longer in the lake.
Json judged_record(const EntityLook& look, const std::string& id) {
  for (const auto& kept : look.kinds)
    if (const auto at = kept->lake.records.ids.find(id)) {
      Json line = record_line(*kept, *at);
      line["entity"] = kept->reference(kept->entity_of(*at).named_after);
      return line;
    }
  const size_t bar = id.find('|');
  return {{"id", ""}, {"code", id.substr(0, bar)}, {"name", bar == id.npos ? id : id.substr(bar + 1)}};
}

}  // namespace

Json record_line(const KeptEntities& kept, RecordIndex record) {
  const LakeRecord& told = kept.lake.told[record];
  return {{"id", kept.reference(record)}, {"code", told.code}, {"name", told.name}};
}

Json entity_line(const KeptEntities& kept, const KeptEntity& entity) {
  Json line = {{"id", kept.reference(entity.named_after)},
               {"kind", kept.kind.kind},
               {"kind_label", said_json({kept.kind.label, kept.kind.english})},
               {"number", entity.number},
               {"name", entity.name},
               {"records", entity.records.size()}};
  if (const auto& weakest = kept.cohesion[entity.named_after].weakest)
    line["weakest"] = kept.run.past.model.probability(weakest->bits);
  return line;
}

Json entity_page(const EntityLook& look, const KeptEntities& kept, const KeptEntity& entity,
                 const TableSet& tables, const std::map<std::string, std::string>& files,
                 const std::vector<Judgement>& judged) {
  Json page = entity_line(kept, entity);
  page["standing"] = name_of(look.standing);
  page["whole"] = kept.cohesion[entity.named_after].is_whole;
  if (const auto& weakest = kept.cohesion[entity.named_after].weakest)
    page["weakest_link"] = link_json(kept, *weakest);
  page["members"] = Json::array();
  for (const RecordIndex record : entity.records) {
    Json line = record_line(kept, record);
    line["source"] = source_json(kept.lake.told[record], tables, files);
    if (const auto& basis = kept.basis[record]) {
      line["basis"] = said_json({basis->chinese, basis->english});
      line["probability"] = basis->probability;
    }
    page["members"].push_back(std::move(line));
  }
  page["judgements"] = Json::array();
  for (const Judgement& judgement : judged) page["judgements"].push_back(judgement_json(look, judgement));
  return page;
}

Json why_json(const KeptEntities& kept, const TableSet& tables, const Explained& e) {
  const auto record = [&](const std::string& id) {
    return record_line(kept, *kept.lake.records.ids.find(id));
  };
  Json out = {{"a", record(e.a)},         {"b", record(e.b)},       {"prior_bits", e.pair.prior_bits},
              {"steps", Json::array()},   {"bits", e.pair.bits},    {"probability", e.pair.probability},
              {"threshold", e.threshold}, {"linked", e.are_linked}, {"same_entity", e.are_together},
              {"apart_by", e.apart_by},   {"chain", Json::array()}};
  for (const WeightStep& step : e.pair.steps) {
    const bool is_hidden = names_personal_column(kept.kind, tables, step.of);
    Json line = {{"of", step.of},
                 {"level", step.level},
                 {"words", level_words(kept.kind, step)},
                 {"bits", step.bits},
                 {"rarity_bits", step.rarity_bits},
                 {"hidden", is_hidden}};
    if (!is_hidden) line.update({{"a", step.value_a}, {"b", step.value_b}});
    out["steps"].push_back(std::move(line));
  }
  for (const Link& link : e.chain) out["chain"].push_back(link_json(kept, link));
  return out;
}

std::string judgement_reference(const Judgement& judgement) {
  const auto [a, b] = in_order(judgement.a, judgement.b);
  return record_reference(a, b);
}

Json judgement_json(const EntityLook& look, const Judgement& judgement) {
  return {{"id", judgement_reference(judgement)},
          {"a", judged_record(look, judgement.a)},
          {"b", judged_record(look, judgement.b)},
          {"verdict", name_of(judgement.verdict)},
          {"by", judgement.by},
          {"reason", judgement.reason},
          {"at", judgement.at}};
}

}  // namespace qy
