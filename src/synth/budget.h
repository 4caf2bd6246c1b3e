// What the county gave to spend: allocations of the subsidy programmes and of the units.
#pragma once

#include "synth/ledger.h"
#include "synth/subsidies.h"
#include "synth/treasury.h"

namespace qy::synth {

// Written last: an allocation is what was paid, with the plants (A12) on top.
Result<void> write_budget(const Stage& stage, const LedgerPlan& plan, const Treasury& treasury,
                          const PaidTotals& totals, const PaidByProject& paid, Delivery& delivery);

}  // namespace qy::synth
