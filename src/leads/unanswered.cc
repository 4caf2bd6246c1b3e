#include "leads/unanswered.h"

#include <algorithm>
#include <map>

#include "leads/words.h"

namespace qy {
namespace {

std::string what_stopped(const Screening& s, const RuleRun& run) {
  if (run.state == "not_computable") return "缺少数据：" + missing_text(s, run.detail);
  return std::string(word_of_state(run.state).zh) + (run.detail.empty() ? "" : "：" + run.detail);
}

bool left_out(const RuleRun& run) {
  return run.state == "draft" || run.state == "changed" || run.state == "retired" ||
         run.state == "not_approved";
}

// "M01、M02、M03 等 4 条规则"
std::string names_of(const std::vector<std::string>& rules) {
  constexpr size_t kNamed = 6;
  std::string text;
  for (size_t i = 0; i < std::min(rules.size(), kNamed); ++i) text += (i == 0 ? "" : "、") + rules[i];
  return text + (rules.size() > kNamed ? " 等" : "") + " " + std::to_string(rules.size()) + " 条规则";
}

}  // namespace

std::vector<Unanswered> unanswered(const Screening& s) {
  std::vector<Unanswered> all;
  std::map<std::string, std::vector<std::string>> together;
  for (const auto& run : s.run.rules) {
    if (left_out(run)) together[run.state].push_back(run.rule);
  }
  for (const auto& [state, rules] : together) {
    all.push_back({"", names_of(rules), std::string(word_of_state(state).zh), 0, 0});
  }
  for (const auto& run : s.run.rules) {
    if (run.state != "answered" && !left_out(run))
      all.push_back({run.rule, s.card(run.rule).title, what_stopped(s, run), 0, 0});
  }
  std::map<std::string, int64_t> examined;
  std::map<std::pair<std::string, std::string>, int64_t> missing;
  for (const auto& row : s.coverage) {
    examined[row.rule] += row.count;
    if (row.outcome == "not_computable") missing[{row.rule, row.detail}] += row.count;
  }
  const size_t whole = all.size();
  for (const auto& [key, count] : missing) {
    all.push_back({key.first, s.card(key.first).title, "缺少“" + missing_text(s, key.second) + "”", count,
                   examined[key.first]});
  }
  std::stable_sort(all.begin() + long(whole), all.end(),
                   [](const auto& a, const auto& b) { return a.share() > b.share(); });
  return all;
}

std::string missing_text(const Screening& s, const std::string& name) {
  const auto table = s.table_labels.find(name);
  if (table != s.table_labels.end() && !table->second.empty()) return table->second;
  const auto field = s.field_labels.find(name);
  return field != s.field_labels.end() && !field->second.empty() ? field->second : name;
}

}  // namespace qy
