#include "app/commands.h"

namespace qy {

void add_ingest(CommandLine&) {}

}  // namespace qy
