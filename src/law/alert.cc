#include "law/alert.h"

#include <algorithm>
#include <array>

#include "law/messages.h"

namespace qy {
namespace {

constexpr std::array<std::string_view, 4> kColours{"none", "blue", "yellow", "red"};
constexpr std::array<std::string_view, 3> kSince{"received", "progress", "due"};
constexpr std::array<std::string_view, 4> kActions{"phone", "reminder", "supervision_letter", "interview"};

template <size_t n>
Result<size_t> place_of(const std::array<std::string_view, n>& words, const Yaml& entry,
                        const std::string& word) {
  const auto found = std::find(words.begin(), words.end(), word);
  if (found != words.end()) return size_t(found - words.begin());
  std::string all;
  for (const std::string_view one : words) all += (all.empty() ? "" : ", ") + std::string(one);
  return entry.wrong(say(kNoSuchWord, word, all));
}

Result<AlertRule> read_rule(const Yaml& entry, const Terms& terms) {
  QY_CHECK(entry.only({"stage", "since", "days", "colour", "do", "tell"}));
  AlertRule rule;
  QY_TRY(rule.stage, entry.required("stage"));
  QY_TRY(const std::string since, entry.required("since"));
  QY_TRY(const size_t since_at, place_of(kSince, entry, since));
  rule.since = AlertRule::Since(since_at);
  QY_TRY(const double days, entry.number("days"));
  rule.days = int(days);
  QY_TRY(const std::string colour, entry.required("colour"));
  QY_TRY(const size_t colour_at, place_of(kColours, entry, colour));
  rule.colour = AlertColour(colour_at);
  QY_TRY(rule.actions, entry.texts("do"));
  for (const std::string& action : rule.actions) QY_CHECK(place_of(kActions, entry, action));
  QY_TRY(rule.tell, entry.required("tell"));
  if (terms.role(rule.tell) == nullptr) return entry.wrong(say(kNoSuchRole, rule.tell));
  return rule;
}

bool holds(const AlertRule& rule, const AlertSubject& subject, Date today) {
  if (rule.stage != "any" && rule.stage != subject.stage) return false;
  switch (rule.since) {
    case AlertRule::Since::received:
      return days_between(subject.received, today) >= rule.days;
    case AlertRule::Since::progress:
      return days_between(subject.progress, today) >= rule.days;
    case AlertRule::Since::due:
      return subject.due && days_between(today, *subject.due) <= rule.days;
  }
  return false;
}

}  // namespace

std::string_view name_of(AlertColour colour) {
  return kColours[size_t(colour)];
}

Result<std::vector<AlertSet>> load_alerts(const std::filesystem::path& file, const Terms& terms) {
  QY_TRY(const Yaml yaml, Yaml::load(file));
  QY_CHECK(yaml.only({"sets"}));
  QY_TRY(const auto entries, yaml.list("sets"));
  std::vector<AlertSet> sets;
  for (const Yaml& entry : entries) {
    QY_CHECK(entry.only({"id", "title", "english", "rules"}));
    AlertSet set;
    QY_TRY(static_cast<Term&>(set), read_term(entry));
    QY_TRY(const auto rules, entry.list("rules"));
    for (const Yaml& one : rules) {
      QY_TRY(AlertRule rule, read_rule(one, terms));
      set.rules.push_back(std::move(rule));
    }
    sets.push_back(std::move(set));
  }
  return sets;
}

const AlertRule* alert_for(const AlertSet& set, const AlertSubject& subject, Date today) {
  const AlertRule* gravest = nullptr;
  for (const AlertRule& rule : set.rules)
    if (holds(rule, subject, today) && (gravest == nullptr || rule.colour >= gravest->colour))
      gravest = &rule;
  return gravest;
}

}  // namespace qy
