// From pairs to entities.
//
//   strongest pair first:   r1 ─14─ r2     r3 ─12─ r4     r2 ─3─ r3
//                           └─ joined ─┘   └─ joined ─┘   a bridge: one pair of the four that two groups of
//                           two
//                                                         could have; too few, so they stay two entities
//
// Joined are two groups when a pair above the threshold ties them, unless
//   - a field that is never joined over (a valid citizen number) has one value here and another there, or
//   - both have several records and too few of the pairs between them are above the threshold.
// The order of the records in the files changes nothing: pairs are taken by strength, then by place.
#pragma once

#include <vector>

#include "entity/comparer.h"

namespace qy {

struct Link {
  RecordIndex a = 0, b = 0;  // a < b
  float bits = 0;            // of the comparisons and frequencies, the prior not counted
};

struct Clusters {
  std::vector<RecordIndex> entity_of;  // one a record: the lowest record of its entity
  int64_t contradicted = 0;            // pairs above the threshold, kept apart by a field never joined over
  int64_t bridges = 0;                 // pairs above the threshold, too few to join two groups
};

// `links` are those above the threshold; sorted here. `support`: the share of the pairs between two groups
// that must be among them.
Clusters cluster(size_t records, std::vector<Link>& links, const std::vector<const RecordColumn*>& never_join,
                 double support);

}  // namespace qy
