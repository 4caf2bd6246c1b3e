#include "lake/lake.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace qy {
namespace {

namespace fs = std::filesystem;

class LakeTest : public ::testing::Test {
 protected:
  void SetUp() override {
    fs::remove_all(folder_);
    fs::create_directories(folder_ / "tables");
    std::ofstream(folder_ / "tables" / "payment.yaml") << R"(
table: payment
label: 单位支付
english: payments
domain: unit_money
purpose: 逐笔支付
time: on
key: [payee_name, on]
fields:
  - {name: payee_name, label: 收款人, english: payee, type: text, required: true, sensitivity: internal}
  - {name: amount_fen, label: 金额, english: amount, type: money, required: true, sensitivity: internal}
  - {name: area_mu, label: 面积, english: area, type: decimal, sensitivity: internal}
  - {name: on, label: 日期, english: date, type: date, sensitivity: internal}
  - {name: payee_account, label: 账号, english: account, type: account_no, sensitivity: personal}
)";
    auto tables = TableSet::load(folder_ / "tables");
    ASSERT_TRUE(tables.ok()) << tables.error().message;
    tables_ = *tables;
    auto lake = Lake::open(folder_, tables_);
    ASSERT_TRUE(lake.ok());
    lake_.emplace(*lake);
  }

  const Table& payment() { return *tables_.find("payment"); }

  ColumnBatch rows(int count) {
    ColumnBatch batch(payment().columns());
    for (int i = 0; i < count; ++i) {
      size_t c = 0;
      batch.columns[c++].append_text("收款人" + std::to_string(i));
      batch.columns[c++].append_int(100 * i);
      batch.columns[c++].append_int(15'000);  // 1.5
      batch.columns[c++].append_int(19'783);  // 2024-03-01
      batch.columns[c++].append_text("token");
      batch.columns[c++].append_text("valid");
      batch.columns[c++].append_null();
      batch.columns[c++].append_text("s1");
      batch.columns[c++].append_text("");
      batch.columns[c++].append_int(i + 2);
      batch.columns[c++].append_text("b1");
    }
    return batch;
  }

  Rows query(const std::string& sql) {
    auto engine = open_duckdb({});
    EXPECT_TRUE(engine.ok());
    auto attached = lake_->attach(**engine);
    EXPECT_TRUE(attached.ok()) << attached.error().message;
    auto result = (*engine)->query(sql);
    EXPECT_TRUE(result.ok()) << result.error().message;
    return *result;
  }

  std::string write_batch(int count) {
    auto batch = lake_->begin(clock_);
    EXPECT_TRUE(batch.ok()) << batch.error().message;
    EXPECT_TRUE((*batch)->append(payment(), rows(count)).ok());
    auto done = (*batch)->commit({{.source_id = "s1", .sm3 = "s1", .profile_hash = "p1"}});
    EXPECT_TRUE(done.ok()) << done.error().message;
    return done->batch_id;
  }

  fs::path folder_ = fs::temp_directory_path() / "qy_lake_test";
  TableSet tables_;
  std::optional<Lake> lake_;
  FakeClock clock_{*Date::from_iso("2026-03-01")};
};

TEST_F(LakeTest, AnEmptyTableHasAllItsColumns) {
  EXPECT_EQ(query("SELECT count(*), sum(amount_fen), max(payee_account_sealed) FROM payment").cells[0][0],
            Value(int64_t(0)));
}

TEST_F(LakeTest, WhatWasCommittedIsThereAndWhatWasDroppedIsNot) {
  {
    auto dropped = lake_->begin(clock_);
    ASSERT_TRUE(dropped.ok());
    ASSERT_TRUE((*dropped)->append(payment(), rows(10)).ok());
    auto second = lake_->begin(clock_);
    ASSERT_FALSE(second.ok());
    EXPECT_EQ(second.error().code, Code::conflict);
  }
  write_batch(5000);
  const Rows got = query(
      "SELECT count(*), sum(amount_fen), min(CAST(\"on\" AS VARCHAR)), max(area_mu), max(payee_name) FROM "
      "payment");
  EXPECT_EQ(got.cells[0][0], Value(int64_t(5000)));
  EXPECT_EQ(got.cells[0][1], Value(int64_t(1'249'750'000)));  // 100 × 4999 × 5000 / 2
  EXPECT_EQ(got.cells[0][2], Value(std::string("2024-03-01")));
  EXPECT_EQ(got.cells[0][3], Value(1.5));
  EXPECT_FALSE(fs::exists(folder_ / "lake" / ".staging" / "b"));
}

TEST_F(LakeTest, AnUndoneBatchIsGoneAndTheOthersStay) {
  const std::string first = write_batch(3);
  const std::string second = write_batch(4);
  EXPECT_NE(first, second);
  EXPECT_EQ(*lake_->batch_of("s1", "p1"), first);
  ASSERT_TRUE(lake_->undo(first).ok());
  EXPECT_FALSE(lake_->undo(first).ok());
  EXPECT_FALSE(lake_->undo("../" + second).ok());
  EXPECT_EQ(query("SELECT count(*) FROM payment").cells[0][0], Value(int64_t(4)));
  EXPECT_EQ(*lake_->batch_of("s1", "p1"), second);
}

// A run killed between moving the Parquet folder and writing the manifest leaves rows that no manifest
// vouches for.
TEST_F(LakeTest, RowsWithoutAManifestAreNotSeenAndAreSweptAway) {
  const std::string id = write_batch(3);
  fs::rename(folder_ / "batches" / (id + ".json"), folder_ / "manifest-lost");
  EXPECT_EQ(query("SELECT count(*) FROM payment").cells[0][0], Value(int64_t(0)));
  EXPECT_TRUE(fs::exists(folder_ / "lake" / "payment" / ("batch=" + id)));
  (void)lake_->begin(clock_);
  EXPECT_FALSE(fs::exists(folder_ / "lake" / "payment" / ("batch=" + id)));
}

TEST_F(LakeTest, LostFilesAreToldNotSkipped) {
  const std::string id = write_batch(3);
  fs::remove_all(folder_ / "lake" / "payment");
  auto engine = open_duckdb({});
  auto attached = lake_->attach(**engine);
  ASSERT_FALSE(attached.ok());
  EXPECT_EQ(attached.error().code, Code::damaged);
}

TEST(Engine, RefusesWhatReachesOutside) {
  auto engine = open_duckdb({});
  ASSERT_TRUE(engine.ok());
  EXPECT_FALSE((*engine)->execute("LOAD httpfs").ok());
  EXPECT_FALSE((*engine)->execute("SELECT * FROM nowhere").ok());
}

TEST(Engine, CountsEditsOverCodePoints) {
  auto engine = open_duckdb({});
  ASSERT_TRUE(engine.ok());
  auto rows = (*engine)->query(
      "SELECT qy_edits('清源县', '清原县'), qy_edits('INV123', 'INV132'), qy_edits(NULL, 'a')");
  ASSERT_TRUE(rows.ok()) << rows.error().message;
  EXPECT_EQ(rows->cells[0][0], Value(int64_t(1)));
  EXPECT_EQ(rows->cells[0][1], Value(int64_t(1)));
  EXPECT_EQ(rows->cells[0][2], Value());
}

}  // namespace
}  // namespace qy
