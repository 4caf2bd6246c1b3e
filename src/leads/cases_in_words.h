// What a rule's cases show, in words: for its page in docs/rules and in the workbench.
#pragma once

#include <string>
#include <vector>

#include "rules/rule_set.h"

namespace qy {

struct CaseInWords {
  std::string name, english;
  std::string outcomes, outcomes_en;  // "列为疑点（黄色 · 需要核实）；不计入", each once
};
struct CasesInWords {
  std::vector<CaseInWords> cases;
  std::string sentence, sentence_en;  // of the first case that fires
};

// Read from the rule's folder as it is now. io, invalid.
Result<CasesInWords> cases_in_words(const Rule& rule);

}  // namespace qy
