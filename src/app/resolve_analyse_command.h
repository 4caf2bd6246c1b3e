// `qingyuan resolve analyse`: see docs/resolve.md.
#pragma once

#include "app/commands.h"

namespace qy {

void add_resolve_analyse(CommandLine& line, CLI::App& resolve);

}  // namespace qy
