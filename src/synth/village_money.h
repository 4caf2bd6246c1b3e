// The villages' cash and bank books.
#pragma once

#include "synth/assets.h"

namespace qy::synth {

struct VillageEntry {
  uint16_t village = 0;
  Date on;
  bool is_cash = false, is_income = false;
  Fen amount_fen = 0;
  std::string summary, counterparty;
  std::string_view attachment = "发票";
  int plant = kNoPlant;
};

// Resolutions that large expenses rest on are added to the estate's.
std::vector<VillageEntry> plan_village_money(Stage& stage, Estate& estate);
Result<void> write_village_money(Stage& stage, std::vector<VillageEntry> entries, Delivery& delivery);

}  // namespace qy::synth
