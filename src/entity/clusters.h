// From pairs to entities.
//
//   strongest pair first:   r1 ─14─ r2     r3 ─12─ r4     r2 ─3─ r3
//                           └─ joined ─┘   └─ joined ─┘   a bridge: one pair of the four that two groups of
//                           two could have; too few, so they stay two entities
//
// What a person judged comes first, then what was one entity before (an addition to an earlier run), then the
// pairs. Joined are two groups when a pair above the threshold ties them, unless
//   - a field that is never joined over (a valid citizen number) has one value here and another there, or
//   - somebody judged a record here and one there to be two, or
//   - both have several records and too few of the pairs between them are above the threshold.
// The order of the records in the files changes nothing: pairs are taken by strength, then by place.
#pragma once

#include <utility>
#include <vector>

#include "entity/links.h"

namespace qy {

using RecordPair = std::pair<RecordIndex, RecordIndex>;

// What binds the clustering besides the pairs' weights.
struct Ties {
  std::vector<const RecordColumn*> never_join;
  std::vector<RecordPair> yes, no;               // judged; free of contradictions (entity/judgements.h)
  std::vector<std::vector<RecordIndex>> before;  // entities of an earlier run
  double support = 0.2;  // share of the pairs between two groups that must be above the threshold
};

struct Clusters {
  std::vector<RecordIndex> entity_of;  // one a record: the lowest record of its entity
  int64_t contradicted = 0;            // pairs above the threshold, kept apart by numbers or by a judgement
  int64_t bridges = 0;                 // pairs above the threshold, too few to join two groups
};

Result<Clusters> cluster(size_t records, const LinkStore& links, const Ties& ties);

}  // namespace qy
