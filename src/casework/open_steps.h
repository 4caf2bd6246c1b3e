// What may come next in a file, as one officer sees it: each step that stands open, who takes and who approves it, with which documents and
// until when; and where he may not take it, why not and who may.
//
// Whether he may is decide()'s own answer to a complete act: all documents there, everybody asked has approved. So what is told here is
// what would be told of the act itself, and no step is offered that would be refused.
#pragma once

#include <string>
#include <vector>

#include "casework/decide.h"

namespace qy {

struct OpenStep {
  std::string matter;  // "" where the step begins one
  const ProcedureStep* step = nullptr;
  std::vector<std::string> approvers;    // roles, lowest first
  std::vector<std::string> documents;    // that it asks for
  std::vector<std::string> confirms;     // facts that must be stated with it: living_costs_kept
  std::vector<std::string> one_of;       // facts of which at least one must be: the sanctions
  const RunningLimit* ends = nullptr;    // the nearest limit of the file that it ends, where one runs
  const Extension* extension = nullptr;  // what may be given, where it extends a limit
  bool asks_quantity = false;
  bool is_called_for = false;  // begins what an act of the file made way for
  std::optional<ActRefusal> against;
  // Those who hold the duty, where it is he who is refused and not the step.
  std::vector<std::string> instead;
};

// Of every matter that has not ended, and of what may be begun. Where a step can be begun by nobody now it is left out, unless an act of the
// file made way for it.
Result<std::vector<OpenStep>> open_steps(const ProcedureBook& book, const Calendar& calendar,
                                         const CaseFile& file, const std::string& officer, Moment now);

}  // namespace qy
