#include "synth/benefits.h"

#include <algorithm>

namespace qy::synth {
namespace {

struct Scheme {
  Benefit benefit;
  std::string_view name, category;
  uint32_t per_million;  // of those of the age
  int least_age, most_age;
  Fen median_fen;
  double sigma;
};
constexpr Scheme kSchemes[kBenefits] = {
    {Benefit::worker_pension, "企业职工基本养老保险", "正常退休", 0, 60, 110, 268'000, 0.18},
    {Benefit::office_pension, "机关事业单位养老保险", "退休", 26'000, 61, 110, 485'000, 0.15},
    {Benefit::resident_pension, "城乡居民基本养老保险", "", 0, 60, 110, 17'800, 0.1},
    {Benefit::minimum, "城市最低生活保障", "B类", 3'500, 25, 58, 52'000, 0.2},
    {Benefit::destitute, "特困人员集中供养", "集中供养", 4'000, 66, 100, 92'000, 0.05},
    {Benefit::survivor, "遗属生活补助", "父母", 7'000, 62, 92, 86'000, 0.12},
    {Benefit::injury, "工伤保险待遇", "伤残津贴", 900, 32, 59, 246'000, 0.2},
    {Benefit::elder, "高龄津贴", "", 0, 80, 110, 6'000, 0.1},
    {Benefit::funeral_grant, "丧葬补助金", "一次性", 0, 0, 0, 800'000, 0.0},
};

bool is_excluded(const Population& county, const Person& person, Benefit benefit) {
  if (person.has(kOnPayroll) || person.has(kOfficial)) return true;
  // Relief goes to households, and none with a salary or a pension is poor.
  const auto& home = county.household_of(person);
  if (benefit == Benefit::minimum)
    for (int32_t i = home.first; i < home.first + home.count; ++i)
      if ((county.people[size_t(i)].traits & (kOnPayroll | kOfficial | kPensioned)) != 0) return true;
  const bool is_poor = person.has(kLowIncome) || person.has(kDestitute);
  return is_poor && benefit != Benefit::survivor && benefit != Benefit::injury;
}

}  // namespace

std::string_view name_of(Benefit benefit) {
  return kSchemes[size_t(benefit)].name;
}

void draw_grants(Stage& stage, Benefits& benefits) {
  Random random = stage.random("grants");
  const auto late_stop_percent = uint32_t(stage.setting.mix("late_stop_percent"));
  const Date middle = day_of(kFirstYear + 1, 6, 30);
  for (int32_t id = 0; id < stage.natives; ++id) {
    const auto& person = stage.person(id);
    const bool died_before = person.died != 0 && person.died_on() < day_of(kFirstYear, 1, 1);
    const int age = person.age_on(middle);
    for (const auto& scheme : kSchemes) {
      if (age < scheme.least_age || age > scheme.most_age) continue;
      const bool is_pensioner = scheme.benefit == Benefit::worker_pension && person.has(kPensioned);
      if (!is_pensioner && !random.chance(scheme.per_million)) continue;
      if (died_before || person.has(kTouched) || is_excluded(stage.county, person, scheme.benefit)) continue;
      stage.county.people[size_t(id)].traits |= kGranted;
      if (scheme.benefit == Benefit::minimum) stage.mark_household(id, kOnRelief);
      Grant grant;
      grant.person = id;
      grant.benefit = scheme.benefit;
      grant.from = std::max(person.born_on().plus_months(scheme.least_age * 12 + 1),
                            day_of(random.between(2008, 2022), random.between(1, 12), 1));
      grant.monthly_fen = Fen(random.lognormal(double(scheme.median_fen), scheme.sigma)) / 100 * 100;
      grant.category = scheme.category;
      if (person.died != 0) {
        // The pay run learns of a death from the register, sometimes a month late; the month is then taken
        // back.
        const int late_months = random.percent(late_stop_percent) ? 1 : 0;
        grant.to = person.died_on();
        grant.paid_until = person.died_on().plus_months(late_months);
        grant.recovered_months = late_months;
      }
      benefits.grants.push_back(grant);
      break;  // one scheme a person
    }
    // A funeral by the book: cremated, the four basic items waived by the county.
    if (person.died_on().year() >= kFirstYear && !person.has(kTouched) && random.percent(40)) {
      const Date on = person.died_on().plus_days(random.between(1, 3));
      for (const auto item : {"遗体接运费", "遗体存放费", "遗体火化费", "骨灰寄存费"})
        benefits.funerals.push_back({id, item, Fen(random.between(12, 42)) * 1'000, 0, true, on, kNoPlant});
      for (size_t i = benefits.funerals.size() - 4; i < benefits.funerals.size(); ++i)
        benefits.funerals[i].waived_fen = benefits.funerals[i].price_fen;
    }
  }
}

Benefits plan_benefits(Stage& stage, Means& means) {
  Benefits benefits;
  draw_grants(stage, benefits);
  plant_pensions(stage, benefits, means);
  plant_relief(stage, benefits, means);
  return benefits;
}

}  // namespace qy::synth
