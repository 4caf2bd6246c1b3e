#include "synth/population.h"

#include <gtest/gtest.h>

#include <set>

#include "synth/calendar.h"
#include "synth/programs.h"

namespace qy::synth {
namespace {

TEST(Population, HasExactlyThePeopleAskedForAndNoNumberTwice) {
  const Population county = populate(5, 12'345);
  ASSERT_EQ(county.people.size(), 12'345U);
  std::set<std::string_view> numbers;
  for (const auto& person : county.people) numbers.insert(view(person.number));
  EXPECT_EQ(numbers.size(), county.people.size());
  size_t counted = 0;
  for (const auto& household : county.households) {
    EXPECT_EQ(size_t(household.first), counted);
    counted += household.count;
  }
  EXPECT_EQ(counted, county.people.size());
}

TEST(Population, LooksLikeARuralCounty) {
  const Population county = populate(6, 30'000);
  int elders = 0, dead = 0, women = 0;
  for (const auto& person : county.people) {
    elders += person.age_on(day_of(kLastYear, 12, 31)) >= 60 ? 1 : 0;
    dead += person.died != 0 ? 1 : 0;
    women += person.sex == Sex::female ? 1 : 0;
  }
  EXPECT_NEAR(elders / 30'000.0, 0.28, 0.06);
  EXPECT_NEAR(women / 30'000.0, 0.49, 0.04);
  // Six years of rural mortality, about one in a hundred a year.
  EXPECT_NEAR(dead / 30'000.0, 0.06, 0.02);
}

TEST(Population, VillageCodesHaveTwelveDigitsUnderTheInventedCounty) {
  const Population county = populate(7, 5'000);
  std::set<std::string> codes;
  for (const auto& village : county.villages) {
    EXPECT_EQ(village.code.size(), 12U);
    EXPECT_EQ(village.code.substr(0, 6), kCountyCode);
    EXPECT_EQ(village.code.substr(0, 9), county.townships[village.township].code);
    codes.insert(village.code);
  }
  EXPECT_EQ(codes.size(), county.villages.size());
}

TEST(Programs, DueIsQuantityTimesStandard) {
  EXPECT_EQ((Entitlement{350, 9'350}.due_fen()), 32'725);  // 3.5 mu at 93.50 yuan: 327.25 yuan
  EXPECT_EQ((Entitlement{333, 1'250}.due_fen()), 4'163);   // 3.33 mu at 12.50 yuan: 41.625, rounded up
}

TEST(Calendar, KnowsSpringFestivalAndItsMakeupDays) {
  EXPECT_EQ(kind_of(day_of(2024, 2, 12)), DayKind::holiday);         // 初三
  EXPECT_EQ(kind_of(day_of(2024, 2, 18)), DayKind::makeup_workday);  // Sunday
  EXPECT_EQ(kind_of(day_of(2024, 2, 24)), DayKind::weekend);
  EXPECT_EQ(working_day_from(day_of(2024, 2, 10)), day_of(2024, 2, 18));
}

}  // namespace
}  // namespace qy::synth
