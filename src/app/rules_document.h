// One rule for reading: its card as an officer sees it, in Markdown and in JSON.
#pragma once

#include <string>

#include "base/json.h"
#include "rules/rule_set.h"

namespace qy {

std::string card_document(const Rule& rule);
Json json_of(const Rule& rule);

}  // namespace qy
