#include "entity/expression.h"

#include <gtest/gtest.h>

#include <vector>

#include "entity/small_records_test.h"

namespace qy {
namespace {

std::string first_value(const std::string& header_and_row, const std::string& expression) {
  const Records records = records_of(header_and_row);
  Derived derived(records);
  const auto parsed = parse_expression(expression);
  if (!parsed.ok()) return "refused";
  const auto column = derived.column(*parsed);
  return column.ok() ? std::string((*column)->values.text((*column)->codes[0])) : "no column";
}

TEST(Expression, RefusesWhatItCannotRead) {
  for (const char* text : {"", "prefix3(", "prefix3(a", "prefix(a)", "year3(a)", "unknown(a)", "a +", "a |",
                           "| a", "a) ", "(a)"})
    EXPECT_EQ(first_value("a\nx", text), "refused") << text;
  EXPECT_EQ(first_value("a\nx", "b"), "no column");
}

TEST(Expression, TakesValuesApart) {
  EXPECT_EQ(first_value("name\n欧阳小明", "prefix2(name)"), "欧阳");
  EXPECT_EQ(first_value("name\n欧阳小明", "suffix2(name)"), "小明");
  EXPECT_EQ(first_value("name\n王", "suffix2(name)"), "王");
  EXPECT_EQ(first_value("dob\n1901-02-03", "year(dob)"), "1901");
  EXPECT_EQ(first_value("dob\n19010203", "month_and_day(dob)"), "0203");
  EXPECT_EQ(first_value("dob\n1901", "month_and_day(dob)"), "");
  EXPECT_EQ(first_value("phone\n010-6655", "digits(phone)"), "0106655");
  EXPECT_EQ(first_value("a|b\nANN|LEE", "a + b"), "ANN LEE");
  EXPECT_EQ(first_value("a|b\n|LEE", "a + b"), "LEE");
  EXPECT_EQ(first_value("a|b\nANN|LEE", "prefix2(last_word(a + b))"), "LE");
  EXPECT_EQ(first_value("a\nZOE AMY", "sorted_words(a)"), "AMY ZOE");
  EXPECT_EQ(first_value("a|b\nANN|LEE", "a | b"), "ANN");
  EXPECT_EQ(first_value("a|b\n|LEE", "a | b"), "LEE");
  EXPECT_EQ(first_value("a|b|c\n|LEE|KIM", "prefix2(a | b + c)"), "LE");
}

// The example of GB 11643, in its form of 15 digits too; a wrong check digit proves nothing.
TEST(Expression, ACitizenNumberThatChecksOrNothing) {
  EXPECT_EQ(first_value("no\n11010519491231002x", "valid_citizen_no(no)"), "11010519491231002X");
  EXPECT_EQ(first_value("no\n110105491231002", "valid_citizen_no(no)"), "11010519491231002X");
  EXPECT_EQ(first_value("no\n110105194912310021", "valid_citizen_no(no)"), "");
}

// 1949-12-31 of GB 11643's example: whole, hidden elsewhere, with a slip behind it; hidden itself, no day, an old number: nothing.
TEST(Expression, ABirthdayThatACitizenNumberShows) {
  for (const char* shown : {"11010519491231002X", "******19491231****", "110105194912310021"})
    EXPECT_EQ(first_value("no\n" + std::string(shown), "citizen_birthday(no)"), "1949-12-31") << shown;
  for (const char* hidden :
       {"110105********002X", "11010519490231002X", "110105491231002", "1101051949-231002X"})
    EXPECT_EQ(first_value("no\n" + std::string(hidden), "citizen_birthday(no)"), "") << hidden;
  EXPECT_EQ(first_value("day|no\n|11010519491231002X", "day | citizen_birthday(no)"), "1949-12-31");
}

TEST(Expression, KnowsHowNamesSoundAndLook) {
  EXPECT_EQ(first_value("name\n单雄信", "name_pinyin(name)"), "shan xiong xin");
  EXPECT_EQ(first_value("name\n单位", "pinyin(name)"), "dan wei");
  EXPECT_EQ(first_value("name\n鍾國華", "surname(name)"), "钟");
  EXPECT_EQ(first_value("name\n欧阳小明", "given_name(name)"), "小明");
  EXPECT_EQ(first_value("name\n鍾國華", "simplified(name)"), "钟国华");
  EXPECT_EQ(first_value("name\n张宁", "sounds_like(name)"), first_value("name\n臧玲", "sounds_like(name)"));
  EXPECT_EQ(first_value("name\n张末", "shape_key(name)"), first_value("name\n张未", "shape_key(name)"));
}

TEST(Expression, TakesFirmsAndMaskedNumbersApart) {
  EXPECT_EQ(first_value("a\n宜昌市天河建筑有限公司西陵分公司", "org_core(a)"), "天河");
  EXPECT_EQ(first_value("a\n宜昌市天河建筑有限公司西陵分公司", "org_branch(a)"), "西陵分公司");
  EXPECT_EQ(first_value("a\n宜昌市天河建筑有限公司", "org_region(a)"), "宜昌");
  EXPECT_EQ(first_value("a\n宜昌市天河建筑有限公司", "org_form(a)"), "有限公司");
  EXPECT_EQ(first_value("a\n宜昌市天河建筑有限公司", "org_trade(a)"), "建筑工程");
  EXPECT_EQ(first_value("a\n3301**********1234", "shown_ends4(a)"), "33011234");
}

TEST(Expression, TakesAddressesApart) {
  const std::string table = "a\n湖北省宜昌市西陵区学院街道胜利四路22号翠园小区3栋2单元601室";
  for (const auto& [function, part] : std::vector<std::pair<const char*, const char*>>{{"code", "420502"},
                                                                                       {"road", "胜利4路"},
                                                                                       {"number", "22"},
                                                                                       {"place", "翠园小区"},
                                                                                       {"building", "3"},
                                                                                       {"unit", "2"},
                                                                                       {"room", "601"}})
    EXPECT_EQ(first_value(table, std::string("address_") + function + "(a)"), part);
}

// Examples of the US National Archives' page on Soundex.
TEST(Expression, SoundsAsTheArchivesSay) {
  EXPECT_EQ(first_value("a\nWASHINGTON", "soundex(a)"), "W252");
  EXPECT_EQ(first_value("a\nLEE", "soundex(a)"), "L000");
  EXPECT_EQ(first_value("a\nGUTIERREZ", "soundex(a)"), "G362");
  EXPECT_EQ(first_value("a\nPFISTER", "soundex(a)"), "P236");
  EXPECT_EQ(first_value("a\nASHCRAFT", "soundex(a)"), "A261");
  EXPECT_EQ(first_value("a\nTYMCZAK", "soundex(a)"), "T522");
}

}  // namespace
}  // namespace qy
