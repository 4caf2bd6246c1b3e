// What units buy below the limits: contracts without a tender, and the priced items of awards.
#pragma once

#include "synth/prices.h"
#include "synth/tenders.h"

namespace qy::synth {

struct SmallContract {
  int32_t unit = 0, firm = 0;
  uint16_t market = 0;
  std::string_view method = "询价";
  Fen amount_fen = 0;
  Date signed_on;
  int plant = kNoPlant;
};

struct PricedItem {
  size_t tender = 0;  // in Tenders::all
  std::string item;
  std::string_view unit;
  int64_t quantity = 1;
  Fen price_fen = 0;
  int plant = kNoPlant;
};

struct Purchases {
  std::vector<SmallContract> contracts;
  std::vector<PricedItem> items;
};

Purchases plan_purchases(Stage& stage, const Tenders& tenders);
Result<void> write_purchases(Stage& stage, const Tenders& tenders, const Purchases& purchases,
                             Delivery& delivery);

}  // namespace qy::synth
