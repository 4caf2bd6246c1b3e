#include <iostream>
#include <memory>

#include "app/commands.h"
#include "lake/kernel.h"
#include "lake/messages.h"

namespace qy {
namespace {

// Row after row, so that a worker's memory does not grow with its share of the rows.
Result<void> filter(const std::string& name) {
  const Kernel* kernel = find_kernel(name);
  if (kernel == nullptr) return not_found(say(kNoKernel, name));
  std::string row;
  while (std::getline(std::cin, row)) {
    QY_TRY(const std::string answer, filtered(*kernel, row));
    std::cout << answer << '\n';
  }
  std::cout.flush();
  if (!std::cout) return io_error(say(kCannotWrite, "stdout", reason_of_failure()));
  return {};
}

}  // namespace

// Called by Spark on its workers, not by people: not listed in the help.
void add_filter(CommandLine& line) {
  CLI::App* command =
      line.parser
          .add_subcommand("filter", "Spark 工作节点上逐行计算 (rows in, rows out, on Spark's workers)")
          ->group("");
  auto kernel = std::make_shared<std::string>();
  command->add_option("kernel", *kernel)->required();
  command->callback([&line, kernel] { line.chosen = [kernel] { return filter(*kernel); }; });
}

}  // namespace qy
