#include <cstdio>
#include <memory>

#include "app/commands.h"
#include "app/past_linkage.h"
#include "app/progress.h"
#include "app/resolve_files.h"
#include "base/disk.h"
#include "entity/evaluate.h"

namespace qy {
namespace {

struct ResolveWords {
  std::string config, out;
  std::vector<std::string> in;
  int threads = 2;
};

Result<void> resolve(const ResolveWords& words) {
  QY_TRY(const std::string config_text, read_file(words.config));
  QY_TRY(const LinkConfig config, parse_link_config(config_text, words.config));
  QY_TRY(const Records records, read_records(words.in, config.id));
  LinkOptions options{.threads = words.threads, .cancelled = &interrupted};
  Linkage linkage;
  {
    ProgressLine progress;
    options.progress = [&](const std::string& what, double share) { progress.show(what, share); };
    QY_TRY(linkage, link(records, config, options));
    QY_TRY(const auto inputs, fingerprints_of(words.in));
    QY_CHECK(write_linkage(words.out, records, config, linkage));
    QY_CHECK(write_past(words.out, {config_text, words.config, inputs}));
  }
  size_t entities = 0;
  for (size_t i = 0; i < records.size(); ++i) entities += linkage.clusters.entity_of[i] == i ? 1 : 0;
  std::printf(
      "%zu 条记录，%zu 个实体；比较了 %lld 对，其中 %zu 对相连 (records, entities, pairs compared, links)\n",
      records.size(), entities, static_cast<long long>(linkage.pairs), linkage.links.size());
  return {};
}

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

void add_resolve(CommandLine& line) {
  auto words = std::make_shared<ResolveWords>();
  CLI::App* command =
      line.parser.add_subcommand("resolve", "实体识别：谁是谁 (who is who in any CSV or Parquet)");
  command->add_option("config", words->config, "比对方案 (what to compare, YAML)");
  command->add_option("in", words->in, "数据文件 (files)");
  command->add_option("-o,--out", words->out, "结果文件夹 (folder of results)");
  command->add_option("--threads", words->threads, "线程数 (threads)")->check(CLI::Range(1, 64));
  command->callback([&line, words, command] {
    if (!command->get_subcommands().empty()) return;
    if (words->config.empty() || words->in.empty() || words->out.empty())
      throw CLI::RequiredError("CONFIG IN… -o OUT");
    line.chosen = [words] { return resolve(*words); };
  });
  auto truth = std::make_shared<std::string>();
  auto out = std::make_shared<std::string>();
  CLI::App* evaluation = command->add_subcommand("evaluate", "与已知真值比较 (against a known truth)");
  evaluation->add_option("--truth", *truth, "真值：记录,实体 (record,entity)")->required();
  evaluation->add_option("out", *out, "结果文件夹 (folder of results)")->required();
  evaluation->callback(
      [&line, truth, out] { line.chosen = [truth, out] { return evaluate_against(*truth, *out); }; });
  add_resolve_explain(line, *command);
}

}  // namespace qy
