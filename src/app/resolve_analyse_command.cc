#include <cmath>
#include <cstdio>
#include <map>
#include <memory>

#include "app/analysis_page.h"
#include "app/progress.h"
#include "app/resolve_analyse_command.h"
#include "base/disk.h"
#include "entity/messages.h"
#include "resolve/resolve_files.h"

namespace qy {
namespace {

struct AnalyseWords {
  std::string config, truth, truth_column, page;
  std::vector<std::string> in;
  double precision = 0.995;
  int threads = 2;
};

// One number a record: of a file of records and entities, or of a column of the data themselves.
Result<std::vector<uint32_t>> truth_of(const std::string& file, const std::string& column,
                                       const Records& records) {
  if (!column.empty()) {
    const RecordColumn* of = records.find(column);
    if (of == nullptr) return not_found(say(kNoSuchColumn, column));
    return of->codes;
  }
  if (file.empty()) return std::vector<uint32_t>();
  QY_TRY(const auto entities, read_entities(file, 0, 1));
  std::map<std::string, uint32_t> numbers;
  std::vector<uint32_t> out;
  for (size_t i = 0; i < records.size(); ++i) {
    const auto at = entities.find(std::string(records.ids[i]));
    if (at == entities.end()) return not_found(say(kUnknownRecord, file, records.ids[i]));
    out.push_back(numbers.emplace(at->second, uint32_t(numbers.size())).first->second);
  }
  return out;
}

void print_keys(const Analysis& analysis) {
  const bool known = analysis.real_matches.has_value();
  const auto matches = [&](const MatchCount& count) { return known ? double(count.real) : count.expected; };
  const double all = known ? double(*analysis.real_matches)
                           : std::max(analysis.all.expected, analysis.estimated_matches.value_or(0));
  std::printf("%12s %12s %8s %10s  %s\n", "pairs", known ? "true" : "expected", "recall", "alone", "key");
  const auto row = [&](const MatchCount& count, const MatchCount& alone, const std::string& text) {
    std::printf("%12lld %12.0f %8.4f %10.0f  %s\n", static_cast<long long>(count.pairs), matches(count),
                all > 0 ? matches(count) / all : 0, matches(alone), text.c_str());
  };
  for (const KeyAnalysis& key : analysis.keys) row(key.all, key.alone, key.report.text);
  row(analysis.all, {}, say(kAllKeys).text());
}

Result<void> analyse_command(const AnalyseWords& words) {
  QY_TRY(const LinkConfig config, load_link_config(words.config));
  QY_TRY(const Records records, read_records(words.in, config.id));
  QY_TRY(const std::vector<uint32_t> truth, truth_of(words.truth, words.truth_column, records));
  ProgressLine progress;
  LinkOptions options{.threads = words.threads, .cancelled = &interrupted};
  options.progress = [&](const std::string& what, double share) { progress.show(what, share); };
  QY_TRY(const Analysis analysis, analyse(records, config, truth, std::move(options)));
  progress.wipe();
  for (const Said& warning : warnings_of(analysis)) std::printf("! %s\n", warning.text().c_str());
  print_keys(analysis);
  const auto threshold = threshold_for(analysis, words.precision, !truth.empty());
  char aim[32], probability[32];
  std::snprintf(aim, sizeof aim, "%g", words.precision);
  std::snprintf(probability, sizeof probability, "%.6f", threshold ? 1 / (1 + std::exp2(-*threshold)) : 1.0);
  const Message& message = !threshold ? kNoThreshold : truth.empty() ? kThresholdByModel : kThresholdByTruth;
  std::printf("%s\n", say(message, aim, probability).text().c_str());
  if (words.page.empty()) return {};
  return write_file(words.page, analysis_page(analysis, config.threshold));
}

}  // namespace

void add_resolve_analyse(CommandLine& line, CLI::App& resolve) {
  auto words = std::make_shared<AnalyseWords>();
  CLI::App* command = resolve.add_subcommand(
      "analyse", "分块键各找到多少、分量怎么分布、门槛取多少 (keys, weights, threshold)");
  command->add_option("config", words->config, "比对方案 (what to compare, YAML)")->required();
  command->add_option("in", words->in, "数据文件 (files)")->required();
  command->add_option("-o,--out", words->page, "网页 (a page, .html)");
  command->add_option("--truth", words->truth, "真值：记录,实体 (record,entity)");
  command->add_option("--truth-column", words->truth_column,
                      "真值是数据里的一列 (a column of the data that tells)");
  command->add_option("--precision", words->precision, "要达到的准确率 (the precision wanted)")
      ->check(CLI::Range(0.5, 1.0));
  command->add_option("--threads", words->threads, "线程数 (threads)")->check(CLI::Range(1, 64));
  command->callback([&line, words] { line.chosen = [words] { return analyse_command(*words); }; });
}

}  // namespace qy
