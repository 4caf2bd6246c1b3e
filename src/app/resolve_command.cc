#include <unistd.h>

#include <cstdio>
#include <memory>

#include "app/commands.h"
#include "app/content.h"
#include "app/progress.h"
#include "app/resolve_analyse_command.h"
#include "app/resolve_lake_command.h"
#include "app/spark_words.h"
#include "base/disk.h"
#include "entity/messages.h"
#include "resolve/past_linkage.h"
#include "resolve/resolve_files.h"
#include "resolve/spark_pairs.h"

namespace qy {
namespace {

struct ResolveWords {
  std::string config, out, judgements, onto;
  std::vector<std::string> in;
  int threads = 2;
  std::string engine = "local";
  SparkWords spark;
};

// What Spark needs beside the result, for as long as it lives.
struct OnSpark {
  std::filesystem::path scratch;
  std::unique_ptr<Executor> spark;
  std::unique_ptr<SparkPairs> pairs;

  ~OnSpark() {
    pairs.reset();
    std::error_code ec;
    if (!scratch.empty()) std::filesystem::remove_all(scratch, ec);
  }
};

Result<void> give_out(const ResolveWords& words, const Records& records, const PastLinkage& run,
                      OnSpark& on) {
  if (words.engine != "spark") return {};
  QY_TRY(const auto content, find_content());
  QY_TRY(const RuleSet rules, RuleSet::load({content / "rules"}));
  const std::filesystem::path below = "spark-" + std::to_string(::getpid());
  QY_TRY(on.spark, spark_of(words.spark, rules, words.out, below));
  on.scratch = std::filesystem::path(words.out) / below;
  on.pairs = std::make_unique<SparkPairs>(*on.spark, records, run.config, run.config_text,
                                          SparkPairs::Place{on.scratch, &interrupted});
  return {};
}

// The earlier run's files before the new ones, and what it found; fails where its weights are not for this
// configuration.
Result<EarlierRun> earlier_run(const std::string& folder, PastLinkage&& past, const Records& records) {
  EarlierRun out{.model = std::move(past.model)};
  QY_TRY(out.entity_of, read_past_entities(folder, records));
  QY_TRY(out.links, read_past_links(folder, records));
  return out;
}

Result<PastLinkage> past_of(const ResolveWords& words, const LinkConfig& config) {
  std::error_code ec;
  if (std::filesystem::equivalent(words.onto, words.out, ec)) return invalid(say(kOntoItself, words.out));
  QY_TRY(PastLinkage past, read_past(words.onto));
  if (!compare_alike(past.config, config))
    return Error{Code::conflict, say(kOntoAnother, words.config, words.onto)};
  return past;
}

void report(const Records& records, const Linkage& linkage) {
  size_t entities = 0;
  for (size_t i = 0; i < records.size(); ++i) entities += linkage.clusters.entity_of[i] == i ? 1 : 0;
  std::printf("%s\n",
              say(kResolved, records.size(), entities, linkage.pairs, linkage.links.size()).text().c_str());
  for (const KeyReport& key : linkage.keys)
    if (key.crowded_groups > 0) std::printf("%s\n", crowded(key).text().c_str());
  if (!linkage.changes.empty())
    std::printf("%s\n", say(kEntitiesChanged, linkage.changes.size()).text().c_str());
  for (const std::string& comparison : linkage.guessed)
    std::printf("%s\n", say(kGuessed, comparison).text().c_str());
  if (linkage.judgements_not_here > 0)
    std::printf("%s\n", say(kJudgementsNotHere, linkage.judgements_not_here).text().c_str());
}

Result<void> resolve(const ResolveWords& words) {
  PastLinkage run{.config_name = words.config, .judgements = words.judgements};
  QY_TRY(run.config_text, read_file(words.config));
  QY_TRY(run.config, parse_link_config(run.config_text, words.config));
  std::vector<std::string> files;
  PastLinkage past;
  if (!words.onto.empty()) {
    QY_TRY(past, past_of(words, run.config));
    QY_TRY(files, unchanged_files(past));
    if (run.judgements.empty()) run.judgements = past.judgements;
  }
  files.insert(files.end(), words.in.begin(), words.in.end());
  QY_TRY(run.inputs, fingerprints_of(files));
  QY_TRY(const Records records, read_records(files, run.config.id));
  LinkOptions options{.threads = words.threads, .cancelled = &interrupted};
  if (!run.judgements.empty()) {
    if (run.config.id.empty()) return invalid(say(kJudgementsNeedIds));
    QY_TRY(run.judged, JudgementBook(run.judgements).load());
    options.judgements = &run.judged;
  }
  EarlierRun earlier;
  if (!words.onto.empty()) {
    const bool adds = only_adds(run.judged, past.judged);
    QY_TRY(earlier, earlier_run(words.onto, std::move(past), records));
    if (adds)
      options.onto = &earlier;
    else
      options.named = &earlier.entity_of;
  }
  OnSpark on;
  QY_CHECK(give_out(words, records, run, on));
  options.scorer = on.pairs.get();
  ProgressLine progress;
  options.progress = [&](const std::string& what, double share) { progress.show(what, share); };
  QY_TRY(const Linkage linkage, link(records, run.config, options));
  QY_CHECK(write_linkage(words.out, records, run.config, linkage));
  QY_CHECK(write_past(words.out, run));
  progress.wipe();
  if (options.named != nullptr) std::printf("%s\n", say(kJudgedAnew).text().c_str());
  report(records, linkage);
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
  command->add_option(
      "--onto", words->onto,
      "接着上次的结果：只比新记录，原有实体编号不变 (add to an earlier result: only new records are "
      "compared, its entities keep their ids)");
  command->add_option("--judgements", words->judgements, "判断簿 (the book of judgements)");
  command->add_option("--engine", words->engine, "比对在本机或 Spark 上 (pairs compared here or on Spark)")
      ->check(CLI::IsMember({"local", "spark"}));
  add_spark_words(*command, words->spark);
  command->add_option("--threads", words->threads, "线程数 (threads)")->check(CLI::Range(1, 64));
  command->callback([&line, words, command] {
    if (!command->get_subcommands().empty()) return;
    if (words->config.empty() || words->out.empty() || (words->in.empty() && words->onto.empty()))
      throw CLI::RequiredError("CONFIG IN… -o OUT");
    line.chosen = [words] { return resolve(*words); };
  });
  add_resolve_analyse(line, *command);
  add_resolve_evaluate(line, *command);
  add_resolve_explain(line, *command);
  add_resolve_judge(line, *command);
  add_resolve_lake(line, *command);
}

}  // namespace qy
