#include "rules/cases.h"

#include "rules/made_home.h"

namespace qy {
namespace {

using CasesTest = MadeHome;

TEST_F(CasesTest, CasesPassAndFailAsTheyShould) {
  const RuleSet set = rules();
  const auto report = run_cases(*set.find("T1"), set, tables_);
  ASSERT_TRUE(report.ok()) << report.error().message;
  EXPECT_EQ(report->failed(), 0u);
  std::string wrong = kCases;
  wrong.replace(wrong.find("收款1.00元"), std::string("收款1.00元").size(), "收款9.00元");
  write_rule("one", kCard, kSql, wrong);
  EXPECT_EQ(run_cases(*set.find("T1"), set, tables_)->failed(), 1u);
}

// Two hits for one subject are as the case expects; a screening refuses them, and so do the cases.
TEST_F(CasesTest, CasesGoTheWayOfAScreening) {
  const std::string twice = std::string(kCases) + R"(
- name: 一人两笔
  given: {payment: [{payee_name: A, amount_fen: 100}, {payee_name: A, amount_fen: 200}]}
  expect: [{subject_key: A, outcome: hit}, {subject_key: A, outcome: hit}]
)";
  write_rule("one", kCard, kSql, twice);
  const RuleSet set = rules();
  const auto report = run_cases(*set.find("T1"), set, tables_);
  ASSERT_TRUE(report.ok()) << report.error().message;
  ASSERT_EQ(report->failed(), 1u);
  const auto& failures = report->cases.back().failures;
  ASSERT_EQ(failures.size(), 1u);
  EXPECT_NE(failures[0].find("screening"), std::string::npos) << failures[0];
}

}  // namespace
}  // namespace qy
