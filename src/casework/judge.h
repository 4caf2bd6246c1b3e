// The checks behind decide(), in the order that decide.h tells. Each looks at one thing and refuses, or is silent.
#pragma once

#include <optional>

#include "casework/matter.h"
#include "casework/refusal.h"

namespace qy {

// `facts`: all that is known with the act, closed under what they imply. The act names only what exists.
std::optional<ActRefusal> judge(const ProcedureBook& book, const Calendar& calendar, const CaseFile& file,
                                const CaseAct& act, const ProcedureStep& step, const Facts& facts);

}  // namespace qy
