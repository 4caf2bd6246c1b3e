#include "text/name_words.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "text/transliteration.h"

namespace qy {
namespace {

double persons(std::string_view a, std::string_view b) {
  return alignment(read_name_words(a, NameKind::person), read_name_words(b, NameKind::person));
}
double firms(std::string_view a, std::string_view b) {
  return alignment(read_name_words(a, NameKind::firm), read_name_words(b, NameKind::firm));
}

TEST(NameWords, WhatDoesNotPairOff) {
  EXPECT_DOUBLE_EQ(persons("", "Ann Example"), 0);
  EXPECT_DOUBLE_EQ(persons("", ""), 0);
  EXPECT_DOUBLE_EQ(persons("Example", "Ann Example"), 0) << "one word of two proves nothing";
  EXPECT_LT(persons("Larry Example", "Roman Example"), 0.65);
  EXPECT_LT(firms("Northern Example Ltd", "Southern Motors Ltd"), 0.65);
}

TEST(NameWords, PairsOff) {
  EXPECT_DOUBLE_EQ(persons("Ann Example", "ann example"), 1);
  EXPECT_DOUBLE_EQ(persons("Ann Example", "Example, Ann"), 1) << "whatever the order";
  EXPECT_DOUBLE_EQ(persons("N. Example", "Nursultan Example"), 0.8) << "an initial";
  EXPECT_DOUBLE_EQ(persons("Ann Mary Example", "Ann Example"), 0.94) << "one word without a partner";
  EXPECT_DOUBLE_EQ(persons("M\xC3\xBCller Anna", "MULLER ANNA"), 1);
  EXPECT_DOUBLE_EQ(persons("\xD0\x91\xD0\xB0\xD1\x80\xD0\xB0\xD0\xBA \xD0\x9E\xD0\xB1", "Barak Ob"), 1)
      << "Барак Об";
  EXPECT_DOUBLE_EQ(firms("Example Limited Liability Company", "EXAMPLE LLC"), 1);
  EXPECT_DOUBLE_EQ(firms("OAO Example", "Open Joint Stock Company Example"), 1);
  EXPECT_DOUBLE_EQ(firms("Example & Sons", "Example and Sons Ltd."), 1);
  EXPECT_DOUBLE_EQ(firms("Limited", "Limited"), 1) << "a name of nothing else keeps it";
}

// The naive reference, for words of which none is alike another but in full: the share of what pairs off.
RC_GTEST_PROP(NameWords, IsSymmetricAndWithinBounds, ()) {
  std::string names[2];
  for (std::string& name : names) {
    const auto count = *rc::gen::inRange<size_t>(0, 5);
    for (size_t i = 0; i < count; ++i)
      name += *rc::gen::elementOf(std::vector<std::string>{"ann ", "anne ", "example ", "ltd ", "a ", "& "});
  }
  RC_ASSERT(std::abs(persons(names[0], names[1]) - persons(names[1], names[0])) < 1e-12);
  RC_ASSERT(firms(names[0], names[1]) >= 0 && firms(names[0], names[1]) <= 1);
}

TEST(Transliteration, BringsEveryScriptToCapitals) {
  EXPECT_EQ(latin_capitals(""), "");
  EXPECT_EQ(latin_capitals("abc-1"), "ABC-1");
  EXPECT_EQ(latin_capitals("\xC3\xA9t\xC3\xA9"), "ETE");
}

}  // namespace
}  // namespace qy
