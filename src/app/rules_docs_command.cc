#include <cstdio>
#include <memory>

#include "app/commands.h"
#include "app/content.h"
#include "app/records.h"
#include "app/rules_pages.h"
#include "app/workspace.h"
#include "base/disk.h"
#include "leads/report_json.h"

namespace qy {
namespace {

namespace fs = std::filesystem;

struct DocsWords {
  std::string folder, out = "docs";
};

Result<void> shipped_pages(const std::string& out) {
  QY_TRY(const auto content, find_content());
  QY_TRY(const RuleSet rules, RuleSet::load({content / "rules"}));
  return write_rule_pages(rules, {}, out);
}

// The county's own rules among them, with what its last screening and its exits say.
Result<void> county_pages(const DocsWords& words) {
  QY_TRY(const auto workspace, Workspace::open(words.folder));
  QY_TRY(const RuleSet rules, workspace->rules());
  PageFacts facts;
  Screening screening;
  if (const fs::path latest = workspace->folder() / "findings" / "latest.json"; fs::exists(latest)) {
    QY_TRY(const std::string text, read_file(latest));
    QY_TRY(screening, read_report_json(text));
    QY_TRY(const auto exits, all_exits(*workspace));
    facts = {&screening, tally_by_rule(exits, screening.rules)};
  }
  return write_rule_pages(rules, facts, words.out);
}

Result<void> write_pages(const DocsWords& words) {
  QY_CHECK(words.folder.empty() ? shipped_pages(words.out) : county_pages(words));
  std::printf("已写出 %s/rules.md 和 %s/rules/ (written)\n", words.out.c_str(), words.out.c_str());
  return {};
}

}  // namespace

void add_rules_docs(CommandLine& line, CLI::App& rules) {
  auto words = std::make_shared<DocsWords>();
  CLI::App* command =
      rules.add_subcommand("docs", "写出规则页面，每包一页 (write the rule pages, one a pack)");
  command->add_option("-w,--workspace", words->folder,
                      "连同这个工作区的规则、覆盖和核实率 (its rules, coverage and precision)");
  command->add_option("-o,--out", words->out, "写到哪个文件夹 (folder)")->capture_default_str();
  command->callback([&line, words] { line.chosen = [words] { return write_pages(*words); }; });
}

}  // namespace qy
