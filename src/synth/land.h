// Contracted land and crop insurance: what a household may till, and what was paid for a lost harvest.
#pragma once

#include "synth/scheme.h"
#include "synth/subsidy_plan.h"

namespace qy::synth {

struct CropClaim {
  int32_t person = 0;  // the head of the household
  std::string_view crop = "水稻", insurer = "岚州农业保险股份有限公司";
  int32_t insured_mu_hundredths = 0, lost_mu_hundredths = 0;
  Date premium_on, reported, closed;
  Fen paid_fen = 0;
  int32_t account_of = -1;  // whose card; -1: their own
  int plant = kNoPlant;
};

std::vector<CropClaim> plan_crop_claims(Stage& stage);
Result<void> write_land(Stage& stage, const SubsidyPlan& subsidies, const std::vector<CropClaim>& claims,
                        Delivery& delivery);

}  // namespace qy::synth
