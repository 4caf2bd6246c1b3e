// Houses that public bodies own, let, or leave empty.
#pragma once

#include "synth/calendar.h"
#include "synth/ledger.h"
#include "synth/scheme.h"

namespace qy::synth {

struct StateAsset {
  std::string no, name;
  int32_t unit = 0;
  int area_m2 = 0;
  std::string_view status = "自用";
  Date acquired;
  int plant = kNoPlant;
};

struct StateLease {
  std::string contract_no, platform_no;
  int32_t asset = 0;
  int32_t tenant = -1, firm = -1;  // a person or a firm
  Date from, to;
  Fen rent_fen = 0;
  int paid_percent = 100;
  int plant = kNoPlant;
};

// What stands in the unit's books of the value on its cards, when it is not all of it.
struct BookGap {
  int32_t unit = 0;
  int percent = 100;
  int plant = kNoPlant;
};

struct StateAssets {
  std::vector<BookGap> gaps;
  std::vector<StateAsset> assets;
  std::vector<StateLease> leases;
};

// The value on an asset's card.
inline Fen card_fen(const StateAsset& asset) {
  return Fen(asset.area_m2) * 180'000;
}

// Who rents elsewhere meanwhile pays for it in `ledger`, by unit.
StateAssets plan_state_assets(Stage& stage, std::vector<std::vector<Payment>>& ledger);
Result<void> write_state_assets(Stage& stage, const StateAssets& all, Delivery& delivery);

}  // namespace qy::synth
