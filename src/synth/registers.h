// The registers of persons: households by the police, deaths by four offices that disagree.
#pragma once

#include "synth/delivery.h"
#include "synth/subsidy_plan.h"

namespace qy::synth {

Result<void> write_households(const Population& county, uint64_t seed, Truth& truth, Delivery& delivery);
Result<void> write_deaths(const Population& county, const SubsidyPlan& plan, uint64_t seed, Truth& truth,
                          Delivery& delivery);

}  // namespace qy::synth
