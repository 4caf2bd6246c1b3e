// From a linkage of the lake's records to what rules look up: each code and each name, the entity it is of, and why.
//
//   record                      keys                       entity_id
//   91…X  鹤岗市天河建筑有限公司    91…X, 鹤岗市天河建筑有限公司   91…X     a valid code names its entity
//   -     天河建筑（鹤岗）有限公司   天河建筑鹤岗有限公司         91…X     basis: how its name is alike, one account …
//
// A key that two entities bear (two registered firms of one name) is of none: nothing is guessed. Neither is a record
// without a code that is above the threshold with records of two entities, unless somebody judged it not to be of the other.
#pragma once

#include <string>
#include <vector>

#include "entity/linkage.h"
#include "resolve/lake_records.h"

namespace qy {

struct EntityKey {
  size_t record = 0;  // the one that bears it
  std::string key, entity_id, entity_name, basis, basis_en;
  double probability = 1;
  bool is_merged =
      false;  // rests on how two records are alike or on a judgement, not on one row or on itself
};

// What a linkage of the records found, now or in a run that was kept.
struct Linked {
  const LinkModel& model;
  const std::vector<RecordIndex>& entity_of;  // the record that each one's entity is named after
  const LinkStore& links;
  const Judgements& judged;  // that it followed
};

// Of entities that are known by more than one key. In order of entity and key.
Result<std::vector<EntityKey>> entity_keys(const EntityKind& kind, const LakeRecords& lake,
                                           const Linked& linked);

}  // namespace qy
