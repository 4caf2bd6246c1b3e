#include <cstdio>
#include <memory>

#include "app/commands.h"
#include "app/resolve_files.h"
#include "entity/evaluate.h"

namespace qy {
namespace {

Result<void> evaluate_against(const std::string& truth_file, const std::string& out) {
  QY_TRY(const auto truth, read_entities(truth_file, 0, 1));
  QY_TRY(const auto found, read_entities(std::filesystem::path(out) / "entities.csv", 0, 2));
  std::map<std::string, uint32_t> numbers;
  std::vector<uint32_t> of_found, of_truth;
  for (const auto& [record, entity] : found) {
    const auto at = truth.find(record);
    if (at == truth.end())
      return not_found("真值文件里没有记录 " + record + " (the truth does not know this record)");
    of_found.push_back(numbers.emplace("f" + entity, uint32_t(numbers.size())).first->second);
    of_truth.push_back(numbers.emplace("t" + at->second, uint32_t(numbers.size())).first->second);
  }
  const Evaluation e = evaluate(of_found, of_truth);
  const auto show = [](const char* what, const Accuracy& a) {
    std::printf("%-28s precision %.4f  recall %.4f  F1 %.4f\n", what, a.precision, a.recall, a.f1());
  };
  show("记录对 pairwise", e.pairwise);
  show("实体 clusters", e.clusters);
  show("B-cubed", e.b_cubed);
  return {};
}

}  // namespace

void add_resolve_evaluate(CommandLine& line, CLI::App& resolve) {
  auto truth = std::make_shared<std::string>();
  auto out = std::make_shared<std::string>();
  CLI::App* command = resolve.add_subcommand("evaluate", "与已知真值比较 (against a known truth)");
  command->add_option("--truth", *truth, "真值：记录,实体 (record,entity)")->required();
  command->add_option("out", *out, "结果文件夹 (folder of results)")->required();
  command->callback(
      [&line, truth, out] { line.chosen = [truth, out] { return evaluate_against(*truth, *out); }; });
}

}  // namespace qy
