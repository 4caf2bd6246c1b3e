// Whether a rule keeps to the common subset, the SQL that DuckDB and Spark 4 answer alike, so that a rule
// written at a county's desk runs in a province's data centre (docs/rules/subset.md).
//
//   SELECT strftime(paid_on, '%Y') AS year FROM payment
//   -> rule.sql:1：strftime 不在共同子集之内，请改用 qy_month(d), qy_minute(ts) (rule.sql:1: strftime is …)
//
// It reads tokens and knows no grammar: what it cannot see (the types of what a rule works out itself, a
// subquery that only one engine unnests), the cases on both engines find.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "lake/table.h"
#include "rules/rule_set.h"
#include "rules/subset_words.h"

namespace qy {

class SubsetCheck {
 public:
  // Fails on a prelude that cannot be read.
  static Result<SubsetCheck> over(const RuleSet& rules, const TableSet& tables);

  // What strays, in the order of the text; `file` stands before each line number. Empty: nothing.
  std::vector<std::string> problems_of(std::string_view sql, const std::string& file) const;

 private:
  friend class SubsetReader;
  std::set<std::string, std::less<>> macros_;            // qy_…
  std::set<std::string, std::less<>> relations_;         // names that a WITH may not take
  std::map<std::string, SqlKind, std::less<>> columns_;  // what every table agrees on
  std::set<std::string, std::less<>> prepared_columns_;  // what shared relations call their columns
};

}  // namespace qy
