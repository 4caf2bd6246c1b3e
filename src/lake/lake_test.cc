#include "lake/lake_writer.h"

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
    const auto writer = LakeWriter::open(*lake_).value();
    const auto batch = staged(*writer, count);
    const auto done = writer->commit({batch.get()});
    EXPECT_TRUE(done.ok()) << done.error().message;
    return batch->id();
  }

  std::unique_ptr<StagedBatch> staged(LakeWriter& writer, int count, const std::string& sm3 = "s1") {
    auto batch = writer.begin(clock_).value();
    EXPECT_TRUE(batch->append(payment(), rows(count)).ok());
    EXPECT_TRUE(batch->finish({{.source_id = "s1", .sm3 = sm3, .profile_hash = "p1"}}).ok());
    return batch;
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
    const auto writer = LakeWriter::open(*lake_).value();
    const auto dropped = writer->begin(clock_).value();
    ASSERT_TRUE(dropped->append(payment(), rows(10)).ok());
    const auto second = LakeWriter::open(*lake_);
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
  EXPECT_EQ(LakeWriter::open(*lake_).value()->batch_of("s1", "p1"), first);
  ASSERT_TRUE(lake_->undo(first).ok());
  EXPECT_FALSE(lake_->undo(first).ok());
  EXPECT_FALSE(lake_->undo("../" + second).ok());
  EXPECT_EQ(query("SELECT count(*) FROM payment").cells[0][0], Value(int64_t(4)));
  EXPECT_EQ(LakeWriter::open(*lake_).value()->batch_of("s1", "p1"), second);
}

// A run killed between moving the Parquet folder and writing the manifest leaves rows that no manifest
// vouches for.
TEST_F(LakeTest, RowsWithoutAManifestAreNotSeenAndAreSweptAway) {
  const std::string id = write_batch(3);
  fs::rename(folder_ / "batches" / (id + ".json"), folder_ / "manifest-lost");
  EXPECT_EQ(query("SELECT count(*) FROM payment").cells[0][0], Value(int64_t(0)));
  EXPECT_TRUE(fs::exists(folder_ / "lake" / "payment" / ("batch=" + id)));
  (void)LakeWriter::open(*lake_);
  EXPECT_FALSE(fs::exists(folder_ / "lake" / "payment" / ("batch=" + id)));
}

TEST_F(LakeTest, AGroupThatCannotBePublishedWholeIsNotThereAtAll) {
  const auto writer = LakeWriter::open(*lake_).value();
  const auto first = staged(*writer, 3, "s1"), second = staged(*writer, 4, "s2");
  std::ofstream(first->companion("originals/s1")) << "as received";
  // The second manifest cannot be renamed over a folder.
  fs::create_directories(folder_ / "batches" / (second->id() + ".json"));
  EXPECT_FALSE(writer->commit({first.get(), second.get()}).ok());
  EXPECT_FALSE(fs::exists(folder_ / "batches" / (first->id() + ".json")));
  EXPECT_TRUE(fs::is_empty(folder_ / "lake" / "payment"));
  EXPECT_TRUE(fs::is_empty(folder_ / "originals"));
  EXPECT_FALSE(writer->batch_of("s1", "p1").has_value());
}

TEST_F(LakeTest, AGroupIsThereWithItsCompanions) {
  const auto writer = LakeWriter::open(*lake_).value();
  const auto first = staged(*writer, 3, "s1"), second = staged(*writer, 4, "s2");
  // Both bring the same profile; the one that lies there stays as it is.
  std::ofstream(first->companion("profiles/used/p1.yaml")) << "first";
  std::ofstream(second->companion("profiles/used/p1.yaml")) << "second";
  ASSERT_TRUE(writer->commit({first.get(), second.get()}).ok());
  EXPECT_EQ(query("SELECT count(*) FROM payment").cells[0][0], Value(int64_t(7)));
  EXPECT_EQ(read_file(folder_ / "profiles" / "used" / "p1.yaml").value(), "first");
  EXPECT_EQ(writer->batch_of("s2", "p1"), second->id());
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

TEST(Engine, TellsInWordsThatMemoryRanShort) {
  const std::string greedy =
      "SELECT count(*) FROM (SELECT DISTINCT md5(CAST(i AS VARCHAR)) FROM range(3000000) t(i))";
  auto engine = open_duckdb({.memory_bytes = 40'000'000, .threads = 1});
  ASSERT_TRUE(engine.ok());
  ASSERT_TRUE((*engine)->execute("SET temp_directory = ''").ok());
  const auto asked = (*engine)->query(greedy);
  ASSERT_FALSE(asked.ok());
  EXPECT_EQ(asked.error().code, Code::limit);
  EXPECT_NE(asked.error().message.find("内存上限不够"), std::string::npos) << asked.error().message;
  EXPECT_EQ(asked.error().message.find("duckdb.org"), std::string::npos);
}

}  // namespace
}  // namespace qy
