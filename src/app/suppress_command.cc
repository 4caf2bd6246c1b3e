#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/commands.h"
#include "app/workspace.h"
#include "base/clock.h"
#include "base/disk.h"
#include "leads/report_json.h"
#include "leads/suppression.h"

namespace qy {
namespace {

struct SuppressWords {
  std::string folder, finding, rule, unit, by, approved_by, reason, until, id;
  bool as_json = false;
};

Result<Suppression> asked(const SuppressWords& words, const Workspace& workspace, const Clock& clock) {
  Suppression s{.rule = words.rule,
                .unit = words.unit,
                .reason = words.reason,
                .asked_by = words.by,
                .approved_by = words.approved_by,
                .at = clock.stamp(),
                .from = clock.today()};
  QY_TRY(s.until, Date::from_iso(words.until));
  if (!words.finding.empty()) {
    QY_TRY(const std::string text, read_file(workspace.folder() / "findings" / "latest.json"));
    QY_TRY(const Screening screening, read_report_json(text));
    QY_TRY(const Finding* finding, find_finding(screening, words.finding));
    s.rule = finding->rule;
    s.fingerprint = finding->fingerprint;
    s.amount_fen = finding->amount_fen;
  }
  QY_TRY(const RuleSet rules, workspace.rules());
  const Rule* rule = rules.find(s.rule);
  if (!s.rule.empty() && rule == nullptr) return not_found("没有规则 " + s.rule + " (no such rule)");
  if (rule != nullptr) s.version = rule->card.version;
  return s;
}

Result<void> add(const SuppressWords& words) {
  QY_TRY(const auto workspace, Workspace::open(words.folder));
  QY_TRY(const Suppression suppression, asked(words, *workspace, SystemClock()));
  QY_TRY(const std::string id, SuppressionBook(workspace->folder()).add(suppression));
  std::printf("已登记压制 %s，%s 前有效，下次筛查起单独列出 (recorded; listed apart until then)\n",
              id.c_str(), suppression.until.iso().c_str());
  return {};
}

const char* state_of(const Suppression& s, Date today) {
  if (!s.ended_at.empty()) return "已结束";
  return s.holds_on(today) ? "有效" : "已到期";
}

Result<void> list(const SuppressWords& words) {
  QY_TRY(const auto workspace, Workspace::open(words.folder));
  QY_TRY(const auto all, SuppressionBook(workspace->folder()).load());
  const Date today = SystemClock().today();
  Json told = Json::array();
  for (const Suppression& s : all) {
    told.push_back({{"id", s.id},
                    {"rule", s.rule},
                    {"fingerprint", s.fingerprint},
                    {"unit", s.unit},
                    {"reason", s.reason},
                    {"asked_by", s.asked_by},
                    {"approved_by", s.approved_by},
                    {"from", s.from.iso()},
                    {"until", s.until.iso()},
                    {"holds", s.holds_on(today)},
                    {"ended_by", s.ended_by},
                    {"end_reason", s.end_reason},
                    {"ended_at", s.ended_at}});
    if (words.as_json) continue;
    std::printf("%s  %s  %s %s  %s 至 %s  提出 %s，批准 %s：%s\n", s.id.c_str(), state_of(s, today),
                s.rule.c_str(), (s.unit.empty() ? s.fingerprint : s.unit).c_str(), s.from.iso().c_str(),
                s.until.iso().c_str(), s.asked_by.c_str(), s.approved_by.c_str(), s.reason.c_str());
    if (!s.ended_at.empty())
      std::printf("       %s %s 结束：%s\n", s.ended_at.c_str(), s.ended_by.c_str(), s.end_reason.c_str());
  }
  if (words.as_json) std::printf("%s\n", told.dump(1).c_str());
  if (!words.as_json && all.empty()) std::printf("没有压制 (none)\n");
  return {};
}

Result<void> end(const SuppressWords& words) {
  QY_TRY(const auto workspace, Workspace::open(words.folder));
  QY_CHECK(SuppressionBook(workspace->folder()).end(words.id, words.by, words.reason, SystemClock().stamp()));
  std::printf("压制 %s 已结束，下次筛查起恢复列出 (ended)\n", words.id.c_str());
  return {};
}

}  // namespace

void add_suppress(CommandLine& line) {
  auto words = std::make_shared<SuppressWords>();
  CLI::App* command = line.parser.add_subcommand(
      "suppress", "压制：暂不列出已知情况的疑点 (keep known findings out of the list)");
  command->require_subcommand(1);
  const auto sub = [&](const char* name, const char* help, Result<void> (*run)(const SuppressWords&)) {
    CLI::App* one = command->add_subcommand(name, help);
    one->add_option("-w,--workspace", words->folder, "工作区 (workspace)")->required();
    one->callback([&line, words, run] { line.chosen = [words, run] { return run(*words); }; });
    return one;
  };
  CLI::App* adding = sub("add", "登记一项压制 (record one)", add);
  adding->add_option("--finding", words->finding, "疑点名次或编号 (rank or number of a finding)");
  adding->add_option("--rule", words->rule, "规则编号，与 --unit 同用 (a rule, with --unit)");
  adding->add_option("--unit", words->unit,
                     "单位名称或代码，与疑点中所写一致 (the unit as the finding names it)");
  adding->add_option("--by", words->by, "提出人 (who asks)")->required();
  adding->add_option("--approved-by", words->approved_by, "批准人，不能是提出人 (who agrees, another person)")
      ->required();
  adding->add_option("--reason", words->reason, "理由 (why)")->required();
  adding->add_option("--until", words->until, "到期日 YYYY-MM-DD，最长 366 天 (its last day)")->required();
  sub("list", "列出 (list)", list)->add_flag("--json", words->as_json, "以 JSON 输出 (as JSON)");
  CLI::App* ending = sub("end", "提前结束 (end one)", end);
  ending->add_option("id", words->id, "编号 (its id)")->required();
  ending->add_option("--by", words->by, "办理人 (who decides)")->required();
  ending->add_option("--reason", words->reason, "理由 (why)")->required();
}

}  // namespace qy
