#include "synth/numbers.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <set>

#include "text/account_no.h"
#include "text/credit_code.h"

namespace qy::synth {
namespace {

TEST(Numbers, OfOneDayAreValidAndDistinct) {
  const Date born = Date::from_ymd(1964, 2, 29).value();
  std::set<std::string> seen;
  for (int order = 0; order < 500; ++order)
    for (const Sex sex : {Sex::male, Sex::female}) {
      const auto number = citizen_number(kCountyCode, born, sex, order);
      const CitizenNo read = read_citizen_no(view(number));
      ASSERT_EQ(read.check, NumberCheck::valid) << view(number);
      EXPECT_EQ(read.born_on, born);
      EXPECT_EQ(read.sex, sex);
      EXPECT_EQ(read.division, kCountyCode);
      seen.emplace(view(number));
    }
  EXPECT_EQ(seen.size(), 1000U);
}

RC_GTEST_PROP(Numbers, WrongOnesAreWrong, ()) {
  const Date born = Date::from_days(*rc::gen::inRange(-20'000, 12'000));
  const auto number = citizen_number(kCountyCode, born, Sex::female, *rc::gen::inRange(0, 500));
  RC_ASSERT(read_citizen_no(view(with_wrong_check_digit(number))).check == NumberCheck::wrong_check_digit);
  RC_ASSERT(read_citizen_no(with_swapped_digits(number)).check != NumberCheck::valid);
}

TEST(Numbers, OldNumberReadsAsTheNewOne) {
  const auto number = citizen_number(kCountyCode, Date::from_ymd(1951, 7, 9).value(), Sex::male, 12);
  const CitizenNo read = read_citizen_no(old_number(number));
  EXPECT_EQ(read.check, NumberCheck::valid);
  EXPECT_TRUE(read.was_15);
  EXPECT_EQ(read.number, view(number));
}

TEST(Numbers, CardsPassLuhnAndCodesTheirCheck) {
  std::set<std::string> cards, codes;
  for (uint32_t i = 0; i < 2000; ++i) {
    const auto card = card_number(9, i);
    ASSERT_TRUE(passes_luhn({card.data(), card.size()}));
    cards.emplace(card.data(), card.size());
    const std::string code = credit_code(i % 2 == 0 ? "91" : "12", i);
    ASSERT_EQ(read_credit_code(code).check, NumberCheck::valid) << code;
    codes.insert(code);
  }
  EXPECT_EQ(cards.size(), 2000U);
  EXPECT_EQ(codes.size(), 2000U);
}

}  // namespace
}  // namespace qy::synth
