#include "rules/screen.h"

#include "base/disk.h"
#include "rules/made_home.h"

namespace qy {
namespace {

namespace fs = std::filesystem;

using ScreenTest = MadeHome;

TEST_F(ScreenTest, ARuleWithoutItsTableSaysSo) {
  const ScreenResult result = run(rules());
  ASSERT_EQ(result.coverage.size(), 1u);
  EXPECT_EQ(result.coverage[0].outcome, "no_data");
  EXPECT_EQ(result.coverage[0].detail, "payment");
}

TEST_F(ScreenTest, AFailingRuleFailsAloneAndLoudly) {
  ingest({{"A", 100}, {"B", 5}});
  std::string card = kCard;
  card.replace(card.find("id: T1"), 6, "id: T2");
  write_rule("broken", card, "SELECT no_such_column FROM payment, params", kCases);
  const RuleSet set = rules();
  const ScreenResult result = run(set);
  ASSERT_EQ(result.hits.size(), 1u);
  EXPECT_EQ(result.hits[0].sentence, "收款1.00元。");
  EXPECT_EQ(result.hits[0].evidence[0], (EvidenceRef{"payment", "s1", "表|一", 1}));
  EXPECT_NE(result.runs[1].failure.find("no_such_column"), std::string::npos);
}

// Cut short, the part cannot be opened; with a spoilt page it fails on the way. Either way the rule is not
// answered from the rest, and the officer reads what to do, not the engine's SQL.
TEST_F(ScreenTest, ADamagedPartFailsTheRulesThatReadItAndNoOthers) {
  ingest({{"A", 100}, {"B", 100}});
  ingest({{"C", 100}});
  std::string card = kCard;
  for (const auto& [from, to] :
       {std::pair("id: T1", "id: T2"),
        {"pack: test", "pack: jail"},
        {"needs: {payment: [payee_name, amount_fen]}", "needs: {custody: [citizen_no]}"}})
    card.replace(card.find(from), std::string(from).size(), to);
  write("rules/packs.yaml", std::string(kPacks) + "  jail: {label: 羁押, english: jail, reads: [custody]}\n");
  write_rule("other", card,
             "SELECT 'clear' AS outcome, NULL AS detail, citizen_no AS subject_key, NULL AS subject_label, "
             "NULL AS stack_key, "
             "NULL AS source_id, NULL AS amount_fen, NULL AS evidence FROM custody, params",
             kCases);
  const RuleSet set = rules();
  const std::string batch = lake_->batches().value()[0].batch_id;
  const fs::path part = folder_ / "work" / "lake" / "payment" / ("batch=" + batch) / "part-0.parquet";
  const std::string whole = read_file(part).value();
  std::string spoilt = whole;
  std::fill_n(spoilt.begin() + 8, 12, '\xff');
  for (const std::string& bytes : {whole.substr(0, whole.size() / 2), spoilt}) {
    std::ofstream(part, std::ios::binary) << bytes;
    const ScreenResult result =
        run(set, {.fresh = true, .supplied = {{"custody", "SELECT 'x' AS citizen_no"}}});
    ASSERT_EQ(result.runs.size(), 2u);
    EXPECT_TRUE(result.hits.empty());
    EXPECT_TRUE(result.runs[1].failure.empty()) << result.runs[1].failure;
    const std::string& said = result.runs[0].failure;
    for (const std::string& told :
         {part.string(), "batch " + batch + " is damaged", "ingest undo -w DIR " + batch})
      EXPECT_NE(said.find(told), std::string::npos) << said;
    EXPECT_EQ(said.find("SELECT"), std::string::npos) << said;
  }
}

TEST_F(ScreenTest, TheSameSubjectTwiceIsABugOfTheRule) {
  ingest({{"A", 100}, {"A", 200}});
  const RuleSet set = rules();
  const ScreenResult result = run(set);
  EXPECT_TRUE(result.hits.empty());
  EXPECT_NE(result.runs[0].failure.find("more than once"), std::string::npos);
}

TEST_F(ScreenTest, AnOutcomeIsReusedUntilDataOrParametersChange) {
  ingest({{"A", 100}});
  const RuleSet set = rules();
  EXPECT_FALSE(run(set).runs[0].reused);
  const ScreenResult again = run(set);
  EXPECT_TRUE(again.runs[0].reused);
  EXPECT_EQ(again.hits[0].evidence, run(set, {.fresh = true}).hits[0].evidence);
  EXPECT_FALSE(run(set, {.overrides = {{"T1", {{"limit_fen", "500"}}}}}).runs[0].reused);
  ingest({{"B", 100}});
  EXPECT_FALSE(run(set).runs[0].reused);
}

TEST_F(ScreenTest, RefusesParametersOutsideTheirBounds) {
  ingest({{"A", 100}});
  const RuleSet set = rules();
  EXPECT_FALSE(screen(*lake_, set, set.matching(""), {.overrides = {{"T1", {{"limit_fen", "5000"}}}}}).ok());
  EXPECT_FALSE(screen(*lake_, set, set.matching(""), {.overrides = {{"T1", {{"unknown", "5"}}}}}).ok());
}

TEST_F(ScreenTest, ACancelledRunSaysWhatIsKept) {
  ingest({{"A", 100}});
  const std::atomic<bool> cancelled = true;
  const RuleSet set = rules();
  const auto result = screen(*lake_, set, set.matching(""), {.cancelled = &cancelled});
  ASSERT_FALSE(result.ok());
  EXPECT_EQ(result.error().code, Code::cancelled);
}

TEST(Screen, ARuleRunsWithoutItsOptionalTables) {
  Rule rule;
  rule.card.needs = {{"payment", {"amount_fen"}}, {"kin_declaration", {"relative_citizen_no"}}};
  EXPECT_EQ(missing_table(rule, {"payment"}), "kin_declaration");
  rule.card.optional = {"kin_declaration"};
  EXPECT_EQ(missing_table(rule, {"payment"}), "");
  EXPECT_EQ(missing_table(rule, {"kin_declaration"}), "payment");
}

}  // namespace
}  // namespace qy
