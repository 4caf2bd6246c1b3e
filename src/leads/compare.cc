#include "leads/compare.h"

#include <algorithm>
#include <set>
#include <unordered_map>

namespace qy {
namespace {

// Everything that the screening before knew of, its unexamined inheritance included.
std::vector<PastFinding> remembered(const Screening& before) {
  std::vector<PastFinding> past = before.not_examined;
  for (const auto* findings : {&before.findings, &before.suppressed}) {
    for (const auto& f : *findings) {
      past.push_back(
          {f.fingerprint, f.rule, before.card(f.rule).version, f.subject_label, f.sentence, f.first_seen});
    }
  }
  return past;
}

std::set<std::string> rules_that_answered(const Screening& screening) {
  std::set<std::string> answered;
  for (const auto& rule : screening.run.rules) {
    if (rule.state == "answered") answered.insert(rule.rule);
  }
  return answered;
}

void sort_for_reading(std::vector<PastFinding>& past) {
  std::sort(past.begin(), past.end(), [](const auto& a, const auto& b) {
    return std::tie(a.rule, a.subject_label, a.fingerprint) <
           std::tie(b.rule, b.subject_label, b.fingerprint);
  });
}

}  // namespace

void compare(Screening& now, const Screening* before) {
  now.gone.clear();
  now.not_examined.clear();
  std::unordered_map<std::string, PastFinding> past;
  if (before != nullptr) {
    for (auto& old : remembered(*before)) past.emplace(old.fingerprint, std::move(old));
  }
  for (auto& finding : now.findings) {
    const auto old = past.find(finding.fingerprint);
    finding.status = old == past.end() ? Status::fresh : Status::persisting;
    finding.first_seen = old == past.end() ? now.run.as_of : old->second.first_seen;
    if (old != past.end()) past.erase(old);
  }
  const auto answered = rules_that_answered(now);
  for (auto& [fingerprint, old] : past) {
    (answered.contains(old.rule) ? now.gone : now.not_examined).push_back(std::move(old));
  }
  sort_for_reading(now.gone);
  sort_for_reading(now.not_examined);
}

}  // namespace qy
