// May this be done? The one question that casework answers: (file, act) -> what follows, or a refusal with
// its article.
//
//   in this order   does a provision of that day know the step · does the matter stand where it begins · is
//   it for such
//                   a matter · may these officers act (recusal, duty, separation) · do the facts and the
//                   other matters of the file allow it · two persons, recording, documents · approvals by
//                   level, nobody his own · times that agree · for an extension: ground, length, number, in
//                   time
//
// Pure: no clock, no disk. Whoever calls it writes the act down, in one transaction, if it was accepted.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "casework/clocks.h"
#include "casework/ledger.h"
#include "casework/matter.h"
#include "casework/refusal.h"

namespace qy {

struct AcceptedAct {
  std::string matter, procedure, from, to;  // states; `from` is empty where the matter begins
  Facts matter_facts, file_facts;           // as they are known afterwards
  std::vector<std::string> opens;           // procedures that the act makes way for
  std::vector<LimitChange> limits;
  std::optional<LedgerEntry> ledger;
};

using Decision = std::variant<AcceptedAct, ActRefusal>;

// An Error where the act names a step, officer, fact or document that does not exist.
Result<Decision> decide(const ProcedureBook& book, const Calendar& calendar, const CaseFile& file,
                        const CaseAct& act);

// What is known with the act: of the file, of its matter, and what it brings, with all that these imply.
Facts known_with(const ProcedureBook& book, const CaseFile& file, const CaseAct& act);
// Who must approve it, lowest first; of an extension, whoever approves the next one.
std::vector<std::string> approvers_of(const ProcedureBook& book, const CaseFile& file, const CaseAct& act,
                                      const ProcedureStep& step, const Facts& facts);

// Writes an accepted act into the file.
void enter(CaseFile& file, const CaseAct& act, const AcceptedAct& accepted);

}  // namespace qy
