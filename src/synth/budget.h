// What the county gave to spend: allocations of the subsidy programmes and of the units.
#pragma once

#include "synth/ledger.h"
#include "synth/subsidies.h"

namespace qy::synth {

// Written last: an allocation is what was paid, with the plants (A12) on top.
Result<void> write_budget(const Offices& offices, const LedgerPlan& plan, const PaidTotals& totals,
                          uint64_t seed, Truth& truth, Delivery& delivery);

}  // namespace qy::synth
