#include <algorithm>
#include <cstdio>
#include <iterator>
#include <memory>
#include <nlohmann/json.hpp>
#include <set>

#include "app/commands.h"
#include "app/content.h"
#include "app/rules_document.h"
#include "app/rules_life_command.h"
#include "app/spark_words.h"
#include "app/typologies.h"
#include "app/workspace.h"
#include "base/disk.h"
#include "rules/admission.h"
#include "rules/card_check.h"
#include "rules/card_json.h"
#include "rules/cases.h"
#include "rules/program.h"
#include "rules/screen.h"
#include "rules/subset_check.h"

namespace qy {
namespace {

struct Shipped {
  TableSet tables;
  RuleSet rules;
};

Result<Shipped> load_shipped() {
  QY_TRY(const auto content, find_content());
  QY_TRY(TableSet tables, TableSet::load(content / "tables"));
  QY_TRY(RuleSet rules, RuleSet::load({content / "rules"}));
  return Shipped{std::move(tables), std::move(rules)};
}

// With a workspace, its own rules laid over the shipped ones.
Result<Shipped> load_rules(const std::string& folder) {
  if (folder.empty()) return load_shipped();
  QY_TRY(const auto workspace, Workspace::open(folder));
  QY_TRY(RuleSet rules, workspace->rules());
  return Shipped{workspace->tables(), std::move(rules)};
}

Result<void> list(bool as_json) {
  QY_TRY(const Shipped shipped, load_shipped());
  Json all = Json::array();
  for (const Rule& rule : shipped.rules.rules()) {
    if (as_json)
      all.push_back(json_of(rule));
    else
      std::printf("%-8s v%d  %-18s %s\n", rule.card.id.c_str(), rule.card.version, rule.card.pack.c_str(),
                  rule.card.title.c_str());
  }
  if (as_json) std::printf("%s\n", all.dump(1).c_str());
  for (const Error& error : shipped.rules.broken())
    std::fprintf(stderr, "未装入 (not loaded): %s\n", error.message.c_str());
  return {};
}

Result<void> show(const std::string& id) {
  QY_TRY(const Shipped shipped, load_shipped());
  const Rule* rule = shipped.rules.find(id);
  if (rule == nullptr) return not_found("没有规则 " + id + "，qingyuan rules list 列出全部 (no such rule)");
  std::fputs(card_document(*rule).c_str(), stdout);
  return {};
}

Result<void> packs(bool as_json) {
  QY_TRY(const Shipped shipped, load_shipped());
  Json all = Json::object();
  for (const auto& [name, pack] : shipped.rules.packs()) {
    all[name] = {{"label", pack.label},
                 {"english", pack.english},
                 {"restricted", pack.restricted},
                 {"reads", pack.reads}};
    if (as_json) continue;
    std::printf("%-18s %s%s\n                   ", name.c_str(), pack.label.c_str(),
                pack.restricted ? "（须经批准 restricted）" : "");
    for (const std::string& table : pack.reads) std::printf(" %s", table.c_str());
    std::printf("\n");
  }
  if (as_json) std::printf("%s\n", all.dump(1).c_str());
  return {};
}

// One rule: its card, then its cases. Prints what is wrong; returns how many things are.
size_t test_rule(const Rule& rule, const Shipped& shipped, size_t& passed) {
  size_t failed = 0;
  for (const std::string& problem : problems_of(rule, shipped.rules, shipped.tables)) {
    std::printf("%s: %s\n", rule.name().c_str(), problem.c_str());
    ++failed;
  }
  auto report = run_cases(rule, shipped.rules, shipped.tables);
  if (!report.ok()) {
    std::printf("%s: %s\n", rule.name().c_str(), report.error().message.c_str());
    return failed + 1;
  }
  for (const CaseOutcome& outcome : report->cases)
    for (const std::string& failure : outcome.failures)
      std::printf("%s 「%s」: %s\n", rule.name().c_str(), outcome.name.c_str(), failure.c_str());
  passed += report->cases.size() - report->failed();
  return failed + report->failed();
}

Result<std::vector<const Rule*>> named(const RuleSet& rules, const std::vector<std::string>& ids) {
  for (const std::string& id : ids)
    if (rules.matching(id).empty()) {
      for (const Error& error : rules.broken())
        std::fprintf(stderr, "未装入 (not loaded): %s\n", error.message.c_str());
      return not_found("没有规则 " + id + (rules.broken().empty() ? "" : "；也许它没有装入，原因见上") +
                       " (no such rule" +
                       (rules.broken().empty() ? ")" : ", or it did not load: see above)"));
    }
  std::string globs;
  for (const std::string& id : ids) globs += (globs.empty() ? "" : ",") + id;
  return rules.matching(globs);
}

Result<void> told(size_t rules, size_t passed, size_t failed) {
  std::printf("%zu 条规则 (rules)\n%zu passed, %zu failed\n", rules, passed, failed);
  if (failed > 0) return invalid("有规则未通过检验，见上 (rules failed, see above)");
  return {};
}

// The rules' SQL, and that of the shared relations which they read, against the common subset. Prints what
// strays; returns how many things do.
Result<size_t> test_subset(const std::vector<const Rule*>& rules, const Shipped& shipped) {
  QY_TRY(const auto check, SubsetCheck::over(shipped.rules, shipped.tables));
  std::vector<std::string> sqls, problems;
  const auto add = [&](const std::string& sql, const std::string& file) {
    for (std::string& problem : check.problems_of(sql, file)) problems.push_back(std::move(problem));
  };
  for (const Rule* rule : rules) {
    sqls.push_back(rule->sql);
    add(rule->sql, (rule->folder / "rule.sql").string());
  }
  for (const std::string& name : prepared_for(sqls, shipped.rules))
    add(shipped.rules.prepared().find(name)->second, "rules/prepared/" + name + ".sql");
  for (const std::string& problem : problems) std::printf("%s\n", problem.c_str());
  return problems.size();
}

Result<void> test(const std::vector<std::string>& ids, const std::string& folder) {
  QY_TRY(const Shipped shipped, load_rules(folder));
  QY_TRY(const auto chosen, named(shipped.rules, ids));
  QY_TRY(const size_t straying, test_subset(chosen, shipped));
  size_t passed = 0, failed = shipped.rules.broken().size() + straying;
  for (const Error& error : shipped.rules.broken()) std::printf("%s\n", error.message.c_str());
  for (const Rule* rule : chosen) failed += test_rule(*rule, shipped, passed);
  if (ids.empty()) {
    QY_TRY(failed, test_typologies(shipped.rules, failed, passed));
  }
  return told(chosen.size(), passed, failed);
}

// Every case on both engines: Spark's answers must be as expected, and cell by cell DuckDB's.
Result<void> test_on_spark(const std::vector<std::string>& ids, const std::string& folder,
                           const SparkWords& words) {
  QY_TRY(const Shipped shipped, load_rules(folder));
  QY_TRY(const auto chosen, named(shipped.rules, ids));
  std::vector<Case> cases;
  for (const Rule* rule : chosen) {
    QY_TRY(auto some, cases_of(*rule, shipped.rules, shipped.tables));
    std::move(some.begin(), some.end(), std::back_inserter(cases));
  }
  QY_TRY(const ScratchFolder scratch, ScratchFolder::make("qingyuan-cases"));
  QY_TRY(const auto duckdb,
         duckdb_executor(shipped.rules.prelude(), {.engine = {.threads = 1}, .side_by_side = 1}));
  QY_TRY(const auto spark, spark_of(words, shipped.rules, scratch.path()));
  QY_TRY(const CasesReport here, run_cases(cases, *duckdb));
  QY_TRY(CasesReport there, run_cases(cases, *spark));
  for (const Error& error : shipped.rules.broken()) std::printf("%s\n", error.message.c_str());
  size_t wrong_cases = 0;
  for (size_t i = 0; i < cases.size(); ++i) {
    auto& wrong = there.cases[i].failures;
    for (const std::string& difference : differences(here.cases[i], there.cases[i]))
      wrong.push_back(difference);
    for (const std::string& failure : wrong)
      std::printf("%s 「%s」: %s\n", there.cases[i].id.c_str(), there.cases[i].name.c_str(), failure.c_str());
    wrong_cases += wrong.empty() ? 0 : 1;
  }
  return told(chosen.size(), cases.size() - wrong_cases, wrong_cases + shipped.rules.broken().size());
}

}  // namespace

void add_rules(CommandLine& line) {
  CLI::App* command = line.parser.add_subcommand("rules", "规则 (the rules)");
  command->require_subcommand(1);

  auto as_json = std::make_shared<bool>(false);
  CLI::App* all = command->add_subcommand("list", "列出 (list)");
  all->add_flag("--json", *as_json, "以 JSON 输出 (as JSON)");
  all->callback([&line, as_json] { line.chosen = [as_json] { return list(*as_json); }; });

  CLI::App* fences =
      command->add_subcommand("packs", "规则包与可读的表 (the packs, and the tables that each may read)");
  fences->add_flag("--json", *as_json, "以 JSON 输出 (as JSON)");
  fences->callback([&line, as_json] { line.chosen = [as_json] { return packs(*as_json); }; });

  auto id = std::make_shared<std::string>();
  CLI::App* one = command->add_subcommand("show", "查看一条规则 (show one)");
  one->add_option("rule", *id)->required();
  one->callback([&line, id] { line.chosen = [id] { return show(*id); }; });

  auto ids = std::make_shared<std::vector<std::string>>();
  CLI::App* tests = command->add_subcommand("test", "运行规则案例 (run the cases)");
  tests->add_option("rules", *ids, "规则编号或规则包，可用 * (ids or packs, globs)");
  auto engine = std::make_shared<std::string>("duckdb");
  auto spark = std::make_shared<SparkWords>(SparkWords{.tiny = true});
  tests->add_option("--engine", *engine, "引擎 (engine)")->check(CLI::IsMember({"duckdb", "spark"}));
  add_spark_words(*tests, *spark);
  auto folder = std::make_shared<std::string>();
  tests->add_option("-w,--workspace", *folder, "连同这个工作区自己的规则 (its own rules too)");
  tests->callback([&line, ids, engine, spark, folder] {
    line.chosen = [ids, engine, spark, folder] {
      return *engine == "spark" ? test_on_spark(*ids, *folder, *spark) : test(*ids, *folder);
    };
  });

  add_rules_coverage(line, *command);
  add_rules_docs(line, *command);

  add_rule_life(line, *command);
  add_rule_measures(line, *command);
}

}  // namespace qy
