// What an act does to the time limits of its file: which start, end, stop, go on, begin anew, or run longer.
#pragma once

#include <vector>

#include "casework/matter.h"
#include "law/procedure_book.h"

namespace qy {

struct LimitChange {
  enum class Kind { started, ended, paused, resumed, restarted, extended };
  Kind kind = Kind::started;
  RunningLimit limit;  // as it runs afterwards
  bool late = false;   // ended after its last day
};
std::string_view name_of(LimitChange::Kind kind);

// `facts`: all that is known with the act. The act has been found lawful.
std::vector<LimitChange> limit_changes(const ProcedureBook& book, const Calendar& calendar,
                                       const CaseFile& file, const CaseAct& act, const ProcedureStep& step,
                                       const Facts& facts);

// The limit that an extension of `step` would extend, or none that runs.
const RunningLimit* running_limit(const CaseFile& file, const std::string& limit, const std::string& matter,
                                  const std::string& procedure);

}  // namespace qy
