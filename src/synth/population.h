// Who lives in the county: townships, villages, households and their people, held compactly so that a million
// of them fit in some hundred megabytes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "synth/names.h"
#include "synth/numbers.h"

namespace qy::synth {

// The county's story covers these three whole years; everything is seen from its last day.
inline constexpr int kFirstYear = 2023;
inline constexpr int kLastYear = 2025;
inline constexpr int kYears = kLastYear - kFirstYear + 1;

Date day_of(int year, int month, int day);

struct Township {
  std::string code;  // 9 digits
  std::string name;
};

struct Village {
  std::string code;  // 12 digits
  std::string name;
  uint16_t township = 0;
};

struct Household {
  int32_t first = 0;  // index of its first person
  uint16_t village = 0;
  uint16_t serial = 0;  // within the village, from 1
  uint8_t count = 0;
};

enum class Relation : uint8_t { head, spouse, child, parent, grandchild };

// Bits of Person::traits, drawn once.
enum Trait : uint16_t {
  kDisabled = 1,
  kLowIncome = 2,
  kDestitute = 4,  // 特困
  kVeteran = 8,
  kOneChildParent = 16,  // 计划生育奖励扶助
  kPublicPost = 32,      // 公益性岗位
  kOnPayroll = 64,
  kOfficial = 128,  // village official
  kGhost = 256,     // a number that belongs to nobody, in payments only
  kTouched = 512,   // something was planted here: read the plan
  kFarms = 1024,    // holds contracted land (heads)
  kHoldsForest = 2048,
  kPensioned = 4096,  // by the employees' insurance, and so not by the residents'
  kGranted = 8192,    // stands on a roll of benefits.h
  kHoused = 16384,    // lives in a home that the county pays for
  kOnRelief = 32768,  // of a household on the town's minimum living aid
};

struct Person {
  CitizenNumber number{};
  int32_t household = 0;
  int32_t born = 0;           // days since 1970
  int32_t died = 0;           // 0: alive on the last day
  int32_t account_owner = 0;  // whose card the money goes to; mostly their own
  PersonName name;
  uint16_t traits = 0;
  Sex sex = Sex::male;
  Relation relation = Relation::head;

  bool has(Trait trait) const { return (traits & trait) != 0; }
  bool is_alive_on(Date day) const { return died == 0 || died > day.days(); }
  Date born_on() const { return Date::from_days(born); }
  Date died_on() const { return Date::from_days(died); }
  int age_on(Date day) const;
};

struct Population {
  std::vector<Township> townships;
  std::vector<Village> villages;
  std::vector<Household> households;
  std::vector<Person> people;

  const Household& household_of(const Person& person) const { return households[size_t(person.household)]; }
  const Village& village_of(const Person& person) const { return villages[household_of(person).village]; }
  std::string household_no(int32_t household) const;
};

Population populate(uint64_t seed, int64_t people);

// The village collective's name, as it signs and holds accounts.
std::string collective_name(const Population& county, uint16_t village);

}  // namespace qy::synth
