// qingyuan resolve lake: who is who in the lake's own tables.
#pragma once

#include "app/commands.h"

namespace qy {

void add_resolve_lake(CommandLine& line, CLI::App& resolve);

}  // namespace qy
