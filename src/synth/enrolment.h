// Who is paid in a programme in a year, and for which part of it.
#pragma once

#include <vector>

#include "synth/subsidy_plan.h"

namespace qy::synth {

struct Enrolment {
  int32_t person = 0;
  int32_t start = 0, end = 0;  // a period is paid when its first day lies between them, both included
  Entitlement entitlement;
  bool is_touched = false;  // has deviations: take the slow road
};

// A run of neighbouring townships whose files are written together.
struct Area {
  int number = 1;
  size_t first_township = 0, last_township = 0;
  int32_t first_person = 0, end_person = 0;
};
std::vector<Area> areas_of(const Population& county);

// In the order of the household register; those who are in no register (ghosts) last.
std::vector<Enrolment> enrol(const Population& county, const SubsidyPlan& plan, const Area& area,
                             Program program, int year, uint64_t seed);

}  // namespace qy::synth
