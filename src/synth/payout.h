// One payment to one person, as it will stand in the file, and what a deviation makes of it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "synth/subsidy_plan.h"

namespace qy::synth {

enum class PayoutStatus { paid, returned, reissued };

struct Payout {
  int32_t person = 0;
  uint16_t village = 0;
  std::string number, account, account_name, collected_by;
  std::string_view reason;
  Entitlement entitlement;
  Fen due_fen = 0, paid_fen = 0;
  PayoutStatus status = PayoutStatus::paid;
  Date paid_on;
  int plant = kNoPlant;
};

struct Occasion {
  const Population& county;
  const ProgramCard& card;
  uint64_t seed;
  int year;
  Date start;  // of the period that is paid for
};

struct BentPayout {
  std::optional<Payout> second;  // one more row
  bool bounces = false;          // returned, then paid again
};

void bend(const Occasion& at, const Deviation& deviation, Payout& row, BentPayout& bent);

}  // namespace qy::synth
