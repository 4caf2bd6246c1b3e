// The dates of force are those of the laws themselves: 合同法 1999-10-01 to 2020-12-31, 民法典 from 2021-01-01.
#include "leads/law_at.h"

#include <gtest/gtest.h>

namespace qy {
namespace {

const LegalBasis kContractLaw{"《中华人民共和国合同法》", "第二百一十四条", "", "1999-10-01", "2020-12-31"};
const LegalBasis kCivilCode{"《中华人民共和国民法典》", "第七百零五条", "", "2021-01-01", ""};

Finding of_days(const std::string& first, const std::string& last) {
  Finding finding;
  finding.first_day = first;
  finding.last_day = last;
  return finding;
}

TEST(LawAt, TheDayBeforeAndTheDayOfForce) {
  EXPECT_EQ(in_force(kCivilCode, of_days("2020-12-31", "2020-12-31")), InForce::not_yet);
  EXPECT_EQ(in_force(kCivilCode, of_days("2021-01-01", "2021-01-01")), InForce::throughout);
  EXPECT_EQ(in_force(kContractLaw, of_days("2020-12-31", "2020-12-31")), InForce::throughout);
  EXPECT_EQ(in_force(kContractLaw, of_days("2021-01-01", "2021-01-01")), InForce::no_longer);
}

TEST(LawAt, AMatterOverTheChangeOfLawHasBoth) {
  const Finding over = of_days("2019-05-01", "2023-05-01");
  EXPECT_EQ(in_force(kContractLaw, over), InForce::in_part);
  EXPECT_EQ(in_force(kCivilCode, over), InForce::in_part);
  const RuleFacts card{.legal_basis = {kContractLaw, kCivilCode}};
  EXPECT_EQ(laws_at(card, over).size(), 2U);
  EXPECT_EQ(laws_at(card, of_days("2019-05-01", "2020-05-01")), std::vector{kContractLaw});
  EXPECT_EQ(laws_at(card, of_days("2022-05-01", "2022-05-01")), std::vector{kCivilCode});
}

TEST(LawAt, WithoutADayNothingIsLeftOutAndNothingIsSaid) {
  EXPECT_EQ(in_force(kCivilCode, {}), InForce::unknown);
  EXPECT_EQ(laws_at(RuleFacts{.legal_basis = {kContractLaw, kCivilCode}}, {}).size(), 2U);
  EXPECT_EQ(word_of(InForce::unknown).zh, "");
  EXPECT_EQ(days_text({}), "");
  EXPECT_EQ(in_force({"《某办法》", "", "", "", ""}, of_days("2022-05-01", "2022-05-01")), InForce::unknown);
}

TEST(LawAt, DaysAreWrittenOnceWhereTheyAreOne) {
  EXPECT_EQ(days_text(of_days("2022-05-01", "2022-05-01")), "2022-05-01");
  EXPECT_EQ(days_text(of_days("2022-05-01", "2022-06-30")), "2022-05-01 至 2022-06-30");
}

}  // namespace
}  // namespace qy
