// Which tables and fields the rules lack in a lake: what to ask of it, and what the answers say.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "lake/plan.h"
#include "leads/finding.h"
#include "rules/rule_set.h"

namespace qy {

// One a table that is there: for each field that a rule needs, 1 where a row has it and 0 where none has. The scan
// stops at the first. The question's id is the table.
std::vector<Question> questions_of_needs(const std::vector<const Rule*>& rules,
                                         const std::vector<std::string>& filled_tables);

// `answers` by table.
std::vector<RuleNeeds> needs_of(const std::vector<const Rule*>& rules,
                                const std::vector<std::string>& filled_tables,
                                const std::map<std::string, Rows>& answers);

}  // namespace qy
