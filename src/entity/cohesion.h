// What holds an entity together: of its links the strongest that reach every record, and of these the
// weakest. Whoever doubts an entity looks there first.
//
//   r1 ─14─ r2 ─9─ r3 ─3─ r4        weakest: r3–r4, 3 bits
//    └───────8─────┘                (8 is not needed: r1 reaches r3 by 9)
#pragma once

#include <optional>
#include <vector>

#include "entity/links.h"

namespace qy {

struct Cohesion {
  int64_t records = 0;
  std::optional<Link> weakest;  // none: one record
  bool is_whole = true;         // false: some part is held by a person's judgement alone
};

// By record, filled at the one that each entity is named after.
Result<std::vector<Cohesion>> cohesion_of(const std::vector<RecordIndex>& entity_of, const LinkStore& links);

// The links by which one record of an entity reaches another, so that the weakest on the way is as strong as
// can be; none where links alone do not reach.
Result<std::vector<Link>> chain_between(const std::vector<RecordIndex>& entity_of, const LinkStore& links,
                                        RecordIndex a, RecordIndex b);

}  // namespace qy
