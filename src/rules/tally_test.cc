#include "rules/tally.h"

#include <gtest/gtest.h>

namespace qy {
namespace {

using Texts = std::vector<std::string>;

const Rows kNoRows{{"outcome", "detail", "subject_key", "source_id", "evidence", "rows_examined"}, {}};

Rows with(std::vector<std::vector<Value>> cells) {
  Rows rows = kNoRows;
  rows.cells = std::move(cells);
  return rows;
}

std::vector<Value> hit(const std::string& subject, const Texts& evidence, int64_t examined = 1) {
  return {"hit", "yellow", subject, "s1", evidence, examined};
}

TEST(Tally, RefusesASubjectThatARuleGivesTwice) {
  const Rule rule;
  EXPECT_EQ(outcome_of(rule, with({hit("甲", {}), hit("甲", {})})).error().code, Code::invalid);
  EXPECT_EQ(outcome_of(rule, with({hit("甲", {}, 2)})).error().code, Code::invalid);
}

TEST(Tally, ARowThatIsNamedTwiceStandsInTheEvidenceOnce) {
  const Rule rule;
  const auto outcome = outcome_of(
      rule, with({hit("甲", {"payment|s1|表|2", "death|s1||9", "payment|s1|表|2", "payment|s1|表|1"})}));
  ASSERT_TRUE(outcome.ok());
  EXPECT_EQ(outcome->hits.at(0).evidence,
            (std::vector<EvidenceRef>{
                {"death", "s1", "", 9}, {"payment", "s1", "表", 1}, {"payment", "s1", "表", 2}}));
}

TEST(Tally, RowsThatDifferInOneThingStandBoth) {
  const Rule rule;
  const auto outcome =
      outcome_of(rule, with({hit("甲", {"payment|s1|表|1", "payment|s2|表|1", "payment|s1|表二|1",
                                        "death|s1|表|1", "payment|s1|一|二|1"})}));
  ASSERT_TRUE(outcome.ok());
  EXPECT_EQ(outcome->hits.at(0).evidence,
            (std::vector<EvidenceRef>{{"death", "s1", "表", 1},
                                      {"payment", "s1", "一|二", 1},  // a sheet may hold the bar itself
                                      {"payment", "s1", "表", 1},
                                      {"payment", "s1", "表二", 1},
                                      {"payment", "s2", "表", 1}}));
}

TEST(Tally, CountsRecordsBySourceOutcomeAndReason) {
  const Rule rule;
  const auto outcome = outcome_of(
      rule, with({hit("甲", {}),
                  {"clear", std::monostate(), std::monostate(), "s1", std::monostate(), int64_t(40)},
                  {"clear", std::monostate(), std::monostate(), "s1", std::monostate(), int64_t(2)},
                  {"not_computable", "amount_fen", std::monostate(), "s2", std::monostate(), int64_t(3)}}));
  ASSERT_TRUE(outcome.ok());
  std::map<std::string, int64_t> counted;
  for (const CoverageRow& row : outcome->coverage)
    counted[row.source_id + " " + row.outcome + " " + row.detail] += row.records;
  EXPECT_EQ(counted, (std::map<std::string, int64_t>{
                         {"s1 hit yellow", 1}, {"s1 clear ", 42}, {"s2 not_computable amount_fen", 3}}));
}

}  // namespace
}  // namespace qy
