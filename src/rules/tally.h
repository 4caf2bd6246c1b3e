// From the rows of a tally (program.h) to hits and coverage: one code for every engine, so that fingerprints,
// evidence and counts are the same whichever answered. Private to this folder.
#pragma once

#include "lake/engine.h"
#include "rules/saved_outcome.h"

namespace qy {

// Fails when the rule gives one subject twice.
Result<RuleOutcome> outcome_of(const Rule& rule, const Rows& tally);

}  // namespace qy
