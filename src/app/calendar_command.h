// The working-day calendar as the rules see it: the shipped years with the office's own imports laid over
// them.
#pragma once

#include <string>

#include "app/workspace.h"
#include "law/calendar.h"

namespace qy {

Result<Calendar> calendar_of(const Workspace& workspace);

// A SELECT in the shape of the standard table `workday`: one row per day that a notice made different.
std::string workday_select(const Calendar& calendar, const Table& workday);

}  // namespace qy
