// A case file as its page shows it: where each matter stands, clocks with both readings and their articles, papers, evidence and property,
// who takes part, the course, and what may be done now.
#pragma once

#include "api/case_seen.h"

namespace qy {

Result<Json> case_page(ApiCall& call, const SeenCase& seen);
// In a list. `row` may hold no more than the overview.
Json case_line(const ApiCall& call, const Row& row);
// A refusal of casework: the guard, what is wrong here, the article, and who may instead.
Json refusal_json(const ApiCall& call, const CaseFile& file, const ActRefusal& refusal,
                  const std::vector<std::string>& instead);
// Declared, and not yet decided by the chief who asks.
Result<Json> recusals_to_decide(ApiCall& call);
// Who works on it together: units with their shares, officers who are seconded, and who was let in.
Result<Json> together_of(ApiCall& call, const FileOnRecord& found);
// What may come next for this officer, his own first (casework/open_steps.h).
Result<Json> steps_of(ApiCall& call, const FileOnRecord& found);

}  // namespace qy
