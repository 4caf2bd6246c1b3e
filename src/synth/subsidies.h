// The subsidy files: the policy list, the eligibility lists, the payment files.
#pragma once

#include <array>

#include "synth/delivery.h"
#include "synth/enrolment.h"

namespace qy::synth {

struct PaidTotals {
  // By programme and year: what reached accounts, what came back.
  std::array<std::array<Fen, kYears>, kPrograms> paid_fen{}, returned_fen{};
};

Result<void> write_programs(Delivery& delivery);
Result<void> write_eligibility(const Population& county, const SubsidyPlan& plan, uint64_t seed, Truth& truth,
                               Delivery& delivery);
// Also plants, in the truth, the late batches that it meets on its way.
Result<PaidTotals> write_subsidy_payments(const Population& county, const SubsidyPlan& plan, uint64_t seed,
                                          Truth& truth, Delivery& delivery);

// The day on which a period's batch goes to the bank.
Date paid_on(const ProgramCard& card, int year, int period);

}  // namespace qy::synth
