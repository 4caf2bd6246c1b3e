// Parts of `qingyuan cases`: what comes into a file beside its steps, and steps that wait for approval.
#pragma once

#include "app/commands.h"

namespace qy {

void add_case_material(CommandLine& line, CLI::App& cases);
void add_case_recusals(CommandLine& line, CLI::App& cases);
void add_case_submissions(CommandLine& line, CLI::App& cases);

}  // namespace qy
