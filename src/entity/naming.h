// Names that stay. An entity is named after one of its records; whoever adds records to an earlier run finds
// its entities under the names they had.
//
//   before  r1: r1 r2    r5: r5 r6 r7        r9 is new and ties them
//   after   r5: r1 r2 r5 r6 r7 r9            the one of more records keeps its name; said: r1 merged into r5
//
// The name goes with the record that it is of: where an entity is parted, that record's part keeps it.
#pragma once

#include <limits>
#include <vector>

#include "entity/comparer.h"

namespace qy {

inline constexpr RecordIndex kNew = std::numeric_limits<RecordIndex>::max();  // had no entity before

enum class EntityChangeKind { merged, split };

struct EntityChange {
  EntityChangeKind kind = EntityChangeKind::merged;
  RecordIndex from = 0,
              to = 0;   // merged: the name that is gone, the one that stays; split: of what, its part
  int64_t records = 0;  // that moved

  auto operator<=>(const EntityChange&) const = default;
};

struct Names {
  std::vector<RecordIndex> entity_of;  // one a record: the record that its entity is named after
  std::vector<EntityChange> changes;   // by the entity of before
};

// `entity_of`: equal for records of one entity. `before`: names of an earlier run, kNew for records that it
// did not have; empty where there was none. An entity without a name of before takes that of its first
// record.
Names name_entities(const std::vector<RecordIndex>& entity_of, const std::vector<RecordIndex>& before);

}  // namespace qy
