// Relief and pensions beside the one-card subsidies: the rolls of who draws what, and the payments of the
// schemes that have a pay run of their own.
#pragma once

#include "synth/means.h"
#include "synth/subsidy_plan.h"

namespace qy::synth {

enum class Benefit : uint8_t {
  worker_pension,    // 企业职工基本养老保险
  office_pension,    // 机关事业单位养老保险
  resident_pension,  // 城乡居民基本养老保险
  minimum,           // 城市最低生活保障
  destitute,         // 特困人员集中供养
  survivor,          // 遗属生活补助
  injury,            // 工伤保险待遇
  elder,             // 高龄津贴
  funeral_grant,     // 丧葬补助金, once
};
inline constexpr int kBenefits = 9;
std::string_view name_of(Benefit benefit);

// One person on the roll of one scheme, and what is paid for it.
struct Grant {
  int32_t person = 0;
  Benefit benefit = Benefit::worker_pension;
  Date from;
  std::optional<Date> to;  // as the roll says
  Date paid_until = day_of(kLastYear, 12, 31);
  Fen monthly_fen = 0;
  std::string_view category;
  int recovered_months = 0;  // so many of the last months are taken back
  int plant = kNoPlant;
};

// One charge of a funeral.
struct FuneralCharge {
  int32_t deceased = 0;
  std::string_view item;
  Fen price_fen = 0, waived_fen = 0;
  bool is_cremated = true;
  Date on;
  int plant = kNoPlant;
};

// A person who stands on a roll by the rules of the one-card subsidies, and whom a plant points at there.
struct RollMark {
  int32_t person = 0;
  Program program = Program::minimum;
  int plant = kNoPlant;
};

struct Benefits {
  std::vector<Grant> grants;
  std::vector<RollMark> marks;
  std::vector<FuneralCharge> funerals;
};

// Draws the honest grants, then plants; what the plants need in other registers goes to `means`.
Benefits plan_benefits(Stage& stage, Means& means);
void draw_grants(Stage& stage, Benefits& benefits);
void plant_relief(Stage& stage, Benefits& benefits, Means& means);
void plant_pensions(Stage& stage, Benefits& benefits, Means& means);

Result<void> write_benefits(Stage& stage, const SubsidyPlan& subsidies, Benefits benefits,
                            Delivery& delivery);

}  // namespace qy::synth
