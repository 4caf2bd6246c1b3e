// One rule for reading: its card as an officer sees it, in Markdown.
#pragma once

#include <string>

#include "rules/rule_set.h"

namespace qy {

std::string card_document(const Rule& rule);

}  // namespace qy
