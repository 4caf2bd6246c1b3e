#include <cstdio>
#include <memory>

#include "app/commands.h"
#include "entity/evaluate.h"
#include "entity/messages.h"
#include "resolve/past_linkage.h"
#include "resolve/resolve_files.h"

namespace qy {
namespace {

using EntityOf = std::map<std::string, std::string>;

// The truth as a column of the files of that run.
Result<EntityOf> truth_in_data(const std::string& out, const std::string& column) {
  QY_TRY(const PastLinkage past, read_past(out));
  QY_TRY(const auto files, unchanged_files(past));
  QY_TRY(const Records records, read_records(files, past.config.id));
  const RecordColumn* of = records.find(column);
  if (of == nullptr) return not_found(say(kNoSuchColumn, column));
  EntityOf truth;
  for (size_t i = 0; i < records.size(); ++i) truth.emplace(records.ids[i], of->values.text(of->codes[i]));
  return truth;
}

Result<void> evaluate_against(const EntityOf& truth, const std::string& out) {
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
  struct Words {
    std::string truth, column, out;
  };
  auto words = std::make_shared<Words>();
  CLI::App* command = resolve.add_subcommand("evaluate", "与已知真值比较 (against a known truth)");
  command->add_option("--truth", words->truth, "真值：记录,实体 (record,entity)");
  command->add_option("--truth-column", words->column,
                      "真值是数据里的一列 (a column of the data that tells)");
  command->add_option("out", words->out, "结果文件夹 (folder of results)")->required();
  command->callback([&line, words] {
    if (words->truth.empty() == words->column.empty()) throw CLI::RequiredError("--truth | --truth-column");
    line.chosen = [words]() -> Result<void> {
      QY_TRY(const EntityOf truth, words->column.empty() ? read_entities(words->truth, 0, 1)
                                                         : truth_in_data(words->out, words->column));
      return evaluate_against(truth, words->out);
    };
  });
}

}  // namespace qy
