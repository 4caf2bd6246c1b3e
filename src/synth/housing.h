// Public rental flats, rent subsidies and the rebuilding of dangerous homes.
#pragma once

#include "synth/benefits.h"

namespace qy::synth {

inline constexpr std::string_view kFlat = "公租房实物配租", kSubsidy = "住房租赁补贴",
                                  kRebuilding = "农村危房改造";

struct HousingAid {
  int32_t person = 0;  // the head of the household
  std::string_view scheme, category;
  Date from;
  std::optional<Date> to;
  Fen amount_fen = 0;
  int area_m2 = 0;
  std::optional<Date> applied;
  int persons = 0;
  int plant = kNoPlant;
};

std::vector<HousingAid> plan_housing(Stage& stage, Benefits& benefits, Means& means);
Result<void> write_housing(Stage& stage, std::vector<HousingAid> aids, Delivery& delivery);

}  // namespace qy::synth
