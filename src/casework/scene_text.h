// A played scene as an officer reads it: what happened and when, which limits run and which were missed, and
// which documents the next steps will ask for.
#pragma once

#include <string>

#include "casework/scene.h"

namespace qy {

std::string timeline_text(const Scene& scene, const Played& played, const ProcedureBook& book,
                          const Calendar& calendar);
// Limits of the file: those that run, with their last day, and those that ended late.
std::string limits_text(const CaseFile& file, const ProcedureBook& book, const Calendar& calendar);
// For each matter that has not ended: what may come next on that day, who may do it, who approves, and with which
// documents.
std::string due_text(const CaseFile& file, const ProcedureBook& book, Date day);

}  // namespace qy
