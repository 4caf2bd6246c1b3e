// Hospital stays, what was charged for them, and what the hospitals bought.
#pragma once

#include "synth/scheme.h"

namespace qy::synth {

struct Remedy {
  std::string_view code, name, unit;
  Fen price_fen = 0;
  double a_day = 1;        // of a stay
  uint16_t per_mille = 0;  // of stays in which it is used
  bool is_stocked = false;
};
std::span<const Remedy> remedies();
int remedy_of(std::string_view name);  // must exist

enum class Posting : uint8_t { daily, first_and_last, on_discharge };

struct ExtraItem {
  uint16_t remedy = 0;
  int day = 0;  // of the stay
  int times = 1;
};

struct Stay {
  int32_t person = 0;
  int16_t hospital = 0;
  Date admitted, discharged;
  std::string_view diagnosis;
  Posting posting = Posting::daily;
  int plant = kNoPlant;
  std::vector<ExtraItem> extra;
};

// A hospital uses more of a remedy than it ever bought, or counts it in other units.
struct StockOddity {
  int16_t hospital = 0;
  uint16_t remedy = 0;
  int bought_percent = 100;
  std::string_view unit;  // of the stock sheet; empty: the remedy's
  int year = 0;           // since the first
  int plant = kNoPlant;
};

struct Medical {
  std::vector<int32_t> hospitals;  // units
  std::vector<Stay> stays;
  std::vector<StockOddity> oddities;
};

Medical draw_medical(Stage& stage);
void plant_medical(Stage& stage, Medical& medical);
Result<void> write_medical(Stage& stage, const Medical& medical, Delivery& delivery);

}  // namespace qy::synth
