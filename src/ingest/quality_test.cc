#include "ingest/quality.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <nlohmann/json.hpp>
#include <set>

#include "ingest/hash_counter.h"
#include "ingest/quality_remarks.h"
#include "ingest/quality_report.h"
#include "ingest/small_world_test.h"

namespace qy {
namespace {

const Table& payment() {
  return *standard_tables().find("payment");
}

size_t column_of(const Table& table, std::string_view name) {
  const auto specs = table.columns();
  for (size_t i = 0; i < specs.size(); ++i)
    if (specs[i].name == name) return i;
  return 0;
}

struct Paid {
  std::string on, payee = "ACME", no = "1";
  Fen amount_fen = 10'000;
};

ColumnBatch batch_of(const std::vector<Paid>& payments) {
  const Table& table = payment();
  ColumnBatch batch(table.columns());
  for (const Paid& paid : payments) {
    for (Column& column : batch.columns) column.append_null();
    const auto set = [&](std::string_view name, auto write) {
      Column& column = batch.columns[column_of(table, name)];
      column.truncate(column.size() - 1);
      write(column);
    };
    if (!paid.on.empty()) set("on", [&](Column& c) { c.append_int(Date::from_iso(paid.on)->days()); });
    set("payee_name", [&](Column& c) { c.append_text(paid.payee); });
    set("payment_no", [&](Column& c) { c.append_text(paid.no); });
    set("payer_code", [&](Column& c) { c.append_text("18"); });
    set("amount_fen", [&](Column& c) { c.append_int(paid.amount_fen); });
  }
  return batch;
}

Quality quality_of(const std::vector<Paid>& payments) {
  QualityCounter counter(payment());
  counter.see(batch_of(payments));
  Quality quality;
  quality.name = "ledger.csv";
  quality.rows_read = quality.rows_kept = int64_t(payments.size());
  quality.tables = {counter.result()};
  return quality;
}

// `rows` payments in every month from January 2022 on; 0 leaves a month out.
std::vector<Paid> months(const std::vector<int>& rows, Fen amount_fen = 10'000) {
  std::vector<Paid> all;
  std::string month = "2022-01";
  for (const int count : rows) {
    for (int i = 0; i < count; ++i)
      all.push_back({month + "-15", "ACME", month + "-" + std::to_string(i), amount_fen + i});
    month = month_after(month);
  }
  return all;
}

std::string kinds(const Quality& quality) {
  std::set<std::string> names;
  for (const Remark& remark : remarks_on(quality)) names.insert(std::string(name_of(remark.kind)));
  std::string text;
  for (const std::string& name : names) text += name + " ";
  return text;
}

std::string said(const Quality& quality, RemarkKind kind) {
  for (const Remark& remark : remarks_on(quality))
    if (remark.kind == kind) return remark.chinese;
  return "";
}

TEST(Quality, SaysNothingOfAnEvenLedger) {
  EXPECT_EQ(kinds(quality_of(months({50, 52, 48, 50, 51, 49}))), "");
}

TEST(Quality, SaysWhenAMonthFallsToAFifth) {
  EXPECT_NE(kinds(quality_of(months({50, 50, 50, 10, 50}))).find("break_in_time"), std::string::npos);
  EXPECT_EQ(kinds(quality_of(months({50, 50, 50, 11, 50}))), "") << "just above a fifth";
  const std::string sentence = said(quality_of(months({50, 50, 50, 5, 5, 50})), RemarkKind::break_in_time);
  EXPECT_EQ(sentence,
            "2022-04 至 2022-05 只有 10 行，此前每月的中位数是 50 行，降到 10%，请核实数据是否缺失");
}

TEST(Quality, AFewRowsAMonthAreNoBreak) {
  EXPECT_EQ(kinds(quality_of(months({9, 9, 9, 1, 9}))), "");
}

TEST(Quality, SaysWhenAMonthIsMissingOrJumps) {
  EXPECT_EQ(said(quality_of(months({50, 50, 0, 0, 50})), RemarkKind::gap_in_time),
            "2022-03 至 2022-04 一行也没有，前后都有数据");
  EXPECT_NE(kinds(quality_of(months({50, 50, 50, 250, 50}))).find("jump_in_time"), std::string::npos);
}

TEST(Quality, AMistypedYearIsAStrayAndNoGapOfACentury) {
  auto payments = months({300, 300, 300});
  payments.push_back({"1922-02-15", "ACME", "x"});
  const Quality quality = quality_of(payments);
  EXPECT_EQ(kinds(quality), "stray_dates ");
  EXPECT_EQ(span_of(quality.tables[0]).first, "2022-01");
}

TEST(Quality, SaysWhenOneMonthIsInAnotherUnit) {
  auto payments = months({20, 20, 20, 20});
  for (Paid& paid : payments)
    if (paid.on.starts_with("2022-03")) paid.amount_fen *= 10'000;
  const std::string sentence = said(quality_of(payments), RemarkKind::other_unit);
  EXPECT_NE(sentence.find("2022-03 的支付金额比其他月份大约 10000 倍"), std::string::npos) << sentence;
  for (Paid& paid : payments)
    if (paid.on.starts_with("2022-03")) paid.amount_fen /= 100;
  EXPECT_EQ(kinds(quality_of(payments)), "") << "a hundred times is still within what ledgers do";
}

TEST(Quality, CountsRowsAndKeysThatCameTwice) {
  auto payments = months({50, 50, 50});
  payments.push_back(payments.front());  // word for word
  payments.push_back(payments[1]);       // the same key on another day
  payments.back().on = "2022-03-20";
  const TableQuality table = quality_of(payments).tables[0];
  EXPECT_EQ(table.repeated_rows, 1);
  EXPECT_EQ(table.repeated_keys, 2);
}

// A day later and a fen less: sums of figures are the same, rows are not.
TEST(Quality, FiguresThatMakeUpForEachOtherAreNoRepetition) {
  std::vector<Paid> payments;
  for (int day = 10; day < 30; ++day)
    payments.push_back({"2022-01-" + std::to_string(day), "ACME", "1", 10'000 - day});
  EXPECT_EQ(quality_of(payments).tables[0].repeated_rows, 0);
}

TEST(Quality, CountsDamageAndMissingDates) {
  auto payments = months({50, 50, 50});
  payments[3].payee = "AC\xEF\xBF\xBDME";
  payments[4].on = "";
  const Quality quality = quality_of(payments);
  EXPECT_EQ(quality.tables[0].rows_without_time, 1);
  EXPECT_EQ(kinds(quality), "encoding_damage without_time ");
}

TEST(Quality, ListsTheRowsWhoseNumbersWereEaten) {
  Quality quality = quality_of(months({50, 50, 50}));
  quality.source_id = "s1";
  quality.warnings = {{"payment_no", Trouble::damaged_number, 2, {{"表1", 7, ""}, {"表1", 9, ""}}}};
  EXPECT_NE(said(quality, RemarkKind::damaged_identities).find("行号：表1!7、表1!9"), std::string::npos);
}

TEST(Quality, SeesDefaultDates) {
  auto payments = months({50, 50, 50});
  for (size_t i = 0; i < 10; ++i) payments[i].on = "2022-01-01";
  EXPECT_EQ(kinds(quality_of(payments)), "year_end_heap ");
}

TEST(Quality, MonthlyFilesOfOneLedgerAreJudgedTogether) {
  const auto all = months({50, 50, 50, 8, 50});
  std::vector<Quality> files;
  for (const std::string month : {"2022-01", "2022-02", "2022-03", "2022-04", "2022-05"}) {
    std::vector<Paid> one;
    for (const Paid& paid : all)
      if (paid.on.starts_with(month)) one.push_back(paid);
    files.push_back(quality_of(one));
    EXPECT_EQ(kinds(files.back()), "");
  }
  const Quality whole = merged(files, "ledger");
  EXPECT_EQ(whole.rows_read, 208);
  EXPECT_EQ(kinds(whole), "break_in_time ");
}

TEST(Quality, ReadsBackWhatItWrote) {
  Quality quality = quality_of(months({50, 50, 50, 10, 50}));
  quality.refused = {{"missing", "amount_fen", 3}};
  quality.warnings = {{"on", Trouble::bad_date, 2, {{"Sheet1", 7, "31/02/2022"}}}};
  const std::string text = to_json(quality).dump();
  const auto again = quality_from_json(text, "q.json");
  ASSERT_TRUE(again.ok()) << again.error().message;
  EXPECT_EQ(to_json(*again).dump(), text);
  EXPECT_FALSE(quality_from_json("{}", "q.json").ok());
}

TEST(Quality, ThePageCarriesTheRemarksAndNoMarkupOfStrangers) {
  auto payments = months({50, 50, 50, 10, 50});
  Quality quality = quality_of(payments);
  quality.name = "<script>alert(1)</script>.csv";
  const std::string page = to_html({quality}, "数据质量", Language::chinese);
  EXPECT_EQ(page.find("<script"), std::string::npos);
  EXPECT_NE(page.find("2022-04 只有 10 行"), std::string::npos);
  EXPECT_EQ(page.find("http"), std::string::npos) << "self-contained";
  EXPECT_NE(to_text(quality, Language::english).find("SERIOUS"), std::string::npos);
}

TEST(HashCounter, CountsExactlyWhileThereIsRoomAndNearlyAfter) {
  rc::check([](const std::vector<uint8_t>& values) {
    HashCounter counter(1 << 10);
    std::set<uint8_t> seen;
    int64_t repeated = 0;
    for (const uint8_t value : values) {
      repeated += seen.insert(value).second ? 0 : 1;
      counter.add((uint64_t(value) + 1) * 0x9E3779B97F4A7C15ULL);
    }
    RC_ASSERT(counter.repeated() == repeated);
  });
  HashCounter counter(1 << 12);
  for (int twice = 0; twice < 2; ++twice)
    for (uint64_t i = 1; i <= 100'000; ++i)
      counter.add((i * 0x9E3779B97F4A7C15ULL) ^ ((i * 0xD6E8FEB86659FD93ULL) >> 29));
  EXPECT_TRUE(counter.is_estimate());
  EXPECT_NEAR(double(counter.repeated()), 100'000, 30'000);
}

}  // namespace
}  // namespace qy
