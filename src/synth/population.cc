#include "synth/population.h"

#include <algorithm>
#include <array>

namespace qy::synth {
namespace {

const Date kLastDay = day_of(kLastYear, 12, 31);

// Deaths of one year per million living, by age (table of the seventh census, rounded, rural).
uint32_t yearly_mortality(int age) {
  return age < 45   ? 900
         : age < 60 ? 4000
         : age < 70 ? 12'000
         : age < 80 ? 32'000
         : age < 90 ? 85'000
                    : 190'000;
}

class Settlement {
 public:
  Settlement(uint64_t seed, int64_t people) : seed_(seed), target_(size_t(people)), random_(seed, "people") {
    county_.people.reserve(target_ + 4096);
    county_.households.reserve(target_ / 3 + 16);
  }

  Population settle() {
    found_places();
    const size_t villages = county_.villages.size();
    for (size_t village = 0; village < villages; ++village) {
      // Villages differ in size, but their sum is exact: each takes its share of what is left.
      const size_t left = target_ - county_.people.size();
      const size_t average = left / (villages - village);
      const size_t share = village + 1 == villages ? left : average * size_t(random_.between(60, 140)) / 100;
      fill_village(uint16_t(village), std::min(left, share));
    }
    return std::move(county_);
  }

 private:
  void found_places() {
    const auto people = int64_t(target_);
    const int villages = int(std::max<int64_t>(8, people / (people < 100'000 ? 800 : 1600)));
    const int townships = std::clamp(villages / 14, 3, 40);
    for (int i = 0; i < townships; ++i)
      county_.townships.push_back({std::string(kCountyCode) + std::to_string(100 + i), township_name(i)});
    std::vector<int> serial(size_t(townships), 200);
    for (int i = 0; i < villages; ++i) {
      const auto township =
          size_t(i * townships / villages);  // neighbours in order: a township is one run of people
      const auto& above = county_.townships[township];
      county_.villages.push_back(
          {above.code + std::to_string(serial[township]++), village_name(seed_, i), uint16_t(township)});
    }
  }

  void fill_village(uint16_t village, size_t share) {
    for (auto& clan : clans_) clan = draw_surname(random_);
    const size_t end = county_.people.size() + share;
    uint16_t serial = 0;
    while (county_.people.size() < end) {
      Household household;
      household.first = int32_t(county_.people.size());
      household.village = village;
      household.serial = ++serial;
      room_ = end - county_.people.size();
      settle_household();
      household.count = uint8_t(county_.people.size() - size_t(household.first));
      county_.households.push_back(household);
    }
  }

  uint16_t clan_surname() { return random_.percent(55) ? clans_[random_.below(3)] : draw_surname(random_); }

  void settle_household() {
    const uint16_t surname = clan_surname();
    const uint32_t kind = random_.below(100);
    if (kind < 8) return lone_elder(surname);
    if (kind < 26) return elder_couple(surname);
    if (kind < 60) return family(surname, false);
    if (kind < 90) return family(surname, true);
    const int age = random_.between(22, 60);
    add(surname, age, random_.percent(60) ? Sex::male : Sex::female, Relation::head);
  }

  void lone_elder(uint16_t surname) {
    add(surname, random_.between(60, 94), random_.percent(45) ? Sex::male : Sex::female, Relation::head);
  }

  void elder_couple(uint16_t surname) {
    const int age = random_.between(58, 88);
    add(surname, age, Sex::male, Relation::head);
    add(draw_surname(random_), age - random_.between(0, 5), Sex::female, Relation::spouse);
  }

  void family(uint16_t surname, bool with_elders) {
    const int age = random_.between(with_elders ? 26 : 24, with_elders ? 62 : 60);
    add(surname, age, Sex::male, Relation::head);
    add(draw_surname(random_), age - random_.between(-2, 5), Sex::female, Relation::spouse);
    const int children = random_.below(10) < 2 ? 0 : random_.between(1, 2) + int(random_.below(8) == 0);
    for (int i = 0; i < children; ++i) {
      const int child = age - random_.between(22, 34);
      if (child < 0 || (child > 24 && random_.percent(60))) continue;  // not yet born, or moved out
      add(surname, child, random_.percent(53) ? Sex::male : Sex::female, Relation::child);
    }
    if (!with_elders) return;
    const int elder = std::min(96, age + random_.between(21, 31));
    if (random_.percent(75)) add(draw_surname(random_), elder - 1, Sex::female, Relation::parent);
    if (random_.percent(65)) add(surname, elder, Sex::male, Relation::parent);
  }

  void add(uint16_t surname, int age, Sex sex, Relation relation) {
    if (room_ == 0) return;
    --room_;
    Person person;
    person.sex = sex;
    person.relation = relation;
    person.household = int32_t(county_.households.size());
    person.account_owner = int32_t(county_.people.size());
    person.born = kLastDay.plus_days(-(age * 1461 / 4 + int(random_.below(365)))).days();
    person.name.surname = surname;
    draw_given_name(random_, person.born_on().year(), sex, person.name);
    person.number = number_for(person);
    person.died = death_of(age);
    person.traits = traits_of(age, relation);
    county_.people.push_back(person);
  }

  // Some moved in from the (equally invented) neighbouring counties.
  CitizenNumber number_for(const Person& person) {
    static constexpr std::array<std::string_view, 4> kElsewhere{"599022", "599023", "599081", "599082"};
    const std::string_view division = random_.percent(8) ? random_.pick(kElsewhere) : kCountyCode;
    const auto slot = size_t(person.born - kEarliestBirth.days()) * 2 + (person.sex == Sex::male ? 1 : 0);
    if (slot >= taken_.size()) taken_.resize(slot + 1, 0);
    return citizen_number(division, person.born_on(), person.sex, taken_[slot]++);
  }

  int32_t death_of(int age) {
    // Back to 2020, so that the registers also hold people who were long dead when the payments began.
    for (int year = 2020; year <= kLastYear; ++year) {
      if (!random_.chance(yearly_mortality(age - (kLastYear - year)))) continue;
      return day_of(year, 1, 1).plus_days(int(random_.below(365))).days();
    }
    return 0;
  }

  uint16_t traits_of(int age, Relation relation) {
    uint32_t traits = 0;
    const auto draw = [&](Trait trait, uint32_t per_million) {
      if (random_.chance(per_million)) traits |= trait;
    };
    draw(kDisabled, age > 60 ? 55'000 : 22'000);
    if (age > 22) draw(kVeteran, 18'000);
    if (age > 60) draw(kOneChildParent, 110'000);
    if (age > 35 && age < 62) draw(kPublicPost, 16'000);
    if (age > 23 && age < 64) draw(kOnPayroll, 34'000);
    if (relation == Relation::head) draw(kFarms, 860'000);
    if (relation == Relation::head) draw(kHoldsForest, 240'000);
    return uint16_t(traits);
  }

  static inline const Date kEarliestBirth = day_of(1900, 1, 1);

  uint64_t seed_;
  size_t target_;
  Random random_;
  Population county_;
  std::array<uint16_t, 3> clans_{};
  size_t room_ = 0;
  std::vector<uint16_t> taken_;  // numbers given so far, by birth day and sex
};

// Households are poor together; the destitute live alone; a parent's card often takes the family's money.
void draw_household_fates(Population& county, uint64_t seed) {
  Random random(seed, "households");
  for (const auto& household : county.households) {
    bool is_paid = false;
    for (int32_t i = household.first; i < household.first + household.count; ++i)
      is_paid = is_paid || county.people[size_t(i)].has(kOnPayroll);
    const bool is_poor = random.chance(82'000) && !is_paid;
    const bool is_destitute = household.count == 1 && random.chance(90'000);
    for (int32_t i = household.first; i < household.first + household.count; ++i) {
      auto& person = county.people[size_t(i)];
      const int age = person.age_on(kLastDay);
      if (is_destitute && age >= 62) person.traits |= kDestitute;
      if (is_poor && !is_destitute) person.traits |= kLowIncome;
      const bool is_elder = age >= 60 && !is_poor && !is_destitute && !person.has(kOnPayroll);
      if (is_elder && random.percent(14)) person.traits |= kPensioned;
      const bool cannot_sign = age < 16 || (person.has(kDisabled) && random.percent(20));
      const bool head_lives = county.people[size_t(household.first)].died == 0;
      if (i != household.first && head_lives && (cannot_sign || random.percent(5)))
        person.account_owner = household.first;
    }
  }
}

}  // namespace

Date day_of(int year, int month, int day) {
  return Date::from_ymd(year, month, day).value();
}

int Person::age_on(Date day) const {
  const Date birth = born_on();
  const bool had_birthday =
      day.month() > birth.month() || (day.month() == birth.month() && day.day() >= birth.day());
  return day.year() - birth.year() - (had_birthday ? 0 : 1);
}

std::string Population::household_no(int32_t household) const {
  const auto& home = households[size_t(household)];
  return "H" + villages[home.village].code.substr(6) + "-" + padded(home.serial, 4);
}

Population populate(uint64_t seed, int64_t people) {
  Population county = Settlement(seed, people).settle();
  draw_household_fates(county, seed);
  return county;
}

std::string collective_name(const Population& county, uint16_t village) {
  const auto& home = county.villages[village];
  return std::string(kCountyName) + county.townships[home.township].name + home.name + "股份经济合作社";
}

}  // namespace qy::synth
