// What an officer has in mind: a step that may well be lawful, or one with something wrong in it.
#pragma once

#include "casework/decide.h"
#include "chance.h"
#include "county.h"

namespace qy::county {

struct Plan {
  CaseAct act;
  std::string wrong;  // how it was spoilt, "" where it was not
};
// None where nothing occurs to him. `file` with everybody in it.
std::optional<Plan> planned(const Law& law, const CaseFile& file, Moment now, Chance& chance);

}  // namespace qy::county
