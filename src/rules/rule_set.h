// The rules of one run: every folder with a rule.yaml below the given roots, a later root laid over an
// earlier one (a county's own `rules/` over the shipped ones).
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "rules/card.h"
#include "rules/pack.h"

namespace qy {

struct Rule {
  Card card;
  std::string sql;   // one SELECT
  std::string hash;  // of the folder's three files, 16 hex digits
  std::filesystem::path folder;
  bool local = false;  // a county's own
  std::string name() const { return card.id + "@" + std::to_string(card.version); }
};

// The rule of one folder: rule.yaml, rule.sql, cases.yaml.
Result<Rule> load_rule(const std::filesystem::path& folder);

class RuleSet {
 public:
  // A rule that does not load (broken card, no SQL, fewer than four cases) is listed in broken(), and the
  // others stand.
  static Result<RuleSet> load(const std::vector<std::filesystem::path>& roots);

  const std::vector<Rule>& rules() const { return rules_; }  // by id
  const std::vector<Error>& broken() const { return broken_; }
  const Rule* find(std::string_view id) const;
  // The shipped rule that a county's own of this id lies over.
  const Rule* beneath(std::string_view id) const;
  // The same set with another text of one rule.
  RuleSet with(Rule rule) const;
  // Those whose id, pack or pack/id match one of the globs of * and ?, "A0?,tenders"; "" matches all.
  std::vector<const Rule*> matching(std::string_view globs) const;

  const Packs& packs() const { return packs_; }

  // Shared relations: name -> SELECT (rules/prepared/*.sql).
  const std::map<std::string, std::string, std::less<>>& prepared() const { return prepared_; }
  // The qy_ macros (rules/prelude/duckdb.sql), what a screening takes instead (rules/prelude/screening.sql),
  // and what Spark spells otherwise (rules/prelude/spark.sql).
  const std::string& prelude() const { return prelude_; }
  std::string for_screening() const { return prelude_ + screening_prelude_; }
  const std::string& spark_prelude() const { return spark_prelude_; }

 private:
  std::vector<Rule> rules_, beneath_;
  std::vector<Error> broken_;
  Packs packs_;
  std::map<std::string, std::string, std::less<>> prepared_;
  std::string prelude_, screening_prelude_, spark_prelude_;
};

bool matches_glob(std::string_view glob, std::string_view text);

}  // namespace qy
