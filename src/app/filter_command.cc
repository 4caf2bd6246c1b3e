#include <iostream>
#include <memory>

#include "app/commands.h"
#include "entity/pair_filter.h"
#include "lake/kernel.h"
#include "lake/messages.h"

namespace qy {
namespace {

// Row after row, so that a worker's memory does not grow with its share of the rows.
template <class Answer>
Result<void> each_line(const Answer& answer) {
  std::string row;
  while (std::getline(std::cin, row)) {
    QY_TRY(const std::string lines, answer(row));
    std::cout << lines;
  }
  std::cout.flush();
  if (!std::cout) return io_error(say(kCannotWrite, "stdout", reason_of_failure()));
  return {};
}

Result<void> filter(const std::string& name, const std::string& task) {
  if (name == "pairs") {
    QY_TRY(const PairTask pairs, PairTask::of(task));
    QY_TRY(const PairFilter filter, PairFilter::prepare(pairs));
    return each_line([&](const std::string& row) { return filter.answer(row); });
  }
  const Kernel* kernel = find_kernel(name);
  if (kernel == nullptr) return not_found(say(kNoKernel, name));
  return each_line([&](const std::string& row) -> Result<std::string> {
    QY_TRY(const std::string answer, filtered(*kernel, row));
    return answer + '\n';
  });
}

}  // namespace

// Called by Spark on its workers, not by people: not listed in the help.
void add_filter(CommandLine& line) {
  CLI::App* command =
      line.parser
          .add_subcommand("filter", "Spark 工作节点上逐行计算 (rows in, rows out, on Spark's workers)")
          ->group("");
  auto kernel = std::make_shared<std::string>(), task = std::make_shared<std::string>();
  command->add_option("kernel", *kernel)->required();
  command->add_option("task", *task);
  command->callback(
      [&line, kernel, task] { line.chosen = [kernel, task] { return filter(*kernel, *task); }; });
}

}  // namespace qy
