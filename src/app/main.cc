#include "app/commands.h"

int main(int argc, char** argv) {
  return qy::run_command_line(argc, argv);
}
