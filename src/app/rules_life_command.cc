#include "app/rules_life_command.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/screening.h"
#include "app/workspace.h"
#include "base/clock.h"
#include "rules/card_check.h"
#include "rules/cases.h"
#include "rules/messages.h"

namespace qy {
namespace {

namespace fs = std::filesystem;

struct LifeWords {
  std::string folder, rule, parameter, value, by, reason;
  bool as_json = false;
};

// A workspace with its rules and what was decided about them.
struct County {
  std::unique_ptr<Workspace> workspace;
  RuleSet rules;
  Life life;

  static Result<County> open(const std::string& folder) {
    QY_TRY(auto workspace, Workspace::open(folder));
    QY_TRY(RuleSet rules, workspace->rules());
    QY_TRY(Life life, workspace->life());
    return County{std::move(workspace), std::move(rules), std::move(life)};
  }

  Result<const Rule*> rule(const std::string& id) const {
    if (const Rule* found = rules.find(id)) return found;
    for (const Error& error : rules.broken())
      std::fprintf(stderr, "未装入 (not loaded): %s\n", error.message.c_str());
    return not_found("没有规则 " + id + "，qingyuan rules list 列出全部 (no such rule)");
  }
};

const char* word_of(LifeState state) {
  switch (state) {
    case LifeState::draft:
      return "草稿";
    case LifeState::shadow:
      return "影子运行";
    case LifeState::in_force:
      return "施行";
    case LifeState::retired:
      return "停用";
    case LifeState::changed:
      return "内容已改，不运行，须重新发布";
  }
  return "";
}

Json json_of(const LifeRecord& record) {
  return {{"act", record.act},       {"parameter", record.parameter},
          {"value", record.value},   {"version", record.version},
          {"pin", record.pin},       {"by", record.by},
          {"reason", record.reason}, {"at", record.at}};
}

void print_history(const std::vector<LifeRecord>& history) {
  for (const LifeRecord& record : history)
    std::printf("         %s  %s%s  %s：%s\n", record.at.c_str(), record.act.c_str(),
                record.act == "set"
                    ? (" " + record.parameter + "=" + (record.value.empty() ? "原值" : record.value)).c_str()
                    : (" v" + std::to_string(record.version) + " " + record.pin).c_str(),
                record.by.c_str(), record.reason.c_str());
}

// One rule with its history, or every rule about which this county decided something or which does not run.
Result<void> status(const LifeWords& words) {
  QY_TRY(const County county, County::open(words.folder));
  if (!words.rule.empty()) QY_CHECK(county.rule(words.rule));
  Json all = Json::array();
  size_t quiet = 0;
  for (const Rule& rule : county.rules.rules()) {
    const auto history = county.life.of(rule.card.id);
    const LifeState state = county.life.state_of(rule, county.rules);
    if (!words.rule.empty() && rule.card.id != words.rule) continue;
    Json acts = Json::array();
    for (const LifeRecord& record : history) acts.push_back(json_of(record));
    all.push_back({{"rule", rule.card.id},
                   {"version", rule.card.version},
                   {"state", name_of(state)},
                   {"local", rule.local},
                   {"pin", pin_of(rule, county.rules)},
                   {"history", acts}});
    if (words.as_json) continue;
    if (words.rule.empty() && history.empty() && state == LifeState::in_force) {
      ++quiet;
      continue;
    }
    std::printf("%-8s v%d %s%s  %s\n", rule.card.id.c_str(), rule.card.version, word_of(state),
                rule.local ? "（本地）" : "", rule.card.title.c_str());
    print_history(history);
  }
  if (words.as_json) std::printf("%s\n", all.dump(1).c_str());
  if (!words.as_json && words.rule.empty())
    std::printf("其余 %zu 条随程序施行，本地未作改动 (in force as shipped)\n", quiet);
  return {};
}

// What may not be put before anyone, or run unseen: a card with faults, cases that fail.
Result<void> proven(const Rule& rule, const County& county) {
  auto problems = problems_of(rule, county.rules, county.workspace->tables());
  QY_TRY(const CasesReport report, run_cases(rule, county.rules, county.workspace->tables()));
  for (const CaseOutcome& outcome : report.cases)
    for (const std::string& failure : outcome.failures)
      problems.push_back("「" + outcome.name + "」: " + failure);
  if (problems.empty()) return {};
  for (const std::string& problem : problems)
    std::fprintf(stderr, "%s: %s\n", rule.name().c_str(), problem.c_str());
  return invalid(rule.name() + " 未通过检验，状态未变 (does not pass its checks: its state is as it was)");
}

Result<void> may_publish(const Rule& rule, const County& county) {
  if (county.life.state_of(rule, county.rules) == LifeState::in_force)
    return Error{Code::conflict, rule.name() + " 已在施行，未作改动 (is in force already)"};
  if (county.life.was_in_force(rule, county.rules)) return {};
  if (county.life.state_of(rule, county.rules) != LifeState::shadow)
    return Error{Code::conflict, rule.name() + " 这一内容还没有影子运行过，请先 qingyuan rules shadow " +
                                     rule.card.id +
                                     " (this text has not been in shadow: put it there first)"};
  if (!fs::exists(shadow_file(*county.workspace, rule, county.rules)))
    return Error{Code::conflict,
                 rule.name() +
                     " 在影子运行后还没有筛查过，请先 qingyuan screen，看过结果再发布 (no screening has "
                     "run it in shadow yet: screen, look, then publish)"};
  return {};
}

Result<void> act(const LifeWords& words, const std::string& act) {
  QY_TRY(const County county, County::open(words.folder));
  QY_TRY(const Rule* rule, county.rule(words.rule));
  if (act != "retire") QY_CHECK(proven(*rule, county));
  if (act == "publish") QY_CHECK(may_publish(*rule, county));
  QY_CHECK(LifeBook(county.workspace->folder())
               .append({.rule = rule->card.id,
                        .act = act,
                        .version = rule->card.version,
                        .pin = pin_of(*rule, county.rules),
                        .by = words.by,
                        .reason = words.reason,
                        .at = SystemClock().stamp()}));
  QY_TRY(const Life life, county.workspace->life());
  std::printf("已登记：%s 现为%s，下次筛查起生效 (recorded: %s, from the next screening on)\n",
              rule->name().c_str(), word_of(life.state_of(*rule, county.rules)),
              std::string(name_of(life.state_of(*rule, county.rules))).c_str());
  return {};
}

Result<void> set(const LifeWords& words) {
  QY_TRY(const County county, County::open(words.folder));
  QY_TRY(const Rule* rule, county.rule(words.rule));
  const auto& parameters = rule->card.parameters;
  const auto parameter = std::find_if(parameters.begin(), parameters.end(),
                                      [&](const RuleParameter& p) { return p.name == words.parameter; });
  if (parameter == parameters.end()) return invalid(say(kNoParameter, words.rule, words.parameter));
  const auto& file = county.workspace->settings().parameters;
  if (const auto own = file.find(words.rule); own != file.end() && own->second.contains(words.parameter))
    return Error{Code::conflict,
                 "qingyuan.yaml 里已有 " + words.rule + " 的参数 " + words.parameter +
                     "，请先从那里删去；未作改动 (is in qingyuan.yaml: take it out there first)"};
  LifeRecord record{.rule = words.rule,
                    .act = "set",
                    .parameter = words.parameter,
                    .by = words.by,
                    .reason = words.reason,
                    .at = SystemClock().stamp()};
  if (words.value != "default") {
    QY_TRY(record.value, value_in_unit(*parameter, words.value));
    QY_CHECK(constants_of(rule->card, Date(), {{words.parameter, record.value}}));
  }
  QY_CHECK(LifeBook(county.workspace->folder()).append(record));
  std::printf("已登记：%s 的 %s 由 %s 改为 %s（%s）\n", words.rule.c_str(), words.parameter.c_str(),
              parameter->value.c_str(),
              record.value.empty() ? parameter->value.c_str() : record.value.c_str(),
              parameter->unit.c_str());
  return {};
}

}  // namespace

Result<std::string> value_in_unit(const RuleParameter& parameter, const std::string& written) {
  if (parameter.is_text) return written;
  char* end = nullptr;
  (void)std::strtod(written.c_str(), &end);
  const std::string number = written.substr(0, size_t(end - written.c_str()));
  std::string unit = end;
  unit.erase(0, std::min(unit.find_first_not_of(' '), unit.size()));
  if (!number.empty() && unit == parameter.unit) return number;
  return invalid("参数 " + parameter.name + " 的单位是“" + parameter.unit + "”，请连单位一起写，例如 " +
                 parameter.value + parameter.unit + "；未作改动 (write the value with its unit, as " +
                 parameter.value + parameter.unit + "; nothing was changed)");
}

void add_rule_life(CommandLine& line, CLI::App& rules) {
  auto words = std::make_shared<LifeWords>();
  const auto add = [&](const char* name, const char* help,
                       const std::function<Result<void>(const LifeWords&)>& run) {
    CLI::App* command = rules.add_subcommand(name, help);
    command->add_option("-w,--workspace", words->folder, "工作区 (workspace)")->required();
    command->add_option("rule", words->rule, "规则编号 (id)");
    command->callback([&line, words, run] { line.chosen = [words, run] { return run(*words); }; });
    return command;
  };
  const auto add_signed = [&](const char* name, const char* help,
                              const std::function<Result<void>(const LifeWords&)>& run) {
    CLI::App* command = add(name, help, run);
    command->get_option("rule")->required();
    command->add_option("--by", words->by, "办理人 (who decides)")->required();
    command->add_option("--reason", words->reason, "理由 (why)")->required();
    return command;
  };
  add("status", "规则在本地的状态 (a rule's state here)", status)
      ->add_flag("--json", words->as_json, "以 JSON 输出 (as JSON)");
  for (const auto& [name, help] :
       {std::pair("shadow", "影子运行：运行但不给任何人看 (run it unseen)"),
        std::pair("publish", "发布施行 (put it in force)"), std::pair("retire", "停用 (retire it)")})
    add_signed(name, help,
               [act_name = std::string(name)](const LifeWords& said) { return act(said, act_name); });
  CLI::App* setting = add_signed("set", "本地参数 (a parameter of this county)", set);
  setting->add_option("parameter", words->parameter, "参数 (parameter)")->required();
  setting
      ->add_option("value", words->value,
                   "值，连单位，如 62天；default 恢复原值 (with its unit; default: the card's)")
      ->required();
}

}  // namespace qy
