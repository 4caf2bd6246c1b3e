#include "app/commands.h"

namespace qy {

void add_screen(CommandLine&) {}

}  // namespace qy
