#include "resolve/kept_entities.h"

#include <algorithm>

#include "seal/seal.h"

namespace qy {
namespace {

constexpr size_t kReferenceDigits = 16;

// The run over the lake's records of today; none where they are not those that it was over.
Result<bool> read_run(const EntityGround& ground, Engine& lake, KeptEntities& kept) {
  const auto folder = ground.kind_folder(kept.kind.kind);
  auto past = read_past(folder, &kept.kind.config);
  const auto ids = read_past_ids(folder);
  if (!past.ok() || !ids.ok() || past->config_text != kept.kind.text) return false;
  std::unordered_map<std::string, size_t> place;
  for (const std::string& id : *ids) place.emplace(id, place.size());
  QY_TRY(kept.lake, read_lake_records(lake, ground, kept.kind, place));
  if (kept.lake.records.size() != ids->size()) return false;
  for (size_t i = 0; i < ids->size(); ++i)
    if (kept.lake.records.ids[i] != (*ids)[i]) return false;
  auto run = read_kept_run(folder, std::move(past).value(), kept.lake.records);
  if (!run.ok() && run.error().code == Code::damaged) return false;  // it is being written anew
  QY_TRY(kept.run, std::move(run));
  return true;
}

void tell_basis(const std::vector<EntityKey>& keys, KeptEntities& kept) {
  kept.basis.resize(kept.lake.told.size());
  for (const EntityKey& key : keys) {
    auto& basis = kept.basis[key.record];
    // A record's name says more of why it is there than its code does.
    if (basis && key.key != kept.lake.told[key.record].key) continue;
    basis = {key.basis, key.basis_en, key.probability, key.is_merged};
  }
}

void gather_entities(const std::vector<EntityKey>& keys, KeptEntities& kept) {
  std::unordered_map<RecordIndex, KeptEntity> all;
  for (RecordIndex i = 0; i < kept.lake.told.size(); ++i) {
    const RecordIndex after = kept.run.entity_of[i];
    KeptEntity& entity = all.try_emplace(after, KeptEntity{.named_after = after}).first->second;
    entity.records.push_back(i);
    entity.is_merged |= kept.basis[i] && kept.basis[i]->is_merged;
  }
  for (auto& [after, entity] : all) {
    const LakeRecord& record = kept.lake.told[after];
    entity.number = record.code.empty() ? record.key : record.code;
    entity.name = record.name;
  }
  for (const EntityKey& key : keys) {
    KeptEntity& entity = all.at(kept.run.entity_of[key.record]);
    entity.number = key.entity_id;
    entity.name = key.entity_name;
  }
  for (auto& [after, entity] : all) kept.entities.push_back(std::move(entity));
  std::ranges::sort(kept.entities, {}, [](const KeptEntity& e) { return std::tie(e.name, e.named_after); });
  kept.entity_at.resize(kept.lake.told.size());
  for (size_t at = 0; at < kept.entities.size(); ++at)
    for (const RecordIndex record : kept.entities[at].records) kept.entity_at[record] = at;
}

}  // namespace

std::string record_reference(std::string_view kind, std::string_view record_id) {
  return sm3_hex(std::string(kind) + "\n" + std::string(record_id)).substr(0, kReferenceDigits);
}

std::string KeptEntities::reference(RecordIndex record) const {
  return record_reference(kind.kind, lake.records.ids[record]);
}

Result<std::shared_ptr<const KeptEntities>> read_kept_entities(const EntityGround& ground, Engine& lake,
                                                               const EntityKind& kind) {
  auto kept = std::make_shared<KeptEntities>();
  kept->kind = kind;
  QY_TRY(const bool fits, read_run(ground, lake, *kept));
  if (!fits) return std::shared_ptr<const KeptEntities>();
  QY_TRY(kept->cohesion, cohesion_of(kept->run.entity_of, kept->run.links));
  QY_TRY(const auto keys,
         entity_keys(kind, kept->lake,
                     {kept->run.past.model, kept->run.entity_of, kept->run.links, kept->run.past.judged}));
  tell_basis(keys, *kept);
  gather_entities(keys, *kept);
  for (const EntityKey& key : keys)
    if (const size_t at = kept->entity_at[key.record]; kept->entities[at].is_merged)
      kept->by_key.emplace(key.key, at);
  for (RecordIndex i = 0; i < kept->lake.told.size(); ++i) kept->by_reference.emplace(kept->reference(i), i);
  return std::shared_ptr<const KeptEntities>(std::move(kept));
}

bool is_personal(const EntityKind& kind, const TableSet& tables, std::string_view column) {
  return std::ranges::any_of(kind.from, [&](const EntitySource& source) {
    const auto holds = [&](const std::string& name) {
      const Field* field = tables.find(source.table)->field(name);
      return field != nullptr && field->sensitivity >= Sensitivity::personal;
    };
    if (column == "name") return holds(source.name);
    if (column == "code") return std::ranges::any_of(source.codes, holds);
    return std::ranges::any_of(
        source.others, [&](const auto& other) { return other.first == column && holds(other.second); });
  });
}

}  // namespace qy
