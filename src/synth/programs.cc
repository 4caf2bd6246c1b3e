#include "synth/programs.h"

namespace qy::synth {
namespace {

constexpr std::string_view kAgriculture = "农业农村局", kForestry = "林业局", kCivil = "民政局",
                           kInsurance = "人力资源和社会保障局", kHealth = "卫生健康局",
                           kVeterans = "退役军人事务局", kEducation = "教育局", kDisability = "残疾人联合会";

constexpr std::array<ProgramCard, kPrograms> kCards{{
    {Program::farmland,
     "S01",
     "耕地地力保护补贴",
     kAgriculture,
     "亩",
     1,
     5,
     {9'350, 9'520, 9'610},
     true,
     "",
     "农业支持保护补贴实施方案"},
    {Program::rice,
     "S02",
     "稻谷种植补贴",
     kAgriculture,
     "亩",
     1,
     8,
     {6'000, 6'200, 5'800},
     true,
     "",
     "稻谷目标价格补贴实施方案"},
    {Program::inputs,
     "S03",
     "实际种粮农民一次性补贴",
     kAgriculture,
     "亩",
     1,
     4,
     {1'250, 1'180, 1'320},
     true,
     "",
     "种粮一次性补贴通知"},
    {Program::forest,
     "S04",
     "公益林生态效益补偿",
     kForestry,
     "亩",
     1,
     10,
     {1'600, 1'600, 1'600},
     true,
     "",
     "森林生态效益补偿资金管理办法"},
    {Program::machinery,
     "S05",
     "农机购置补贴",
     kAgriculture,
     "台",
     1,
     11,
     {0, 0, 0},
     false,
     "",
     "农机购置与应用补贴实施意见"},
    {Program::pension,
     "S06",
     "城乡居民基础养老金",
     kInsurance,
     "月",
     12,
     1,
     {13'800, 15'800, 17'800},
     false,
     "",
     "城乡居民基本养老保险实施办法"},
    {Program::elder,
     "S07",
     "高龄津贴",
     kCivil,
     "月",
     12,
     1,
     {5'000, 5'000, 6'000},
     true,
     "",
     "高龄老人津贴发放办法"},
    {Program::minimum,
     "S08",
     "最低生活保障金",
     kCivil,
     "月",
     12,
     1,
     {0, 0, 0},
     false,
     "救助",
     "最低生活保障审核确认办法"},
    {Program::destitute,
     "S09",
     "特困人员救助供养金",
     kCivil,
     "月",
     12,
     1,
     {76'000, 80'000, 84'500},
     false,
     "救助",
     "特困人员认定办法"},
    {Program::disabled_living,
     "S10",
     "困难残疾人生活补贴",
     kDisability,
     "月",
     12,
     1,
     {8'000, 9'000, 9'000},
     false,
     "",
     "残疾人两项补贴实施意见"},
    {Program::disabled_nursing,
     "S11",
     "重度残疾人护理补贴",
     kDisability,
     "月",
     12,
     1,
     {8'500, 9'500, 9'500},
     true,
     "",
     "残疾人两项补贴实施意见"},
    {Program::one_child,
     "S12",
     "计划生育奖励扶助金",
     kHealth,
     "人",
     1,
     9,
     {96'000, 96'000, 108'000},
     false,
     "",
     "计划生育家庭奖励扶助制度"},
    {Program::veteran,
     "S13",
     "优抚对象生活补助",
     kVeterans,
     "月",
     12,
     1,
     {72'000, 75'500, 79'000},
     true,
     "",
     "优抚对象抚恤和生活补助标准通知"},
    {Program::public_post,
     "S14",
     "公益性岗位补贴",
     kInsurance,
     "月",
     12,
     1,
     {60'000, 60'000, 65'000},
     false,
     "",
     "就业补助资金管理办法"},
    {Program::school,
     "S15",
     "家庭经济困难学生生活补助",
     kEducation,
     "学期",
     2,
     4,
     {50'000, 50'000, 62'500},
     false,
     "",
     "学生资助资金管理办法"},
}};

bool is_between(int age, int low, int high) {
  return age >= low && age <= high;
}

uint64_t lot(uint64_t seed, int32_t person, Program program) {
  return mix(mix(seed + 101) ^ (uint64_t(person) * 64 + uint64_t(program)));
}

int32_t farm_mu_hundredths(uint64_t seed, int32_t household) {
  Random random(seed, "land", uint64_t(household));
  const double mu = random.lognormal(4.8, 0.55);
  return int32_t(mu * 10) * 10 + 50;
}

}  // namespace

const std::array<ProgramCard, kPrograms>& programs() {
  return kCards;
}

const ProgramCard& card_of(Program program) {
  return kCards[size_t(program)];
}

bool is_entitled(const Population& county, const Person& person, Program program, Date day) {
  const int age = person.age_on(day);
  const auto& home = county.household_of(person);
  const auto id = int32_t(&person - county.people.data());
  const bool is_head = id == home.first;
  const uint64_t draw = lot(0, id, program) % 1000;
  switch (program) {
    case Program::farmland:
      return is_head && person.has(kFarms);
    case Program::rice:
      return is_head && person.has(kFarms) && draw < 640;
    case Program::inputs:
      return is_head && person.has(kFarms) && draw < 900;
    case Program::forest:
      return is_head && person.has(kHoldsForest);
    case Program::machinery:
      return is_head && person.has(kFarms) && !person.has(kOnPayroll) &&
             lot(uint64_t(day.year()), id, program) % 1000 < 18;
    case Program::pension:
      return age >= 60 && !person.has(kOnPayroll) && !person.has(kPensioned) && draw < 960;
    case Program::elder:
      return age >= 80;
    case Program::minimum:
      return person.has(kLowIncome) && !person.has(kOnPayroll) && !person.has(kDestitute);
    case Program::destitute:
      return person.has(kDestitute) && !person.has(kOnPayroll);
    case Program::disabled_living:
      return person.has(kDisabled) && person.has(kLowIncome) && !person.has(kOnPayroll) &&
             !person.has(kDestitute);
    case Program::disabled_nursing:
      return person.has(kDisabled) && draw < 420;
    case Program::one_child:
      return person.has(kOneChildParent) && age >= 60 && !person.has(kOnPayroll);
    case Program::veteran:
      return person.has(kVeteran);
    case Program::public_post:
      return person.has(kPublicPost) && age < 60 && !person.has(kOnPayroll);
    case Program::school:
      return is_between(age, 6, 17) && (person.has(kLowIncome) || draw < 90);
  }
  return false;
}

Entitlement entitlement_of(const Population& county, int32_t person, Program program, int year,
                           uint64_t seed) {
  const auto& card = card_of(program);
  const int32_t household = county.people[size_t(person)].household;
  Entitlement entitlement;
  entitlement.standard_fen = card.standard_fen[size_t(year - kFirstYear)];
  const uint64_t draw = lot(seed, person, program);
  switch (program) {
    case Program::farmland:
    case Program::inputs:
      entitlement.quantity_hundredths = farm_mu_hundredths(seed, household);
      break;
    case Program::rice:
      entitlement.quantity_hundredths =
          farm_mu_hundredths(seed, household) * int32_t(30 + draw % 60) / 1000 * 10 + 20;
      break;
    case Program::forest:
      entitlement.quantity_hundredths = int32_t(300 + draw % 6000) / 10 * 10;
      break;
    case Program::machinery: {
      constexpr std::array<int32_t, 8> kModels{80'000,  120'000, 165'000,   270'000,
                                               480'000, 960'000, 1'850'000, 3'600'000};
      entitlement.standard_fen = kModels[draw % kModels.size()];
      break;
    }
    case Program::minimum: {
      constexpr std::array<int32_t, 3> kTiers{52'000, 41'000, 29'500};  // A, B, C of the first year
      entitlement.standard_fen = kTiers[mix(uint64_t(household) + seed) % 3] + (year - kFirstYear) * 1'500;
      break;
    }
    default:
      break;
  }
  return entitlement;
}

Date period_start(const ProgramCard& card, int year, int period) {
  return day_of(year, card.periods == 12 ? period : card.first_month + (period - 1) * 6, 1);
}

}  // namespace qy::synth
