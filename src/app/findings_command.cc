#include <cstdio>
#include <functional>
#include <memory>

#include "app/commands.h"
#include "app/desk.h"
#include "app/latest_findings.h"
#include "base/clock.h"
#include "leads/exits.h"
#include "leads/finding.h"
#include "leads/report_json.h"
#include "leads/report_terminal.h"

namespace qy {
namespace {

struct ExitWords {
  std::string folder, finding, exit, note, by, unit, due;
  Approval approval;
};

Result<Screening> latest(const ExitWords& words) {
  QY_TRY(const auto workspace, Workspace::open(words.folder));
  return latest_findings(*workspace, words.approval);
}

Result<void> list(const ExitWords& words, bool as_json) {
  QY_TRY(const Screening screening, latest(words));
  std::fputs(as_json ? report_json(screening).c_str() : report_terminal(screening, {}).c_str(), stdout);
  return {};
}

Result<void> show(const ExitWords& words, bool with_score) {
  QY_TRY(const Screening screening, latest(words));
  QY_TRY(const Finding* finding, find_finding(screening, words.finding));
  std::fputs(finding_terminal(screening, *finding, {}).c_str(), stdout);
  if (with_score) std::fputs(explain_terminal(screening, *finding, {}).c_str(), stdout);
  return {};
}

// Before the office is on record (qingyuan office load) exits go into the book of lines, under a name that is
// typed; from then on they are acts of people with accounts.
Result<void> exit_in_book(const Workspace& workspace, const FindingFacts& finding, Exit exit,
                          const ExitWords& words) {
  const ExitRecord record{.fingerprint = finding.fingerprint,
                          .rule = finding.rule,
                          .version = finding.version,
                          .exit = exit,
                          .note = words.note,
                          .by = words.by,
                          .at = SystemClock().stamp(),
                          .amount_fen = finding.amount_fen};
  QY_CHECK(ExitBook(workspace.folder()).append(record));
  std::printf("已记录：%s %s。下次筛查时该规则的查实比例随之更新。\n", finding.fingerprint.c_str(),
              words.exit.c_str());
  return {};
}

using WayStep = std::function<Result<Recorded>(FindingWay&, const FindingFacts&, const Actor&)>;

Result<void> step(const ExitWords& words, const FindingFacts& finding, const WayStep& take) {
  QY_TRY(const auto desk, Desk::open_as(words.folder, words.by, "data_analyst"));
  FindingWay way(desk->book(), desk->clock());
  QY_TRY(const Recorded done, take(way, finding, desk->by()));
  std::printf("已登记：%s，日志第 %lld 条 (recorded)\n", finding.fingerprint.c_str(),
              static_cast<long long>(done.seq));
  return desk->close();
}

Result<void> record_exit(const ExitWords& words) {
  QY_TRY(const auto workspace, Workspace::open(words.folder));
  QY_TRY(const FindingFacts finding, finding_on_record(*workspace, words.finding, words.approval));
  const auto exit = exit_of(words.exit);
  if (!exit) return invalid("出口 " + words.exit + " 不在四个出口之中 (not one of the exits)");
  if (!has_records(*workspace)) return exit_in_book(*workspace, finding, *exit, words);
  return step(words, finding, [&](FindingWay& way, const FindingFacts& facts, const Actor& by) {
    return way.decide(facts, *exit, words.note, by);
  });
}

Result<void> ask(const ExitWords& words) {
  QY_TRY(const auto workspace, Workspace::open(words.folder));
  QY_TRY(const FindingFacts finding, finding_on_record(*workspace, words.finding, words.approval));
  QY_TRY(const Date due, Date::from_iso(words.due));
  return step(words, finding, [&](FindingWay& way, const FindingFacts& facts, const Actor& by) {
    return way.ask(facts, words.unit, due, by);
  });
}

Result<void> answer(const ExitWords& words) {
  QY_TRY(const auto workspace, Workspace::open(words.folder));
  QY_TRY(const FindingFacts finding, finding_on_record(*workspace, words.finding, words.approval));
  return step(words, finding, [&](FindingWay& way, const FindingFacts& facts, const Actor& by) {
    return way.answer(facts.fingerprint, words.note, by);
  });
}

}  // namespace

void add_findings(CommandLine& line) {
  CLI::App* command = line.parser.add_subcommand("findings", "疑点 (findings of the last screening)");
  command->require_subcommand(1);
  auto words = std::make_shared<ExitWords>();
  auto as_json = std::make_shared<bool>(false);
  command->add_option("-w,--workspace", words->folder, "工作区 (workspace)")->required();
  add_approval_words(*command, words->approval);

  CLI::App* all = command->add_subcommand("list", "列出 (list)");
  all->add_flag("--json", *as_json, "以 JSON 输出 (as JSON)");
  all->callback(
      [&line, words, as_json] { line.chosen = [words, as_json] { return list(*words, *as_json); }; });

  const auto add_one = [&](const std::string& name, const std::string& help, bool with_score) {
    CLI::App* one = command->add_subcommand(name, help);
    one->add_option("finding", words->finding, "名次或编号 (rank or number)")->required();
    one->callback([&line, words, with_score] {
      line.chosen = [words, with_score] { return show(*words, with_score); };
    });
  };
  add_one("show", "查看一条疑点 (show one, by rank or number)", false);
  add_one("explain", "逐项说明一条疑点和它的名次 (explain one, its place included)", true);

  CLI::App* exit = command->add_subcommand("exit", "记录疑点的出口 (record what became of one)");
  exit->add_option("finding", words->finding, "名次或编号 (rank or number)")->required();
  exit->add_option("exit", words->exit,
                   "data_correction 数据核正, rectification_exit 整改追缴, reminder_exit 提醒提示, "
                   "lead_transfer 移送线索, explained 情况已说明")
      ->required();
  exit->add_option("--by", words->by, "办理人 (who decided)")->required();
  exit->add_option("--note", words->note, "理由 (why)");
  exit->callback([&line, words] { line.chosen = [words] { return record_exit(*words); }; });

  const auto add_step = [&](const std::string& name, const std::string& help,
                            Result<void> (*run)(const ExitWords&)) {
    CLI::App* one = command->add_subcommand(name, help);
    one->add_option("finding", words->finding, "名次或编号 (rank or number)")->required();
    one->add_option("--by", words->by, "办理人账号 (account of who acts)")->required();
    one->callback([&line, words, run] { line.chosen = [words, run] { return run(*words); }; });
    return one;
  };
  CLI::App* asking = add_step("ask", "请主管单位说明 (ask the bureau concerned to explain)", ask);
  asking->add_option("--unit", words->unit, "主管单位 (the bureau)")->required();
  asking->add_option("--due", words->due, "答复期限 YYYY-MM-DD (its day)")->required();
  add_step("answer", "登记主管单位的说明 (record the bureau's explanation)", answer)
      ->add_option("--text", words->note, "说明内容 (what it says)")
      ->required();
}

}  // namespace qy
