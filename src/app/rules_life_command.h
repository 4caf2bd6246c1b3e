// The subcommands of `qingyuan rules` that stand on a workspace: a rule's life there, and how well it has
// done.
#pragma once

#include "app/commands.h"

namespace qy {

void add_rule_life(CommandLine& line, CLI::App& rules);      // status, shadow, publish, retire, set
void add_rule_measures(CommandLine& line, CLI::App& rules);  // precision, diff

}  // namespace qy
