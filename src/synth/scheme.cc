#include "synth/scheme.h"

#include <algorithm>
#include <cmath>

namespace qy::synth {

int Stage::wanted(const Scheme& scheme) const {
  return std::max(1, int(std::lround(setting.rate(scheme) * double(natives) / 10'000.0)));
}

int32_t Stage::choose(Random& random, const std::function<bool(const Person&)>& test) {
  return choose_person(county, natives, random, test);
}

int32_t Stage::look_for(Random& random, const std::function<bool(const Person&)>& test) const {
  for (int attempt = 0; attempt < 60'000; ++attempt) {
    const auto id = int32_t(random.below(uint32_t(natives)));
    if (!person(id).has(kTouched) && test(person(id))) return id;
  }
  return -1;
}

void Stage::mark_household(int32_t id, Trait trait) {
  const auto& home = county.household_of(person(id));
  for (int32_t i = home.first; i < home.first + home.count; ++i) county.people[size_t(i)].traits |= trait;
}

int32_t Stage::stranger(Random& random, int least_age, int most_age) {
  constexpr uint16_t kNotThem =
      kOnPayroll | kLowIncome | kDestitute | kGranted | kHoused | kPensioned | kOnRelief;
  return choose(random, [&](const Person& p) {
    const int age = p.age_on(day_of(kLastYear, 1, 1));
    return p.died == 0 && age >= least_age && age <= most_age && (p.traits & kNotThem) == 0;
  });
}

PayrollEntry* Stage::hire(Random& random, int32_t unit, std::string_view post, int plant) {
  const int32_t id = stranger(random, 30, 57);
  if (id < 0) return nullptr;
  county.people[size_t(id)].traits |= kOnPayroll;
  PayrollEntry entry;
  entry.person = id;
  entry.unit = unit;
  entry.from = day_of(random.between(2008, 2020), random.between(1, 12), 1);
  entry.post = post;
  entry.plant = plant;
  offices.payroll.push_back(entry);
  return &offices.payroll.back();
}

}  // namespace qy::synth
