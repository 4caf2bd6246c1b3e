#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdio>
#include <memory>

#include "app/approval_words.h"
#include "app/commands.h"
#include "app/derived_tables.h"
#include "app/progress.h"
#include "app/screening_run.h"
#include "app/spark_words.h"
#include "base/clock.h"
#include "base/disk.h"
#include "leads/report_csv.h"
#include "leads/report_html.h"
#include "leads/report_terminal.h"
#include "leads/report_xlsx.h"

namespace qy {
namespace {

struct ScreenWords {
  std::string folder, glob, engine = "duckdb", as_of, json, html, xlsx, csv;
  SparkWords spark;
  Approval approval;
  int64_t capacity = 0;
  int64_t memory_mib = 0;
  int threads = 0;
  bool fresh = false, plain = false;
};

Result<std::vector<const Rule*>> chosen_rules(const RuleSet& set, const std::string& glob) {
  const auto rules = set.matching(glob);
  if (rules.empty())
    return not_found("没有规则与 " + glob + " 相符，qingyuan rules list 列出全部 (no rule matches)");
  for (const Error& error : set.broken())
    std::fprintf(stderr, "规则未装入，其余照常运行 (not loaded): %s\n", error.message.c_str());
  return rules;
}

Result<ScreenOptions> options_of(const ScreenWords& words, Workspace& workspace, const Clock& clock) {
  QY_TRY(ScreenOptions options, options_on(workspace, words.as_of, clock));
  options.threads = words.threads;
  options.fresh = words.fresh || words.plain;
  options.share = !words.plain;
  options.cancelled = &interrupted;
  if (words.plain) options.side_by_side = 1;
  if (words.memory_mib > 0) options.memory_bytes = words.memory_mib << 20;
  return options;
}

Result<void> write_other_reports(const Screening& screening, const ScreenWords& words) {
  if (!words.csv.empty()) QY_CHECK(write_file(words.csv, report_csv(screening)));
  if (!words.html.empty()) QY_CHECK(write_file(words.html, report_html(screening)));
  if (!words.xlsx.empty()) QY_CHECK(write_report_xlsx(screening, words.xlsx));
  return {};
}

int terminal_width() {
  winsize size{};
  if (::isatty(STDOUT_FILENO) != 0 && ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
    return size.ws_col;
  return 100;
}

Result<void> run_screen(const ScreenWords& words) {
  const SystemClock clock;
  QY_TRY(const auto workspace, Workspace::open(words.folder));
  QY_TRY(const RuleSet set, workspace->rules());
  ScreeningRun run{.rules = set,
                   .engine = words.engine + (words.plain ? " (plain)" : ""),
                   .capacity = words.capacity,
                   .json = words.json};
  QY_TRY(run.chosen, chosen_rules(set, words.glob));
  QY_TRY(run.approval, approval_of(words.approval));
  QY_TRY(run.options, options_of(words, *workspace, clock));
  QY_TRY(const Admission admission, admission_to(run, *workspace));
  std::unique_ptr<Executor> spark;
  if (words.engine == "spark") {
    QY_TRY(spark, spark_of(words.spark, set, words.folder));
    run.options.executor = spark.get();
    run.options.derive = [&](const std::set<std::string>& names, std::vector<PlanTable>& tables) {
      return derive_tables(*workspace, names, tables, spark.get());
    };
  }
  Screening screening;
  {
    ProgressLine progress;
    run.options.progress = [&](const std::string& what, size_t done, size_t of) {
      progress.show(what, of == 0 ? 0 : double(done) / double(of));
    };
    QY_TRY(screening, screen_and_keep(run, admission, *workspace, clock));
    QY_CHECK(write_other_reports(screening, words));
  }
  std::fputs(report_terminal(screening, {.columns = terminal_width(), .colour = ::isatty(STDOUT_FILENO) != 0})
                 .c_str(),
             stdout);
  run.options.progress = nullptr;
  QY_TRY(const int64_t hits, screen_in_shadow(run, admission, *workspace, screening));
  if (!admission.shadow.empty())
    std::printf(
        "影子运行 %zu 条规则，得 %lld 条，不进报告和排序，见 findings/shadow/ (in shadow: shown to nobody)\n",
        admission.shadow.size(), static_cast<long long>(hits));
  return {};
}

}  // namespace

void add_screen(CommandLine& line) {
  auto words = std::make_shared<ScreenWords>();
  CLI::App* command =
      line.parser.add_subcommand("screen", "筛查：运行规则、排序、生成报告 (run the rules, rank, report)");
  command->add_option("-w,--workspace", words->folder, "工作区 (workspace)")->required();
  command->add_option("--rules", words->glob,
                      "规则编号或规则包，可用 *，逗号分隔 (ids or packs, globs, separated by commas)");
  command->add_option("--engine", words->engine, "引擎 (engine)")->check(CLI::IsMember({"duckdb", "spark"}));
  add_spark_words(*command, words->spark);
  command->add_option("--as-of", words->as_of, "以哪一天为准 YYYY-MM-DD (the day to judge by; today)");
  command->add_option("--capacity", words->capacity, "一次能核查的疑点数 (findings to look at first)");
  add_approval_words(*command, words->approval);
  command->add_option("--json", words->json, "写出 JSON (write JSON)");
  command->add_option("--html", words->html, "写出 HTML 报告 (write the report)");
  command->add_option("--xlsx", words->xlsx, "写出 Excel 报告 (write XLSX)");
  command->add_option("--csv", words->csv, "写出 CSV (write CSV)");
  command->add_option("--memory-mib", words->memory_mib, "内存上限 MiB (memory limit)");
  command->add_option("--threads", words->threads, "线程数 (threads)");
  command->add_flag("--fresh", words->fresh, "不用已保存的结果 (do not reuse saved outcomes)");
  command->add_flag("--plain", words->plain,
                    "逐条单独运行，不共享准备 (one after another, nothing shared; for benchmarks)");
  command->callback([&line, words] { line.chosen = [words] { return run_screen(*words); }; });
}

}  // namespace qy
