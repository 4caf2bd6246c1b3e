// Typologies over the findings of a screening, and their cases for `rules test`.
#pragma once

#include "app/workspace.h"
#include "leads/finding.h"

namespace qy {

// Fills screening.topics and screening.gatherings. A typology that does not load is told on standard error,
// and the others stand.
Result<void> gather_by_typology(Screening& screening, Workspace& workspace, const RuleSet& rules);

// Runs the cases of every shipped typology and prints what is wrong; returns `failed` and so many more.
Result<size_t> test_typologies(const RuleSet& rules, size_t failed, size_t& passed);

}  // namespace qy
