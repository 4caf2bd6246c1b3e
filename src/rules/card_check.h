// What a rule must hold before it may run: a complete card, neutral words, tables and fields that exist, SQL
// that parses.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "lake/engine.h"
#include "lake/table.h"
#include "rules/rule_set.h"

namespace qy {

// The card alone; empty when sound.
std::vector<std::string> problems_of(const Rule& rule, const RuleSet& rules, const TableSet& tables);

// The tables that a rule reads and its pack may not (rules/packs.yaml), each with file and line; a pack that
// nobody wrote down may read nothing.
std::vector<std::string> forbidden_reads(const Rule& rule, const RuleSet& rules, const TableSet& tables);

// A word of judgement in a text that an officer could paste into a document; none when it is neutral.
std::optional<std::string> accusing_word(std::string_view text);

// The SQL against empty tables in `engine` (standard tables attached, prelude and shared relations in place):
// column names and types are checked, placeholders are found. Messages name the rule's file.
std::vector<std::string> sql_problems_of(const Rule& rule, Engine& engine);

}  // namespace qy
