// What the rules found, as the reports and the ranking take it.
#pragma once

#include "app/workspace.h"
#include "base/clock.h"
#include "leads/finding.h"
#include "rules/admission.h"
#include "rules/screen.h"

namespace qy {

// What a rule is asked with in this county: its parameters, memory and working days. `as_of`: ISO, empty for
// today.
Result<ScreenOptions> options_on(Workspace& workspace, const std::string& as_of, const Clock& clock);

// Findings, coverage and the run's facts; not yet compared, settled or ranked.
Result<Screening> to_screening(const ScreenResult& result, const std::vector<const Rule*>& rules,
                               Workspace& workspace, const ScreenOptions& options, const std::string& engine,
                               const std::string& started_at);

// Names the rules that did not run, and why, among those that did.
void add_left_out(Screening& screening, const std::vector<LeftOut>& left_out, const Overrides& overrides);

// What a rule in shadow found: a screening of its own, <workspace>/findings/shadow/<rule>-<pin>.json.
std::filesystem::path shadow_file(const Workspace& workspace, const Rule& rule, const RuleSet& rules);

// What a report needs of a card, with this county's parameters.
RuleFacts facts_of(const Rule& rule, const Overrides& overrides);

}  // namespace qy
