#include <cstdio>
#include <memory>

#include "app/answerable.h"
#include "app/commands.h"
#include "base/disk.h"
#include "leads/answerable.h"
#include "rules/admission.h"

namespace qy {
namespace {

// Answerable or not, these do not run by themselves.
void print_what_does_not_run(const RuleSet& rules, const Life& life) {
  std::string restricted, asleep;
  for (const Rule& rule : rules.rules()) {
    if (is_restricted(rule, rules)) restricted += (restricted.empty() ? "" : "、") + rule.card.id;
    if (const LifeState state = life.state_of(rule, rules); state != LifeState::in_force)
      asleep += (asleep.empty() ? "" : "、") + rule.card.id + "（" + std::string(name_of(state)) + "）";
  }
  if (!asleep.empty()) std::printf("不在施行，见 qingyuan rules status (not in force)：%s\n", asleep.c_str());
  if (!restricted.empty())
    std::printf(
        "受限规则，有经批准的用途才运行 qingyuan screen --purpose … (only for an approved purpose)：%s\n",
        restricted.c_str());
}

// What the data at hand can and cannot answer, rule by rule, and what one more file would open.
Result<void> coverage(const std::string& folder, const std::string& html) {
  QY_TRY(const auto workspace, Workspace::open(folder));
  QY_TRY(const RuleSet rules, workspace->rules());
  QY_TRY(const Screening screening, needs_alone(*workspace, rules));
  if (!html.empty()) return write_file(html, answerable_html(screening));
  std::fputs(answerable_terminal(screening).c_str(), stdout);
  QY_TRY(const Life life, workspace->life());
  print_what_does_not_run(rules, life);
  return {};
}

}  // namespace

void add_rules_coverage(CommandLine& line, CLI::App& rules) {
  auto folder = std::make_shared<std::string>(), html = std::make_shared<std::string>();
  CLI::App* command = rules.add_subcommand("coverage", "这批数据能问什么 (what can be asked of this data)");
  command->add_option("-w,--workspace", *folder, "工作区 (workspace)")->required();
  command->add_option("--html", *html, "写成网页 (write a page)");
  command->callback(
      [&line, folder, html] { line.chosen = [folder, html] { return coverage(*folder, *html); }; });
}

}  // namespace qy
