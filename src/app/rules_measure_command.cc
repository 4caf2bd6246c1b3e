#include <algorithm>
#include <cstdio>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/approval_words.h"
#include "app/records.h"
#include "app/rule_comparison.h"
#include "app/rules_life_command.h"
#include "app/screening.h"
#include "base/clock.h"
#include "leads/exits.h"
#include "leads/findings_difference.h"
#include "leads/precision.h"
#include "rules/card_check.h"
#include "rules/messages.h"

namespace qy {
namespace {

namespace fs = std::filesystem;

struct MeasureWords {
  std::string folder, rule, against, as_of;
  std::vector<std::string> with;
  Approval approval;
  bool as_json = false;
};

// What each card guessed, what the recorded exits say, and what is believed now (leads/precision.h).
Result<void> precision(const MeasureWords& words) {
  QY_TRY(const auto workspace, Workspace::open(words.folder));
  QY_TRY(const RuleSet rules, workspace->rules());
  QY_TRY(const auto exits, all_exits(*workspace));
  std::map<std::string, RuleFacts> cards;
  for (const Rule& rule : rules.rules()) cards[rule.card.id] = facts_of(rule, {});
  const auto tallies = tally_by_rule(exits, cards);
  Json all = Json::array();
  if (!words.as_json)
    std::printf("规则      先验     已登记   已核实   现值\n(rule     prior    exits    confirmed  now)\n");
  for (const auto& [id, card] : cards) {
    const auto at = tallies.find(id);
    const Tally tally = at == tallies.end() ? Tally{} : at->second;
    const double now = Precision::of(card.precision_prior, tally).mean();
    all.push_back({{"rule", id},
                   {"prior", card.precision_prior},
                   {"basis", card.precision_basis},
                   {"exits", tally.decided},
                   {"confirmed", tally.confirmed},
                   {"precision", now}});
    if (!words.as_json)
      std::printf("%-8s %6.1f%% %8.1f %8.1f %6.1f%%  %s\n", id.c_str(), card.precision_prior * 100,
                  tally.decided, tally.confirmed, now * 100, card.title.c_str());
  }
  if (words.as_json) std::printf("%s\n", all.dump(1).c_str());
  return {};
}

// The values of this county that this text knows: another version may have other parameters.
ScreenOptions known_to(ScreenOptions options, const Card& card) {
  std::erase_if(options.overrides[card.id], [&](const auto& value) {
    return std::none_of(card.parameters.begin(), card.parameters.end(),
                        [&](const RuleParameter& p) { return p.name == value.first; });
  });
  return options;
}

void print_findings(const char* change, const std::vector<const Finding*>& findings) {
  for (const Finding* finding : findings)
    std::printf("%s  %-6s %s  %s\n", finding->fingerprint.c_str(), change, finding->subject_label.c_str(),
                finding->sentence.c_str());
}

// "limit_fen=80000分" for each; refused without the unit, and where the card does not know the parameter.
Result<std::map<std::string, std::string>> values_of(const MeasureWords& words, const Rule& rule) {
  std::map<std::string, std::string> values;
  for (const std::string& written : words.with) {
    const size_t at = written.find('=');
    const std::string name = written.substr(0, at);
    const auto parameter =
        std::ranges::find_if(rule.card.parameters, [&](const RuleParameter& p) { return p.name == name; });
    if (at == written.npos || parameter == rule.card.parameters.end())
      return invalid(say(kNoParameter, words.rule, name));
    QY_TRY(values[name], value_in_unit(*parameter, written.substr(at + 1)));
  }
  QY_CHECK(constants_of(rule.card, Date(), values));
  return values;
}

Result<void> may_run(const Rule& rule, const RuleSet& rules, const Workspace& workspace, bool is_approved) {
  const auto forbidden = forbidden_reads(rule, rules, workspace.tables());
  if (!forbidden.empty()) return Error{Code::forbidden, forbidden.front()};
  if (is_restricted(rule, rules) && !is_approved)
    return Error{Code::forbidden, rule.card.id +
                                      " 属受限规则包，未运行：请写明 --purpose、--approved-by、--approval-no "
                                      "(restricted: name the approved purpose)"};
  return {};
}

struct Side {  // what is held against the rule as it stands here
  RuleSet rules;
  std::string told;  // a folder, or the values
  std::map<std::string, std::string> values;
};

Result<Side> other_side(const MeasureWords& words, const Rule& now, const RuleSet& rules) {
  if (words.against.empty() == words.with.empty())
    return invalid(
        "请写明 --against 文件夹，或者 --with 参数=值 (say --against FOLDER, or --with PARAMETER=VALUE)");
  if (words.against.empty()) {
    QY_TRY(auto values, values_of(words, now));
    std::string told;
    for (const std::string& one : words.with) told += (told.empty() ? "" : " ") + one;
    return Side{rules, told, std::move(values)};
  }
  QY_TRY(const Rule other, load_rule(words.against));
  if (other.card.id != words.rule)
    return invalid(words.against + " 里是规则 " + other.card.id + "，不是 " + words.rule +
                   " (holds another rule)");
  return Side{rules.with(other), words.against, {}};
}

Json json_of(const char* change, const Finding& finding) {
  return {{"id", finding.fingerprint},
          {"change", change},
          {"band", name_of(finding.band)},
          {"label", finding.subject_label},
          {"sentence", finding.sentence},
          {"amount_fen", finding.amount_fen ? Json(*finding.amount_fen) : Json(nullptr)}};
}

// The rule as it stands here against another folder's text of it, or against other values, on all that the workspace
// holds.
Result<void> diff(const MeasureWords& words) {
  QY_TRY(const auto workspace, Workspace::open(words.folder));
  QY_TRY(const RuleSet rules, workspace->rules());
  const Rule* now = rules.find(words.rule);
  if (now == nullptr) return not_found("没有规则 " + words.rule + " (no such rule)");
  QY_TRY(const Side side, other_side(words, *now, rules));
  const Rule& other = *side.rules.find(words.rule);
  QY_TRY(const auto approval, approval_of(words.approval));
  QY_CHECK(may_run(*now, rules, *workspace, approval.has_value()));
  QY_CHECK(may_run(other, side.rules, *workspace, approval.has_value()));
  QY_TRY(const ScreenOptions options, options_on(*workspace, words.as_of, SystemClock()));
  const std::string at = SystemClock().stamp();
  QY_TRY(const Screening here, asked_alone(*now, rules, *workspace, known_to(options, now->card), at));
  QY_TRY(const Screening there,
         asked_alone(other, side.rules, *workspace,
                     with_values(known_to(options, other.card), words.rule, side.values), at));

  const FindingsDifference difference = difference_of(here.findings, there.findings);
  if (words.as_json) {
    Json told = Json::array();
    for (const Finding* one : difference.gone) told.push_back(json_of("gone", *one));
    for (const Finding* one : difference.stayed) told.push_back(json_of("same", *one));
    for (const Finding* one : difference.came) told.push_back(json_of("new", *one));
    const Json json{
        {"rule", words.rule},
        {"here", {{"version", now->card.version}, {"hash", now->hash}, {"findings", here.findings.size()}}},
        {"against",
         {{"version", other.card.version}, {"hash", other.hash}, {"findings", there.findings.size()}}},
        {"counts",
         {{"new", difference.came.size()},
          {"gone", difference.gone.size()},
          {"same", difference.stayed.size()}}},
        {"findings", told}};
    std::printf("%s\n", json.dump(1).c_str());
    return {};
  }
  std::printf("%s（现用，%zu 条）→ %s（%s，%zu 条）：新增 %zu，消失 %zu，相同 %zu\n", now->name().c_str(),
              here.findings.size(), other.name().c_str(), side.told.c_str(), there.findings.size(),
              difference.came.size(), difference.gone.size(), difference.stayed.size());
  print_findings("消失", difference.gone);
  print_findings("新增", difference.came);
  return {};
}

}  // namespace

void add_rule_measures(CommandLine& line, CLI::App& rules) {
  auto words = std::make_shared<MeasureWords>();
  const auto add = [&](const char* name, const char* help, Result<void> (*run)(const MeasureWords&)) {
    CLI::App* command = rules.add_subcommand(name, help);
    command->add_option("-w,--workspace", words->folder, "工作区 (workspace)")->required();
    command->add_flag("--json", words->as_json, "以 JSON 输出 (as JSON)");
    command->callback([&line, words, run] { line.chosen = [words, run] { return run(*words); }; });
    return command;
  };
  add("precision", "每条规则的核实比例：先验、登记的出口、现值 (how often each rule was right)", precision);
  CLI::App* comparing =
      add("diff",
          "同一规则两个版本，或者两种参数，在现有数据上的差别 (two versions or values on the data at hand)",
          diff);
  comparing->add_option("rule", words->rule, "规则编号 (id)")->required();
  comparing->add_option("--against", words->against, "另一版本的文件夹 (folder of the other version)");
  comparing->add_option("--with", words->with,
                        "另外的参数，连单位，如 grace_days=62天 (other values, with their units)");
  comparing->add_option("--as-of", words->as_of, "以哪一天为准 YYYY-MM-DD (the day to judge by; today)");
  add_approval_words(*comparing, words->approval);
}

}  // namespace qy
