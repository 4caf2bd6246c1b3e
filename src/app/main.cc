#include "app/commands.h"

// For jemalloc: pages that were given back are kept a minute for the next query, not ten seconds. A screening takes and gives back the
// same memory with every rule, and the kernel cleared it anew each time (docs/speed.md).
extern "C" {
extern const char* malloc_conf;
const char* malloc_conf = "dirty_decay_ms:60000";
}

int main(int argc, char** argv) {
  return qy::run_command_line(argc, argv);
}
