#include <algorithm>
#include <cstdio>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/approval_words.h"
#include "app/records.h"
#include "app/rules_life_command.h"
#include "app/screening.h"
#include "base/clock.h"
#include "leads/exits.h"
#include "leads/precision.h"
#include "rules/card_check.h"

namespace qy {
namespace {

namespace fs = std::filesystem;

struct MeasureWords {
  std::string folder, rule, against, as_of;
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

using ByFingerprint = std::map<std::string, Finding>;

Result<ByFingerprint> found_by(const Rule& rule, const RuleSet& rules, Workspace& workspace,
                               const ScreenOptions& options) {
  QY_TRY(const ScreenResult result, screen(workspace.lake(), rules, {&rule}, options));
  for (const RuleTiming& run : result.runs)
    if (!run.failure.empty()) return invalid((rule.folder / "rule.sql").string() + ": " + run.failure);
  for (const CoverageRow& row : result.coverage)
    if (row.outcome == "no_data")
      return not_found(rule.name() + " 缺少数据 " + row.detail + "，无从比较 (no data to compare on)");
  QY_TRY(Screening screening,
         to_screening(result, {&rule}, workspace, options, "duckdb", SystemClock().stamp()));
  merge_same(screening);
  ByFingerprint found;
  for (Finding& finding : screening.findings) found.emplace(finding.fingerprint, std::move(finding));
  return found;
}

// The values of this county that this text knows: another version may have other parameters.
ScreenOptions known_to(ScreenOptions options, const Card& card) {
  std::erase_if(options.overrides[card.id], [&](const auto& value) {
    return std::none_of(card.parameters.begin(), card.parameters.end(),
                        [&](const RuleParameter& p) { return p.name == value.first; });
  });
  return options;
}

void print_table(const std::vector<std::pair<const char*, const Finding*>>& rows) {
  for (const auto& [change, finding] : rows)
    if (std::string_view(change) != "same")
      std::printf("%s  %-6s %s  %s\n", finding->fingerprint.c_str(),
                  std::string_view(change) == "new" ? "新增" : "消失", finding->subject_label.c_str(),
                  finding->sentence.c_str());
}

// The rule as it stands here against another folder's text of it, on all that the workspace holds.
Result<void> diff(const MeasureWords& words) {
  QY_TRY(const auto workspace, Workspace::open(words.folder));
  QY_TRY(const RuleSet rules, workspace->rules());
  const Rule* now = rules.find(words.rule);
  if (now == nullptr) return not_found("没有规则 " + words.rule + " (no such rule)");
  QY_TRY(const Rule other, load_rule(words.against));
  if (other.card.id != words.rule)
    return invalid(words.against + " 里是规则 " + other.card.id + "，不是 " + words.rule +
                   " (holds another rule)");
  const RuleSet others = rules.with(other);
  QY_TRY(const auto approval, approval_of(words.approval));
  for (const RuleSet* set : {&rules, &others}) {
    const Rule* rule = set->find(words.rule);
    const auto forbidden = forbidden_reads(*rule, *set, workspace->tables());
    if (!forbidden.empty()) return Error{Code::forbidden, forbidden.front()};
    if (is_restricted(*rule, *set) && !approval)
      return Error{Code::forbidden,
                   words.rule +
                       " 属受限规则包，未运行：请写明 --purpose、--approved-by、--approval-no "
                       "(restricted: name the approved purpose)"};
  }
  QY_TRY(const ScreenOptions options, options_on(*workspace, words.as_of, SystemClock()));
  QY_TRY(const ByFingerprint here, found_by(*now, rules, *workspace, known_to(options, now->card)));
  QY_TRY(const ByFingerprint there,
         found_by(*others.find(words.rule), others, *workspace, known_to(options, other.card)));

  std::vector<std::pair<const char*, const Finding*>> rows;
  for (const auto& [fingerprint, finding] : here)
    rows.emplace_back(there.contains(fingerprint) ? "same" : "gone", &finding);
  for (const auto& [fingerprint, finding] : there)
    if (!here.contains(fingerprint)) rows.emplace_back("new", &finding);
  std::map<std::string, int64_t> counts{{"new", 0}, {"gone", 0}, {"same", 0}};
  Json told = Json::array();
  for (const auto& [change, finding] : rows) {
    ++counts[change];
    told.push_back({{"id", finding->fingerprint},
                    {"change", change},
                    {"band", name_of(finding->band)},
                    {"label", finding->subject_label},
                    {"sentence", finding->sentence},
                    {"amount_fen", finding->amount_fen ? Json(*finding->amount_fen) : Json(nullptr)}});
  }
  const Json json{
      {"rule", words.rule},
      {"here", {{"version", now->card.version}, {"hash", now->hash}, {"findings", here.size()}}},
      {"against", {{"version", other.card.version}, {"hash", other.hash}, {"findings", there.size()}}},
      {"counts", counts},
      {"findings", told}};
  if (words.as_json) {
    std::printf("%s\n", json.dump(1).c_str());
    return {};
  }
  std::printf("%s（现用，%zu 条）→ %s（%s，%zu 条）：新增 %lld，消失 %lld，相同 %lld\n", now->name().c_str(),
              here.size(), other.name().c_str(), words.against.c_str(), there.size(),
              static_cast<long long>(counts["new"]), static_cast<long long>(counts["gone"]),
              static_cast<long long>(counts["same"]));
  print_table(rows);
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
      add("diff", "同一规则两个版本在现有数据上的差别 (two versions on the data at hand)", diff);
  comparing->add_option("rule", words->rule, "规则编号 (id)")->required();
  comparing->add_option("--against", words->against, "另一版本的文件夹 (folder of the other version)")
      ->required();
  comparing->add_option("--as-of", words->as_of, "以哪一天为准 YYYY-MM-DD (the day to judge by; today)");
  add_approval_words(*comparing, words->approval);
}

}  // namespace qy
