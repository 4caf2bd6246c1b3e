// The subcommands of `qingyuan rules` that stand on a workspace: a rule's life there, and how well it has
// done.
#pragma once

#include "app/commands.h"
#include "rules/card.h"

namespace qy {

void add_rule_life(CommandLine& line, CLI::App& rules);      // status, shadow, publish, retire, set
void add_rule_measures(CommandLine& line, CLI::App& rules);  // precision, diff

// "62天" for a parameter in 天 -> "62". The unit is asked for in writing: 5000元 for a parameter in 分 would
// be wrong by a hundred. A text parameter has no unit to get wrong.
Result<std::string> value_in_unit(const RuleParameter& parameter, const std::string& written);

}  // namespace qy
