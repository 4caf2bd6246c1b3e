// Cases against firms, what was seized in them, and what people complained of.
#pragma once

#include "synth/scheme.h"

namespace qy::synth {

struct Case {
  int32_t unit = 0, firm = 0;
  std::string_view matter, decision = "罚款", reviewed;
  std::string region;  // of the party
  Date filed;
  std::optional<Date> decided, paid;
  Fen fine_fen = 0, paid_fen = 0;
  int due_days = 15;
  int plant = kNoPlant;
};

struct Seizure {
  int32_t in_case = -1;  // index, -1: none
  int32_t unit = 0, firm = 0;
  std::string_view kind = "扣押";
  Date from;
  std::optional<Date> extended, lifted;
  Fen value_fen = 0;
  int plant = kNoPlant;
};

struct Complaint {
  int32_t unit = 0;
  uint16_t village = 0;
  std::string_view matter;
  Date received;
  std::optional<Date> closed;
  bool is_repeated = false;
  int plant = kNoPlant;
};

struct Enforcement {
  std::vector<Case> cases;
  std::vector<Seizure> seizures;
  std::vector<Complaint> complaints;
};

Enforcement plan_enforcement(Stage& stage);
Result<void> write_enforcement(Stage& stage, const Enforcement& enforcement, Delivery& delivery);

}  // namespace qy::synth
