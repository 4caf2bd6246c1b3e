// A trial of a rule from end to end (leads/rule_trial.h): the rule in force, alone over the lake, with its present values and with
// others. Nothing else is written than the trial itself.
#pragma once

#include <atomic>
#include <functional>

#include "app/workspace.h"
#include "base/clock.h"
#include "leads/rule_trial.h"

namespace qy {

struct TrialAsked {
  std::string rule, as_of;                    // as_of: ISO, "" for today
  std::map<std::string, std::string> values;  // those to try; the others stay as they are in force
};

// conflict where the rule is not in force, forbidden where it is restricted: it runs for an approved purpose alone.
Result<RuleTrial> try_values(const TrialAsked& asked, const std::string& by, Workspace& workspace,
                             const Clock& clock, const std::atomic<bool>& cancelled,
                             const std::function<void(double)>& progress);

}  // namespace qy
