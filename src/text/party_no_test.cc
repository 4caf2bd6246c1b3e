#include "text/party_no.h"

#include <gtest/gtest.h>

namespace qy {
namespace {

const Date kToday = Date::from_ymd(2026, 3, 1).value();

// 11010519491231002X is the example of GB 11643-1999, 91350100M000100Y43 that of GB 32100-2015.
TEST(PartyNo, TellsPersonsFromFirms) {
  struct Case {
    const char* text;
    bool is_person;
    const char* number;
  };
  for (const Case& one : {Case{"11010519491231002X", true, "11010519491231002X"},
                          {" １１０１０５ 19491231 002x", true, ""},
                          {"110105491231002", true, ""},     // the fifteen digits of before 1999
                          {"110105194912310021", true, ""},  // a wrong check digit: somebody's all the same
                          {"91350100M000100Y43", false, "91350100M000100Y43"},
                          {"91350100m000100y43 ", false, "91350100M000100Y43"},
                          {"V100234", false, "V100234"},
                          {"350100600012345", false, "350100600012345"},  // a register number: no month 00
                          {"420525102203010012", false, "420525102203010012"},  // a household: no year 1022
                          {"示范村民委员会", false, "示范村民委员会"}}) {
    const PartyNo read = read_party_no(one.text, false, kToday);
    EXPECT_EQ(read.is_person, one.is_person) << one.text;
    if (!one.is_person) {
      EXPECT_EQ(read.number, one.number) << one.text;
    }
    EXPECT_FALSE(read.is_damaged) << one.text;
  }
}

TEST(PartyNo, AnEatenNumberIsNobodys) {
  EXPECT_TRUE(read_party_no("1.10105E+17", false, kToday).is_damaged);
  EXPECT_TRUE(read_party_no("110105194912310000", true, kToday).is_damaged);
  EXPECT_FALSE(read_party_no("110105194912310000", true, kToday).is_person);
}

TEST(HiddenNumbers, StandAloneOrAmongWords) {
  EXPECT_EQ(hide_citizen_numbers("付11010519491231002X押金", kToday), "付〔证件号〕押金");
  EXPECT_EQ(hide_citizen_numbers("11010519491231002x,11010519491231002X", kToday), "〔证件号〕,〔证件号〕");
  EXPECT_EQ(hide_citizen_numbers("（１１０１０５１９４９１２３１００２Ｘ）", kToday), "(〔证件号〕)");
  EXPECT_EQ(find_citizen_no("a11010519491231002X", kToday), 1U);
}

TEST(HiddenNumbers, LeaveOtherNumbersAlone) {
  std::string contract = "42052520240115001";  // division, day, serial: a newborn's number in form
  contract += citizen_no_check_digit(contract);
  for (const std::string& text :
       {std::string("110105194912310021"), std::string("0011010519491231002X"),
        std::string("110105194912310020123"), contract, std::string("摘要：付办公用品款，共3项"),
        std::string(), std::string("123456789012345678")})
    EXPECT_EQ(hide_citizen_numbers(text, kToday), text);
}

}  // namespace
}  // namespace qy
