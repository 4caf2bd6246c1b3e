// qingyuan relate: how two are tied (app/commands.h).
#pragma once

#include "app/commands.h"

namespace qy {

void add_relate(CommandLine& line);
void add_relate_owners(CommandLine& line, CLI::App& relate);

}  // namespace qy
