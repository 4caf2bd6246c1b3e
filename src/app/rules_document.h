// Rules for reading: one card as an officer sees it, and docs/rules.md generated from all of them.
#pragma once

#include <string>

#include "base/json.h"
#include "rules/rule_set.h"

namespace qy {

std::string card_document(const Rule& rule);
std::string rules_document(const RuleSet& rules);
Json json_of(const Rule& rule);

}  // namespace qy
