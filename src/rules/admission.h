// Which rules a screening runs, which it runs unseen, and which it leaves out: nobody is left out silently.
#pragma once

#include <string>
#include <vector>

#include "lake/table.h"
#include "rules/life.h"

namespace qy {

struct LeftOut {
  const Rule* rule;
  // draft, changed, retired (rules/life.h)
  // not_approved   its pack is restricted, and no purpose was approved
  // forbidden      it reads a table that its pack may not; `detail` says where
  std::string why, detail;
};

struct Admission {
  std::vector<const Rule*> in_force, shadow;
  std::vector<LeftOut> left_out;
};

// Of the chosen rules of `rules`. Where a county's own version of a shipped rule is not in force yet, the
// shipped one runs in its place.
Admission admit(const std::vector<const Rule*>& chosen, const RuleSet& rules, const Life& life,
                const TableSet& tables, bool purpose_approved);

// The text of it that a screening runs, to be compared with. Fails with Code::forbidden where it is restricted,
// with Code::conflict where none is in force.
Result<const Rule*> text_in_force(const Rule& rule, const RuleSet& rules, const Life& life,
                                  const TableSet& tables);

bool is_restricted(const Rule& rule, const RuleSet& rules);

}  // namespace qy
