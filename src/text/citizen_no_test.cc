#include "text/citizen_no.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <vector>

#include "text/account_no.h"
#include "text/credit_code.h"

namespace qy {
namespace {

struct Row {
  const char* text;
  const char* check;
};

TEST(CitizenNo, SaysWhatIsWrong) {
  for (const Row& row : std::vector<Row>{
           {"", "placeholder"},
           {"-", "placeholder"},
           {"无", "placeholder"},
           {"暂无", "placeholder"},
           {"000000000000000000", "placeholder"},
           // A spreadsheet ate the last digits.
           {"5.10823E+17", "damaged"},
           {"5.10823199001011E+17", "damaged"},
           {"5.1e17", "damaged"},
           {"110105194912310000", "damaged"},
           {"4405241880010100000", "damaged"},
           // Neither 15 nor 18.
           {"1101051949123100", "wrong_length"},
           {"11010519491231002", "wrong_length"},
           {"1101051949123100222", "wrong_length"},
           {"张三", "wrong_length"},
           {"12345678", "wrong_length"},
           // A letter where a digit belongs.
           {"11O10519491231002X", "wrong_character"},
           {"1101051949123X002X", "wrong_character"},
           {"110105********002X", "wrong_character"},
           {"11010549123100A", "wrong_character"},
           // No such day, too early, in the future.
           {"11010519490230002X", "wrong_date"},
           {"11010519491331002X", "wrong_date"},
           {"110105187912310020", "wrong_date"},
           {"110105210001010020", "wrong_date"},
           {"110105490230002", "wrong_date"},
           // One digit off, two neighbours swapped.
           {"110105194912310021", "wrong_check_digit"},
           {"11010519491231003X", "wrong_check_digit"},
           {"11010519491213002X", "wrong_check_digit"},
           // Kept, not checked.
           {"H12345678", "foreign_document"},
           {"M1234567890", "foreign_document"},
           {"H1234567800", "foreign_document"},
           {"A123456(3)", "foreign_document"},
           {"Ａ１２３４５６（３）", "foreign_document"},
           {"1234567(8)", "foreign_document"},
           {"0123456701(B)", "foreign_document"},
           {"E12345678", "foreign_document"},
           {"EA1234567", "foreign_document"},
           {"USA110000000000", "foreign_document"},
           {"911840198001010014", "foreign_document"},
           // The standard's own examples.
           {"11010519491231002X", "valid"},
           {"440524188001010014", "valid"},
       })
    EXPECT_EQ(name_of(read_citizen_no(row.text).check), row.check) << row.text;
}

TEST(CitizenNo, CleansWhatPeopleAdd) {
  for (const char* text :
       {"11010519491231002x", " 11010519491231002X ", "110105 19491231 002X", "'11010519491231002X",
        "１１０１０５１９４９１２３１００２Ｘ", "110105-19491231-002X", "\t11010519491231002X\r\n",
        "11010519491231002X\xE2\x80\x8B"}) {
    const CitizenNo no = read_citizen_no(text);
    EXPECT_EQ(name_of(no.check), "valid") << text;
    EXPECT_EQ(no.number, "11010519491231002X") << text;
  }
}

TEST(CitizenNo, TellsBirthSexAndDivision) {
  const CitizenNo no = read_citizen_no("11010519491231002X");
  EXPECT_EQ(no.born_on.iso(), "1949-12-31");
  EXPECT_EQ(no.sex, Sex::female);
  EXPECT_EQ(no.division, "110105");
  EXPECT_FALSE(no.was_15);
  EXPECT_EQ(read_citizen_no("440524188001010014").sex, Sex::male);
}

TEST(CitizenNo, FifteenBecomeEighteen) {
  // 110105 491231 002: the standard's example as it was issued before 1999.
  const CitizenNo no = read_citizen_no("110105491231002");
  EXPECT_EQ(name_of(no.check), "valid");
  EXPECT_EQ(no.number, "11010519491231002X");
  EXPECT_TRUE(no.was_15);
  EXPECT_EQ(no.born_on.iso(), "1949-12-31");
}

TEST(CitizenNo, ANumberCellIsNoIdentity) {
  // The double nearest to 18 digits need not be that number, even where its check digit happens to fit.
  EXPECT_EQ(name_of(read_citizen_no("440524188001010014", true).check), "damaged");
  EXPECT_EQ(name_of(read_citizen_no("110105194912310000", true).check), "damaged");
  EXPECT_EQ(name_of(read_citizen_no("110105491231002", true).check), "valid");  // 15 digits survive
}

TEST(CitizenNo, ABirthAfterTodayIsWrong) {
  const Date today = *Date::from_iso("2024-06-30");
  std::string number = "11010520240701001";
  number += citizen_no_check_digit(number);
  EXPECT_EQ(name_of(read_citizen_no(number, false, today).check), "wrong_date");
  EXPECT_EQ(name_of(read_citizen_no(number, false, today.plus_days(1)).check), "valid");
}

std::string digits(int count) {
  std::string out;
  for (int i = 0; i < count; ++i) out += char('0' + *rc::gen::inRange(0, 10));
  return out;
}

std::string some_number_15(const Date& born) {
  const std::string iso = born.iso();
  return "51" + digits(4) + iso.substr(2, 2) + iso.substr(5, 2) + iso.substr(8, 2) + digits(3);
}

RC_GTEST_PROP(CitizenNo, FifteenAndEighteenAreTheSamePerson, ()) {
  const Date born = Date::from_days(*rc::gen::inRange(-25'567, 10'957));  // 1900 to 1999
  const std::string short_form = some_number_15(born);
  const CitizenNo from_15 = read_citizen_no(short_form);
  RC_ASSERT(from_15.check == NumberCheck::valid);
  RC_ASSERT(from_15.born_on == born);
  // Back: drop the century and the check digit.
  RC_ASSERT(from_15.number.substr(0, 6) + from_15.number.substr(8, 9) == short_form);
  const CitizenNo again = read_citizen_no(from_15.number);
  RC_ASSERT(again.check == NumberCheck::valid);
  RC_ASSERT(again.number == from_15.number);
  RC_ASSERT(again.sex == from_15.sex);
}

RC_GTEST_PROP(CitizenNo, TheCheckDigitCatchesEverySingleSlip, ()) {
  const Date born = Date::from_days(*rc::gen::inRange(-25'567, 10'957));
  std::string number = read_citizen_no(some_number_15(born)).number;
  const auto at = size_t(*rc::gen::inRange(0, 17));
  const char other = char('0' + *rc::gen::inRange(0, 10));
  RC_PRE(other != number[at]);
  number[at] = other;
  RC_ASSERT(read_citizen_no(number).check != NumberCheck::valid);
}

RC_GTEST_PROP(CitizenNo, NothingIsInventedFromAnyBytes, (const std::string& text)) {
  const CitizenNo no = read_citizen_no(text);
  RC_ASSERT(no.check != NumberCheck::valid || no.number.size() == 18);
  (void)read_credit_code(text);
  (void)read_account_no(text);
}

TEST(CreditCode, SaysWhatIsWrong) {
  for (const Row& row : std::vector<Row>{
           {"", "placeholder"},
           {"/", "placeholder"},
           {"9.135E+17", "damaged"},
           {"350100400012345", "wrong_length"},  // the registration number of before 2015
           {"M000100Y4", "wrong_length"},        // an organisation code
           {"91350100M000100Y4", "wrong_length"},
           {"91350100M0001O0Y43", "wrong_character"},  // the letter O
           {"91350100M000100Y4O", "wrong_character"},
           {"91350100I000100Y43", "wrong_character"},
           {"91350100中000100Y4", "wrong_length"},
           {"91350100M000100Y44", "wrong_check_digit"},
           {"19350100M000100Y43", "wrong_check_digit"},
           {"91350100M000100Y43", "valid"},  // GB 32100-2015, annex
           {"91350100m000100y43", "valid"},
           {" 91350100 M000100Y4 3", "valid"},
           {"９１３５０１００Ｍ０００１００Ｙ４３", "valid"},
       })
    EXPECT_EQ(name_of(read_credit_code(row.text).check), row.check) << row.text;
  EXPECT_EQ(read_credit_code("91350100m000100y43").code, "91350100M000100Y43");
  EXPECT_EQ(name_of(read_credit_code("911101086717123000", true).check), "damaged");
  // An E among digits is part of the code, not an exponent.
  EXPECT_NE(name_of(read_credit_code("91110108671712E345").check), "damaged");
}

RC_GTEST_PROP(CreditCode, TheCheckDigitCatchesEverySingleSlip, ()) {
  const std::string alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
  std::string code;
  for (int i = 0; i < 17; ++i) code += *rc::gen::elementOf(alphabet);
  code += credit_code_check_digit(code);
  RC_ASSERT(read_credit_code(code).check == NumberCheck::valid);
  const auto at = size_t(*rc::gen::inRange(0, 18));
  const char other = *rc::gen::elementOf(alphabet);
  RC_PRE(other != code[at]);
  code[at] = other;
  RC_ASSERT(read_credit_code(code).check != NumberCheck::valid);
}

TEST(AccountNo, SaysWhatIsWrong) {
  for (const Row& row : std::vector<Row>{
           {"", "placeholder"},
           {"无", "placeholder"},
           {"0000000000", "placeholder"},
           {"6.21E+18", "damaged"},
           {"6217003810012340000", "damaged"},  // 19 digits, zeros from the 16th on
           {"1234567", "wrong_length"},
           {"123456789012345678901234567890123", "wrong_length"},
           {"62170038x0012345678", "wrong_character"},
           {"6222020200012345679", "wrong_check_digit"},
           {"12345678", "valid"},
           {"4403 0101 0400 12345", "valid"},  // a public account: no public check
           {"1234567890123456", "valid"},
           {"6222 0202 0001 2345 670", "valid"},  // Luhn sum 50
           {"62-2202-0200-0123-45670", "valid"},
           {"６２２２０２０２０００１２３４５６７０", "valid"},
       })
    EXPECT_EQ(name_of(read_account_no(row.text).check), row.check) << row.text;
  EXPECT_EQ(name_of(read_account_no("6222020200012345670", true).check), "damaged");
  EXPECT_EQ(name_of(read_account_no("440301010400123", true).check), "valid");
  EXPECT_EQ(read_account_no("6222 0202 0001 2345 670").number, "6222020200012345670");
}

TEST(AccountNo, Luhn) {
  EXPECT_TRUE(passes_luhn("79927398713"));  // the textbook's number
  for (const char last : std::string("012456789"))
    EXPECT_FALSE(passes_luhn(std::string("7992739871") + last));
  EXPECT_FALSE(passes_luhn(""));
  EXPECT_FALSE(passes_luhn("7992739871x"));
}

RC_GTEST_PROP(AccountNo, ACardsLastDigitIsTheOnlyOneThatFits, ()) {
  const std::string body = "62" + digits(16);
  int fitting = 0;
  for (char last = '0'; last <= '9'; ++last) fitting += passes_luhn(body + last) ? 1 : 0;
  RC_ASSERT(fitting == 1);
}

}  // namespace
}  // namespace qy
