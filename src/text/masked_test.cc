#include "text/masked.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "text/similarity.h"
#include "text/utf8.h"

namespace qy {
namespace {

MaskedAnswer answer(std::string_view a, std::string_view b) {
  const std::u32string of_a = code_points(clean_masked(a)), of_b = code_points(clean_masked(b));
  const MaskedAnswer there = compare_masked(of_a, of_b), back = compare_masked(of_b, of_a);
  EXPECT_EQ(there.may_be, back.may_be) << a << " / " << b;
  EXPECT_EQ(there.agree, back.agree) << a << " / " << b;
  return there;
}

TEST(Masked, Contradictions) {
  EXPECT_FALSE(answer("3301**********1234", "330106199001015678").may_be);
  EXPECT_FALSE(answer("3301**********1234", "420106199001011234").may_be);
  EXPECT_FALSE(answer("138****1234", "1380000123").may_be) << "the last four are others";
  EXPECT_FALSE(answer("张*三", "张三").may_be) << "one star is one character";
  EXPECT_FALSE(answer("张*三", "李小三").may_be);
  EXPECT_FALSE(answer("", "330106199001011234").may_be);
  EXPECT_FALSE(answer("330106199001011234", "330106199001011235").may_be);
  EXPECT_FALSE(answer("3301***1234", "331234").may_be) << "what both ends show does not fit";
}

TEST(Masked, CountsWhatAgreesAndWhatIsHidden) {
  const MaskedAnswer citizen = answer("3301**********1234", "330106199001011234");
  EXPECT_TRUE(citizen.may_be);
  EXPECT_EQ(citizen.agree, 8);
  EXPECT_EQ(citizen.hidden, 10);
  EXPECT_EQ(answer("138****1234", "138 0000 1234").agree, 7);
  EXPECT_EQ(answer("3301***1234", "330106199001011234").agree, 8) << "three stars for any number";
  EXPECT_EQ(answer("3301XXXXXXXXXX123X", "33010619900101123x").agree, 8) << "the last X is a check digit";
  EXPECT_EQ(answer("33010619900101123X", "33010619900101123X").hidden, 0);
  EXPECT_EQ(answer("张*三", "张小三").agree, 2);
  EXPECT_EQ(answer("张＊", "张三").agree, 1);
  EXPECT_EQ(answer("3301**********1234", "330106****01011234").agree, 8) << "two that hide otherwise";
  EXPECT_TRUE(is_masked("138****1234"));
  EXPECT_FALSE(is_masked("33010619900101123X"));
}

TEST(Masked, EndsAreAKeyForBoth) {
  EXPECT_EQ(shown_ends("3301**********1234", 4), "33011234");
  EXPECT_EQ(shown_ends("330106199001011234", 4), "33011234");
  EXPECT_EQ(shown_ends("138****1234", 4), "1381234");
  EXPECT_EQ(shown_ends("12345", 4), "12345");
  EXPECT_EQ(shown_ends("", 4), "");
}

// The naive reference: every way to fill in what is hidden, of one length.
bool some_filling_agrees(const std::string& a, const std::string& b) {
  if (a.size() != b.size()) return false;
  for (size_t i = 0; i < a.size(); ++i)
    if (a[i] != '*' && b[i] != '*' && a[i] != b[i]) return false;
  return true;
}

RC_GTEST_PROP(Masked, AgreesWithEveryFillingTried, ()) {
  std::string a, b;
  const auto length = *rc::gen::inRange<size_t>(1, 9);
  for (std::string* text : {&a, &b})
    for (size_t i = 0; i < length; ++i) *text += *rc::gen::elementOf(std::string("112*"));
  const MaskedAnswer got = compare_masked(code_points(a), code_points(b));
  RC_ASSERT(got.may_be == some_filling_agrees(a, b));
  if (got.may_be) RC_ASSERT(size_t(got.agree + got.hidden) == length);
}

// Hiding any one run of a number leaves it what it may be.
RC_GTEST_PROP(Masked, HidingNeverContradicts, ()) {
  std::string whole;
  for (int i = 0; i < 18; ++i) whole += char('0' + *rc::gen::inRange(0, 10));
  const auto from = *rc::gen::inRange<size_t>(0, 15), length = *rc::gen::inRange<size_t>(3, 19);
  std::string hidden =
      whole.substr(0, from) + "***" + (from + length < 18 ? whole.substr(from + length) : "");
  RC_ASSERT(compare_masked(code_points(hidden), code_points(whole)).may_be);
}

}  // namespace
}  // namespace qy
