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

}  // namespace

std::vector<Unanswered> unanswered(const Screening& s) {
  std::vector<Unanswered> all;
  for (const auto& run : s.run.rules) {
    if (run.state != "answered") all.push_back({run.rule, what_stopped(s, run), 0, 0});
  }
  std::map<std::string, int64_t> examined;
  std::map<std::pair<std::string, std::string>, int64_t> missing;
  for (const auto& row : s.coverage) {
    examined[row.rule] += row.count;
    if (row.outcome == "not_computable") missing[{row.rule, row.detail}] += row.count;
  }
  const size_t whole = all.size();
  for (const auto& [key, count] : missing) {
    all.push_back({key.first, "缺少“" + missing_text(s, key.second) + "”", count, examined[key.first]});
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
