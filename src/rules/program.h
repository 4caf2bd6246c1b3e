// A rule as SQL ready to run: its parameters put before it, its outcomes counted and its hits gathered in one
// pass.
#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/date.h"
#include "rules/rule_set.h"

namespace qy {

// A county's own values: rule id -> parameter -> value.
using Overrides = std::map<std::string, std::map<std::string, std::string>>;

// Each parameter's value here: the county's own where it has one, else the card's.
std::map<std::string, std::string> values_in_force(const Card& card, const Overrides& overrides);

// as_of and each parameter with its value as SQL writes it: {"as_of", "DATE '2024-06-30'"}, {"grace_days", "31"}.
using Constants = std::vector<std::pair<std::string, std::string>>;

// Fails on a parameter the card does not have, or outside min and max.
Result<Constants> constants_of(const Card& card, Date as_of,
                               const std::map<std::string, std::string>& values);

// "SELECT DATE '2024-06-30' AS as_of, 31 AS grace_days".
std::string params_select(const Constants& constants);

// WITH params AS (…) SELECT * FROM (rule.sql): one row per examined record. Where the rule writes p.grace_days
// its value is put: an engine compiles a constant pattern once, and skips rows by a constant bound.
std::string whole_query(const Rule& rule, const Constants& constants);

// Columns every rule must give.
const std::vector<std::string>& required_columns();

// Over whole_query's columns: one row per hit with everything, and one row with a count per other outcome,
// detail and source.
std::string tally_query(const std::string& whole, const std::vector<std::string>& columns);

// The words of an SQL text that could be names (comments and literals left out).
std::set<std::string, std::less<>> words_of(std::string_view sql);

// The names that follow FROM or JOIN: what the text reads, its own WITH names among them.
std::set<std::string, std::less<>> relations_of(std::string_view sql);

// Shared relations that these texts read, those that they read in turn included, in an order that can be
// built.
std::vector<std::string> prepared_for(const std::vector<std::string>& sqls, const RuleSet& rules);

// Standard tables (of `known`) that a rule reads, through shared relations included.
std::set<std::string> tables_read(const Rule& rule, const RuleSet& rules, const std::set<std::string>& known);

}  // namespace qy
