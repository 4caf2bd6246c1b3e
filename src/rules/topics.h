// The topics of a county's campaigns (rules/topics.yaml): under which head of the report a rule stands.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "rules/rule_set.h"

namespace qy {

struct Topic {
  std::string name, label, english;
  std::set<std::string> rules, families, packs;
};

// The last root that has a topics.yaml counts. Refused with the line: a rule, family or pack that does not
// exist.
Result<std::vector<Topic>> load_topics(const std::vector<std::filesystem::path>& roots, const RuleSet& rules);

// Empty for a rule that no topic takes (a county's own pack, say).
std::string topic_of(const Card& card, const std::vector<Topic>& topics);

}  // namespace qy
