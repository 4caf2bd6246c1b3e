// Whom a record without a valid number is of, and, first, whom it is not of.
#include "resolve/persons.h"

#include <gtest/gtest.h>

#include <sstream>

#include "base/disk.h"

namespace qy {
namespace {

constexpr const char* kAccount = "姓名、村和银行账户都相同";
constexpr const char* kHousehold = "姓名、村和户编号都相同";

// A lake of a few rows, each as: table number check name village account household. '-' is nothing; a number N… is valid where the
// check says v. What a masked number shows follows it: M1/420501/male.
class PersonsTest : public testing::Test {
 protected:
  void SetUp() override {
    tables = std::make_unique<TableSet>(TableSet::load(std::string(QY_SOURCE_DIR) + "/tables").value());
    kind = load_exact_kinds(std::string(QY_SOURCE_DIR) + "/entities", *tables).value().back();
    ASSERT_EQ(kind.kind, "person");
    engine = open_duckdb({.threads = 1}).value();
    ASSERT_TRUE(
        engine->execute(read_file(std::string(QY_SOURCE_DIR) + "/rules/prelude/duckdb.sql").value()).ok());
  }

  // "key -> number (basis; table:row)", a line each.
  std::string found(const std::string& lake) {
    for (const ExactSource& source : kind.from)
      EXPECT_TRUE(
          engine
              ->execute("CREATE OR REPLACE TABLE " + source.table +
                        " (citizen_no VARCHAR, citizen_no_check VARCHAR, citizen_no_division VARCHAR, "
                        "citizen_no_sex VARCHAR, name VARCHAR, village_code VARCHAR, account_no VARCHAR, "
                        "account_no_check VARCHAR, household_no VARCHAR, source_id VARCHAR, "
                        "source_sheet VARCHAR, source_row BIGINT)")
              .ok());
    std::istringstream lines(lake);
    std::string table, number, check, name, village, account, household;
    for (int row = 1; lines >> table >> number >> check >> name >> village >> account >> household; ++row)
      put(table, number, check, name, village, account, household, row);
    const auto said = find_persons(*engine, kind, *tables, judged);
    EXPECT_TRUE(said.ok()) << said.error().message;
    in_doubt = said->in_doubt;
    std::string out;
    for (const PersonOf& one : said->told)
      out += one.key + " -> " + one.number + " (" + one.basis + "; " + one.table + ":" +
             std::to_string(one.row) + ")\n";
    return out;
  }

  void put(const std::string& table, const std::string& number, const std::string& check,
           const std::string& name, const std::string& village, const std::string& account,
           const std::string& household, int row) {
    const auto text = [](const std::string& word) {
      return word == "-" || word.empty() ? std::string("NULL") : Engine::literal(word);
    };
    std::istringstream parts(number);
    std::string token, division, sex;
    std::getline(parts, token, '/');
    std::getline(parts, division, '/');
    std::getline(parts, sex);
    const std::string state = check == "v" ? "valid" : check == "m" ? "wrong_character" : check;
    const bool is_masked_account = account.starts_with("*");
    ASSERT_TRUE(engine
                    ->execute("INSERT INTO " + table + " VALUES (" + text(token) + ", " + text(state) + ", " +
                              text(division) + ", " + text(sex) + ", " + text(name) + ", " + text(village) +
                              ", " + text(account) + ", " +
                              (is_masked_account ? "'wrong_character'" : "'valid'") + ", " + text(household) +
                              ", 's', '', " + std::to_string(row) + ")")
                    .ok())
        << table;
  }

  std::unique_ptr<TableSet> tables;
  ExactKind kind;
  std::unique_ptr<Engine> engine;
  Judgements judged;
  int64_t in_doubt = 0;
};

TEST_F(PersonsTest, ANamesakeOfTheVillageIsAnotherPerson) {
  EXPECT_EQ(found(R"(
    subsidy_payment   M1  m  张三  V1  A2  -
    subsidy_payment   N1  v  张三  V1  A1  -
    household_member  N1  v  张三  V1  -   H00001
  )"),
            "");
}

TEST_F(PersonsTest, OneAccountIsNotEnough) {
  EXPECT_EQ(found(R"(
    subsidy_payment  M1  m  张三  V1  A1  -
    subsidy_payment  N1  v  李四  V1  A1  -
    subsidy_payment  M2  m  王五  V1  A3  -
    subsidy_payment  N3  v  王五  V2  A3  -
    subsidy_payment  M4  m  赵六  -   A4  -
    subsidy_payment  N4  v  赵六  V1  A4  -
    subsidy_payment  M5  m  钱七  V1  A5  -
    subsidy_payment  N5  v  钱七  -   A5  -
  )"),
            "");
}

TEST_F(PersonsTest, TwoNumbersAreNeverOneAndWhatBothClaimIsOfNeither) {
  EXPECT_EQ(found(R"(
    subsidy_payment  N1  v  张三  V1  A1  -
    subsidy_payment  N2  v  张三  V1  A1  -
    subsidy_payment  M1  m  张三  V1  A1  -
  )"),
            "");
  EXPECT_EQ(in_doubt, 1);
  // By the account one person, by the household another.
  EXPECT_EQ(found(R"(
    subsidy_payment   N1  v  张三  V1  A1  -
    household_member  N2  v  张三  V1  -   H00002
    subsidy_payment   M1  m  张三  V1  A1  H00002
  )"),
            "");
  // One masked number under one name, once by the account of one person and once by that of another.
  EXPECT_EQ(found(R"(
    subsidy_payment  N1  v  张三  V1  A1  -
    subsidy_payment  N2  v  张三  V1  A2  -
    subsidy_payment  M1  m  张三  V1  A1  -
    subsidy_payment  M1  m  张三  V1  A2  -
  )"),
            "");
}

TEST_F(PersonsTest, AnAccountOfManyTiesNobody) {
  std::string lake = "subsidy_payment N1 v 张三 V1 A1 -\nsubsidy_payment M1 m 张三 V1 A1 -\n";
  for (const char* name : {"甲一", "乙二", "丙三", "丁四", "戊五"})
    lake += std::string("subsidy_payment - missing ") + name + " V2 A1 -\n";
  EXPECT_NE(found(lake), "");  // six names
  EXPECT_EQ(found(lake + "subsidy_payment - missing 己六 V2 A1 -\n"), "");
}

TEST_F(PersonsTest, WhatTheShownDigitsContradictIsLeftOut) {
  EXPECT_EQ(found(R"(
    subsidy_payment  N1/420501/male  v  张三  V1  A1  -
    subsidy_payment  M1/420502/-     m  张三  V1  A1  -
    subsidy_payment  N2/420501/male  v  李四  V1  A2  -
    subsidy_payment  M2/-/female     m  李四  V1  A2  -
  )"),
            "");
  EXPECT_EQ(in_doubt, 2);
}

TEST_F(PersonsTest, ForeignDocumentsHiddenNamesAndLineNumbersAreLeftAlone) {
  EXPECT_EQ(found(R"(
    subsidy_payment   N1  v                 张三  V1  A1    -
    subsidy_payment   P1  foreign_document  张三  V1  A1    -
    subsidy_payment   N2  v                 李*   V1  A2    -
    subsidy_payment   M2  m                 李*   V1  A2    -
    household_member  N3  v                 王五  V1  -     12
    subsidy_payment   M3  m                 王五  V1  -     12
    subsidy_payment   N4  v                 赵六  V1  *A4   -
    subsidy_payment   M4  m                 赵六  V1  *A4   -
    household_member  N5  v                 钱七  V2  -     H00005
    subsidy_payment   M5  m                 钱七  V1  -     H00005
  )"),
            "");
}

TEST_F(PersonsTest, WhatSomebodyJudgedNotToBeIsLeftOut) {
  const std::string lake = "subsidy_payment N1 v 张三 V1 A1 -\nsubsidy_payment M1 m 张三 V1 A1 -\n";
  judged.put({"M1|张三|V1|A1|", "N1", Verdict::no, "li", "checked", "2026-03-01"});
  EXPECT_EQ(found(lake), "");
  EXPECT_EQ(in_doubt, 1);
}

TEST_F(PersonsTest, OneNameOneVillageAndOneAccountOrHouseholdAreOnePerson) {
  EXPECT_EQ(found(R"(
    subsidy_payment     N1/420501/male  v  张三  V1  A1  -
    subsidy_payment     M1/420501/male  m  张三  V1  A1  -
    benefit_enrollment  M1/420501/male  m  张三  V1  -   H00001
    household_member    N1/420501/male  v  张三  V1  -   H00001
    household_member    N9/420501/male  v  张三  V1  -   H00009
    subsidy_payment     -               missing  张三  V1  A1  -
  )"),
            std::string("M1|张三|V1|A1| -> N1 (") + kAccount + "; subsidy_payment:1)\n" +
                "M1|张三|V1||H00001 -> N1 (" + kHousehold + "; household_member:4)\n" +
                "|张三|V1|A1| -> N1 (" + kAccount + "; subsidy_payment:1)\n");
}

}  // namespace
}  // namespace qy
