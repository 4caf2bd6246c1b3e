// Who is who in the lake, worked out before the rules run (entities/*.yaml) and read by them as the table `entity`: a code or
// the letters of a name -> the entity, and the evidence.
//
//   <workspace>/screening/entities/<kind>/     the run as `qingyuan resolve` keeps it: entities, links, model
//   <workspace>/screening/derived/entity.parquet
//   <workspace>/findings/entities-resolved.jsonl   when, what for, over which batches: a line a run
//   <workspace>/findings/entity-judgements.jsonl   what people said of pairs (`qingyuan resolve judge`), where there is any
//
//   <workspace>/screening/derived/person_entity.parquet   persons without a valid number (persons.h); they are on no page
//   <workspace>/screening/derived/address_entity.parquet  addresses written in two ways (places.h); nor are they
//
// Over the same batches, definitions and judgements nothing is done anew. New batches join what stood: ids of entities stay.
// Where a batch was undone, or as much is new as stood before, all is resolved anew; where a judgement was undone or somebody is
// unsure now, so it is, and the ids stay all the same.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "lake/plan.h"
#include "resolve/lake_records.h"

namespace qy {

inline constexpr std::string_view kEntityTable = "entity", kPersonTable = "person_entity",
                                  kAddressTable = "address_entity";

struct LakeEntities {
  std::string kind, label;
  int64_t records = 0, entities = 0, keys = 0;  // keys: rows of the table
  int64_t added = -1;                           // records new to an earlier run; -1: resolved from the start
  int64_t in_doubt = -1;             // records left out of a kind told by equality; -1: of another kind
  int64_t unread = 0;                // addresses of batches from before their places were read
  std::vector<std::string> guessed;  // see Linkage
};

// Works the firms' table out, or finds that it stands, and sets its file.
Result<std::vector<LakeEntities>> resolve_lake(const EntityGround& ground, PlanTable& table);

// The same of the table of a kind that is told by equality alone (exact_kind.h): `keys` of its `records` are known.
Result<std::vector<LakeEntities>> resolve_exact(const EntityGround& ground, PlanTable& table);

// Those of `tables` that are worked out here and are in `names`; the others stay as they are.
Result<void> resolve_tables(const EntityGround& ground, const std::set<std::string, std::less<>>& names,
                            std::vector<PlanTable>& tables);
bool is_entity_table(std::string_view name);

// A table that is worked out, for who asks for no other.
Result<PlanTable> entity_table(const Lake& lake, std::string_view name = kEntityTable);

// What the table depends on beside the data.
Result<std::string> entities_depend_on(const EntityGround& ground);
// The same with the data, as a hash: what stands in resolved_over() when nothing has changed since.
Result<std::string> entities_state(const EntityGround& ground);

}  // namespace qy
