// Judgements, kept by the records' ids, as ties between the records of this run.
//
//   r1 = r2, r2 = r3, r2 not among the records:   r1 and r3 are one all the same
//   r2 ≠ r9:                                      so are r1 and r9 apart
#pragma once

#include <set>

#include "entity/clusters.h"
#include "entity/expression.h"
#include "entity/judgements.h"

namespace qy {

struct JudgedTies {
  std::vector<RecordPair> yes, no;
  std::set<RecordPair> unsure;  // a < b
  int64_t not_here = 0;         // judgements that say nothing of these records
};

// Fails where a chain of yes joins two records whose numbers differ in a field never joined over; the message
// names the chain.
Result<JudgedTies> judged_ties(const Judgements& judgements, const Records& records,
                               const std::vector<Expression>& never_join, Derived& derived);

}  // namespace qy
