#include "rules/screen.h"

#include <gtest/gtest.h>

#include <fstream>

#include "base/disk.h"
#include "lake/lake_writer.h"
#include "rules/card_check.h"
#include "rules/cases.h"

namespace qy {
namespace {

namespace fs = std::filesystem;

constexpr const char* kTable = R"(
table: payment
label: 单位支付
english: payments
domain: unit_money
purpose: 逐笔支付
fields:
  - {name: payee_name, label: 收款人, english: payee, type: text, sensitivity: internal}
  - {name: amount_fen, label: 金额, english: amount, type: money, sensitivity: internal}
)";

constexpr const char* kCustody = R"(
table: custody
label: 羁押
english: custody
domain: identity
purpose: 羁押期间
fields:
  - {name: citizen_no, label: 身份证号, english: citizen number, type: code, sensitivity: personal}
)";

constexpr const char* kPacks = R"(
everyone: [threshold]
packs:
  test: {label: 试验, english: test, reads: [payment]}
  blind: {label: 无表, english: blind, reads: []}
)";

constexpr const char* kCard = R"(
id: T1
version: 1
title: 单笔大额
english: Large payment
pack: test
family: size
subject: {table: payment, key: [payee_name], label: 一个收款人}
severity: 2
precision_prior: 0.1
precision_basis: 示例
parameters:
  limit_fen: {value: 100, unit: 分, source: 示例, min: 1, max: 1000}
legal_basis:
  - {law: 示例办法, article: 第一条}
sentence: 收款{amount_fen:money}。
sentence_en: Received {amount_fen:money}.
why: 示例
innocent: [正常采购]
blind_spots: [看不到合同]
next_step: 调阅凭证
usual_exit: reminder_exit
needs: {payment: [payee_name, amount_fen]}
)";

constexpr const char* kSql = R"(
SELECT CASE WHEN p.amount_fen IS NULL THEN 'not_computable' WHEN p.amount_fen >= q.limit_fen THEN 'hit' ELSE 'clear' END AS outcome,
       CASE WHEN p.amount_fen IS NULL THEN 'amount_fen' WHEN p.amount_fen >= q.limit_fen THEN 'yellow' END AS detail,
       p.payee_name AS subject_key, p.payee_name AS subject_label, 'firm:' || p.payee_name AS stack_key, p.source_id,
       p.amount_fen, CASE WHEN p.amount_fen >= q.limit_fen
                          THEN array_agg(qy_ref('payment', p.source_id, p.source_sheet, p.source_row)) END AS evidence
FROM payment p, params q
GROUP BY p.payee_name, p.amount_fen, p.source_id, q.limit_fen
)";

constexpr const char* kCases = R"(
- name: 达到限额
  given: {payment: [{payee_name: A, amount_fen: 100}]}
  expect: [{subject_key: A, outcome: hit, detail: yellow, sentence: 收款1.00元。, evidence: ["payment:1"]}]
- name: 差一分
  given: {payment: [{payee_name: A, amount_fen: 99}]}
  expect: [{subject_key: A, outcome: clear}]
- name: 没有金额
  given: {payment: [{payee_name: A}]}
  expect: [{subject_key: A, outcome: not_computable, detail: amount_fen}]
- name: 两人
  given: {payment: [{payee_name: A, amount_fen: 1}, {payee_name: B, amount_fen: 500}]}
  expect: [{subject_key: B, outcome: hit, evidence: ["payment:2"]}]
)";

class ScreenTest : public ::testing::Test {
 protected:
  void SetUp() override {
    fs::remove_all(folder_);
    write("tables/payment.yaml", kTable);
    write("tables/custody.yaml", kCustody);
    write("rules/packs.yaml", kPacks);
    write("rules/prelude/duckdb.sql",
          "CREATE OR REPLACE MACRO qy_ref(t, s, sheet, n) AS t || '|' || s || '|' || sheet || '|' || CAST(n "
          "AS VARCHAR);");
    write_rule("one", kCard, kSql, kCases);
    fs::create_directories(folder_ / "work");
    tables_ = TableSet::load(folder_ / "tables").value();
    lake_.emplace(Lake::open(folder_ / "work", tables_).value());
  }

  void write(const std::string& name, const std::string& text) {
    fs::create_directories((folder_ / name).parent_path());
    std::ofstream(folder_ / name) << text;
  }
  void write_rule(const std::string& name, const std::string& card, const std::string& sql,
                  const std::string& cases) {
    write("rules/test/" + name + "/rule.yaml", card);
    write("rules/test/" + name + "/rule.sql", sql);
    write("rules/test/" + name + "/cases.yaml", cases);
  }

  void ingest(const std::vector<std::pair<std::string, int64_t>>& payments) {
    ColumnBatch rows(tables_.find("payment")->columns());
    int64_t number = 0;
    for (const auto& [payee, amount] : payments) {
      rows.columns[0].append_text(payee);
      rows.columns[1].append_int(amount);
      rows.columns[2].append_text("s1");
      rows.columns[3].append_text("表|一");  // a sheet's name may hold the very bar that separates
      rows.columns[4].append_int(++number);
      rows.columns[5].append_text("b");
    }
    const auto writer = LakeWriter::open(*lake_).value();
    const auto batch = writer->begin(clock_).value();
    ASSERT_TRUE(batch->append(*tables_.find("payment"), std::move(rows)).ok());
    ASSERT_TRUE(batch->finish({{.source_id = "s1", .sm3 = "s1"}}).ok());
    ASSERT_TRUE(writer->commit({batch.get()}).ok());
  }

  ScreenResult run(const RuleSet& rules, ScreenOptions options = {}) {
    options.as_of = *Date::from_iso("2024-12-31");
    auto result = screen(*lake_, rules, rules.matching(""), options);
    EXPECT_TRUE(result.ok()) << result.error().message;
    return std::move(result).value();
  }

  RuleSet rules() { return RuleSet::load({folder_ / "rules"}).value(); }

  fs::path folder_ = fs::temp_directory_path() / "qy_screen_test";
  TableSet tables_;
  std::optional<Lake> lake_;
  FakeClock clock_{*Date::from_iso("2026-03-01")};
};

TEST_F(ScreenTest, RefusesRulesThatAreNotWhole) {
  write_rule("few-cases", std::string(kCard).replace(5, 2, "T2"), kSql, "- name: 仅一例\n  given: {}\n");
  write("rules/test/no-cases/rule.yaml", std::string(kCard).replace(5, 2, "T3"));
  write("rules/test/no-cases/rule.sql", kSql);
  write_rule("twice", kCard, kSql, kCases);
  write_rule("typing-mistake", std::string(kCard) + "severty: 3\n", kSql, kCases);
  const RuleSet set = rules();
  ASSERT_EQ(set.broken().size(), 3u);  // no-cases, twice, typing-mistake
  EXPECT_NE(set.broken()[2].message.find("severty"), std::string::npos) << set.broken()[2].message;
  EXPECT_FALSE(run_cases(*set.find("T2"), set, tables_).ok());
}

TEST_F(ScreenTest, RulesAreChosenByIdAndPack) {
  for (const char* id : {"T2", "T3", "U1"})
    write_rule(id, std::string(kCard).replace(5, 2, id), kSql, kCases);
  const RuleSet set = rules();
  const auto chosen = [&](std::string_view globs) {
    std::string ids;
    for (const Rule* rule : set.matching(globs)) ids += rule->card.id + " ";
    return ids;
  };
  EXPECT_EQ(chosen("T9"), "");
  EXPECT_EQ(chosen(","), "");
  EXPECT_EQ(chosen("U1,T2"), "T2 U1 ");  // by id, whatever the order asked in
  EXPECT_EQ(chosen("T?,T1"), "T1 T2 T3 ");
  EXPECT_EQ(chosen(""), "T1 T2 T3 U1 ");
}

TEST_F(ScreenTest, RefusesCardsThatAccuseOrReadWhatTheyDoNotName) {
  std::string card = kCard;
  card.replace(card.find("单笔大额"), std::string("单笔大额").size(), "涉嫌贪污付款");
  card.replace(card.find("[payee_name, amount_fen]}"), std::string("[payee_name, amount_fen]}").size(),
               "[no_such_field]}");
  write_rule("one", card, kSql, kCases);
  const RuleSet set = rules();
  const auto problems = problems_of(*set.find("T1"), set, tables_);
  EXPECT_EQ(problems.size(), 2u);  // a title, told once however many of its words accuse, and a field
}

TEST_F(ScreenTest, RefusesWhatThePackMayNotReadWithFileAndLine) {
  write("rules/prepared/held.sql", "SELECT citizen_no\nFROM Custody");
  struct {
    const char *sql, *place;  // empty: allowed
  } const kRules[] = {
      {"SELECT 1\nFROM payment, params\n, custody", "rule.sql:3"},
      {"SELECT 1 FROM payment WHERE payee_name IN\n (SELECT citizen_no FROM \"CUSTODY\")", "rule.sql:2"},
      {"SELECT 1 FROM payment JOIN held ON true", "rules/prepared/held.sql:2"},
      {"SELECT p.custody FROM payment p -- custody\n WHERE 'custody' <> ''", ""},
  };
  for (const auto& [sql, place] : kRules) {
    write_rule("one", kCard, sql, kCases);
    const RuleSet set = rules();
    const auto problems = forbidden_reads(*set.find("T1"), set, tables_);
    ASSERT_EQ(problems.size(), *place == 0 ? 0u : 1u) << sql;
    if (!problems.empty()) {
      EXPECT_NE(problems[0].find(place), std::string::npos) << problems[0];
    }
  }
}

TEST_F(ScreenTest, APackIsDecidedOnceAndAnUnknownOneMayReadNothing) {
  std::string card = kCard;
  card.replace(card.find("pack: test"), 10, "pack: none");
  write_rule("one", card, kSql, kCases);
  const RuleSet set = rules();
  EXPECT_NE(forbidden_reads(*set.find("T1"), set, tables_)[0].find("packs.yaml"), std::string::npos);
  write("county/packs.yaml", "packs:\n  own: {label: 本地, english: own, reads: [payment]}\n");
  EXPECT_TRUE(RuleSet::load({folder_ / "rules", folder_ / "county"})->packs().contains("own"));
  write("county/packs.yaml", "packs:\n  test: {label: 试验, english: test, reads: [custody]}\n");
  const auto wider = RuleSet::load({folder_ / "rules", folder_ / "county"});
  ASSERT_FALSE(wider.ok());
  EXPECT_NE(wider.error().message.find("packs.yaml:2"), std::string::npos) << wider.error().message;
}

TEST_F(ScreenTest, CasesPassAndFailAsTheyShould) {
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
TEST_F(ScreenTest, CasesGoTheWayOfAScreening) {
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

TEST(Glob, MatchesLikeAShell) {
  EXPECT_TRUE(matches_glob("A*", "A01"));
  EXPECT_TRUE(matches_glob("subsidies/*", "subsidies/A01"));
  EXPECT_FALSE(matches_glob("A?", "A01"));
}

TEST(Words, LeaveLiteralsAndCommentsOut) {
  const auto words = words_of("SELECT a -- payment\n FROM Bid /* award */ WHERE x = 'contract'");
  EXPECT_TRUE(words.contains("bid"));
  EXPECT_FALSE(words.contains("payment"));
  EXPECT_FALSE(words.contains("award"));
  EXPECT_FALSE(words.contains("contract"));
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
