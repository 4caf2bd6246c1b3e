// For tests: a home of one rule over one table, and an empty lake beside it.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <vector>

#include "lake/lake_writer.h"
#include "rules/screen.h"

namespace qy {

inline constexpr const char* kTable = R"(
table: payment
label: 单位支付
english: payments
domain: unit_money
purpose: 逐笔支付
fields:
  - {name: payee_name, label: 收款人, english: payee, type: text, sensitivity: internal}
  - {name: amount_fen, label: 金额, english: amount, type: money, sensitivity: internal}
)";

inline constexpr const char* kCustody = R"(
table: custody
label: 羁押
english: custody
domain: identity
purpose: 羁押期间
fields:
  - {name: citizen_no, label: 身份证号, english: citizen number, type: code, sensitivity: personal}
)";

inline constexpr const char* kPacks = R"(
everyone: [threshold]
packs:
  test: {label: 试验, english: test, reads: [payment]}
  blind: {label: 无表, english: blind, reads: []}
)";

inline constexpr const char* kCard = R"(
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

inline constexpr const char* kSql = R"(
SELECT CASE WHEN p.amount_fen IS NULL THEN 'not_computable' WHEN p.amount_fen >= q.limit_fen THEN 'hit' ELSE 'clear' END AS outcome,
       CASE WHEN p.amount_fen IS NULL THEN 'amount_fen' WHEN p.amount_fen >= q.limit_fen THEN 'yellow' END AS detail,
       p.payee_name AS subject_key, p.payee_name AS subject_label, 'firm:' || p.payee_name AS stack_key, p.source_id,
       p.amount_fen, CASE WHEN p.amount_fen >= q.limit_fen
                          THEN array_agg(qy_ref('payment', p.source_id, p.source_sheet, p.source_row)) END AS evidence
FROM payment p, params q
GROUP BY p.payee_name, p.amount_fen, p.source_id, q.limit_fen
)";

inline constexpr const char* kCases = R"(
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

class MadeHome : public ::testing::Test {
 protected:
  void SetUp() override {
    std::filesystem::remove_all(folder_);
    write("tables/payment.yaml", kTable);
    write("tables/custody.yaml", kCustody);
    write("rules/packs.yaml", kPacks);
    write("rules/prelude/duckdb.sql",
          "CREATE OR REPLACE MACRO qy_ref(t, s, sheet, n) AS t || '|' || s || '|' || sheet || '|' || CAST(n "
          "AS VARCHAR);");
    write_rule("one", kCard, kSql, kCases);
    std::filesystem::create_directories(folder_ / "work");
    tables_ = TableSet::load(folder_ / "tables").value();
    lake_.emplace(Lake::open(folder_ / "work", tables_).value());
  }

  void write(const std::string& name, const std::string& text) {
    std::filesystem::create_directories((folder_ / name).parent_path());
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

  std::filesystem::path folder_ = std::filesystem::temp_directory_path() / "qy_made_home";
  TableSet tables_;
  std::optional<Lake> lake_;
  FakeClock clock_{*Date::from_iso("2026-03-01")};
};

}  // namespace qy
