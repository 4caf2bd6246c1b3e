// The rule pages: docs/rules.md, the index, and docs/rules/<pack>.md, one page a pack, Chinese with English
// beside. Generated; where a workspace is given, with the coverage and precision it has seen.
#pragma once

#include <filesystem>

#include "leads/exits.h"
#include "leads/finding.h"
#include "rules/rule_set.h"

namespace qy {

struct PageFacts {  // of a workspace's last screening; none: the pages of the shipped rules
  const Screening* screening = nullptr;
  std::map<std::string, Tally> tallies;  // by rule, from the exits on record
};

Result<void> write_rule_pages(const RuleSet& rules, const PageFacts& facts,
                              const std::filesystem::path& docs);

}  // namespace qy
