// Limits that come near, and those that have run out.
//
//   30 · 14 · 7 · 3 · 1 days before the last day (6 · 3 · 1 hours where hours are counted): the nearer, the higher it
//   is told. A limit on liberty that runs out without a lifting decision is an incident: the chief, case management and
//   the body above are told at once (监察法第六十九条、第七十四条).
//
// Limits on which another acts (the person's reply, the superior's answer) are shown too: someone waits for them.
#pragma once

#include <string>
#include <vector>

#include "casework/matter.h"

namespace qy {

struct Alarm {
  std::string limit, matter;
  Deadline deadline;
  int left = 0;       // whole days, or hours where hours are counted; negative once it has run out
  int threshold = 0;  // 30, 14, 7, 3, 1; 0 once it has run out
  bool in_hours = false, is_incident = false;
  std::vector<std::string> tell;  // roles, lowest first
};

// Most urgent first. Limits that stand still or cannot be counted yet raise none.
std::vector<Alarm> alarms(const Calendar& calendar, const CaseFile& file, Moment now);

}  // namespace qy
