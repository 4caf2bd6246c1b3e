#include "ingest/importer.h"

#include "base/disk.h"
#include "ingest/dry_run.h"
#include "ingest/import_world_test.h"
#include "ingest/shown_test.h"
#include "seal/file_sealer.h"

namespace qy {
namespace {

namespace fs = std::filesystem;

class ImporterTest : public ImportWorld {
 protected:
  std::vector<fs::path> parquet() const {
    std::vector<fs::path> files;
    if (fs::exists(folder_ / "lake"))
      for (const auto& entry : fs::recursive_directory_iterator(folder_ / "lake"))
        if (entry.path().extension() == ".parquet") files.push_back(entry.path());
    return files;
  }
};

constexpr std::string_view kLedger =
    "Body Name,Payment Date,Supplier Name,Transaction No.,Net Amount\n"
    "Harrogate,25/03/2011,ACME LTD,1,25.99\n"
    "Harrogate,26/03/2011,B LTD,2,\n"
    "Harrogate,27/03/2011,C LTD,3,327.61\n"
    "Total,,,,353.60\n";

TEST_F(ImporterTest, WritesAnUnsureProposalForTheAnalystAndNothingElse) {
  const fs::path path =
      file("may.csv", "Body Name,Payment Date,Supplier Name,Net Amount\nX,05/03/2011,ACME LTD,25.99\n");
  const auto outcome = importer_->import_file(path, {});
  ASSERT_FALSE(outcome.ok());
  EXPECT_NE(outcome.error().message.find("date_order"), std::string::npos) << outcome.error().message;
  const fs::path proposal = folder_ / "profiles" / "proposed" / "may.csv.yaml";
  ASSERT_TRUE(fs::exists(proposal));
  EXPECT_TRUE(lake_->batches()->empty());

  // The analyst writes the one line that was asked for, and passes the file.
  const std::string yaml = read_file(proposal).value() + "\ndate_order: dmy\n";
  ImportOptions options;
  options.profile = file("mine.yaml", yaml).string();
  const auto second = importer_->import_file(path, options);
  ASSERT_TRUE(second.ok()) << second.error().message;
  EXPECT_EQ(second->copied.rows_kept, 1);
}

TEST_F(ImporterTest, KeepsEveryRowOrSaysWhyNot) {
  const fs::path path = file("march.csv", kLedger);
  const auto outcome = importer_->import_file(path, {});
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_EQ(outcome->profile_origin, ProfileOrigin::proposed);
  EXPECT_EQ(outcome->copied.rows_read, 5);
  EXPECT_EQ(outcome->copied.rows_kept, 2);
  EXPECT_EQ(outcome->copied.rows_refused, 3);
  EXPECT_EQ(parquet().size(), 1U);
  const auto batches = lake_->batches().value();
  ASSERT_EQ(batches.size(), 1U);
  EXPECT_EQ(batches[0].sources[0].rows_read, 5);
  EXPECT_EQ(batches[0].sources[0].source_id, receive(path)->sm3.substr(0, 16));
  EXPECT_EQ(batches[0].rows_by_table.at("payment"), 2);
  const std::string refused = read_file(folder_ / "batches" / (batches[0].batch_id + ".refused.csv")).value();
  EXPECT_NE(refused.find("march.csv,,3,missing,"), std::string::npos) << refused;
  EXPECT_NE(refused.find("march.csv,,5,total_row,"), std::string::npos) << refused;
}

// The rows looked at to find the profile are read by it too: what stands above the header, the header, the
// first data.
TEST_F(ImporterTest, AMatchedProfileReadsEveryRowItWasFoundBy) {
  file(
      "shelf/mine.yaml",
      "profile: mine\nmatch:\n  - headers: [Payee, Paid, Sum]\ndate_order: dmy\ntables:\n  - table: payment\n"
      "    columns: {payee_name: Payee, \"on\": Paid, amount_fen: Sum, payer_name: {constant: X}}\n");
  shelf_ = ProfileShelf::load({folder_ / "shelf"}, standard_tables()).value();
  std::string text = "Ledger of March,,\n,,\nPayee,Paid,Sum\n";
  for (int i = 0; i < 500; ++i) text += " ACME ,01/03/2011," + std::to_string(i) + ".50\n";
  const auto outcome = importer_->import_file(file("march.csv", text), {});
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_EQ(outcome->profile_origin, ProfileOrigin::matched);
  EXPECT_EQ(outcome->copied.rows_read, 503);
  EXPECT_EQ(outcome->copied.rows_kept, 500);
  std::map<std::string_view, int64_t> refused;
  for (const RefusedCount& count : outcome->copied.refused) refused[name_of(count.trouble)] = count.count;
  EXPECT_EQ(refused,
            (std::map<std::string_view, int64_t>{{"title_row", 1}, {"blank_row", 1}, {"header_row", 1}}));
  for (const FieldQuality& field : outcome->quality.tables[0].fields)
    EXPECT_EQ(field.padded, field.field == "payee_name" ? 500 : 0) << field.field;
}

// A file too large to be held is hashed and sealed while its rows are read: they learn their source's id from
// it.
TEST_F(ImporterTest, ALargeFileIsKeptByteForByteToo) {
  std::string text = "Body Name,Payment Date,Supplier Name,Transaction No.,Net Amount\n";
  for (int i = 0; int64_t(text.size()) <= kHeldBytes; ++i)
    text +=
        "Harrogate,25/03/2011," + std::string(1000, char('A' + i % 26)) + "," + std::to_string(i) + ",1.00\n";
  const fs::path path = file("large.csv", text);
  EXPECT_FALSE(receive(path)->content.has_value());
  ASSERT_TRUE(importer_->import_file(path, {}).ok());
  std::string plain;
  ASSERT_TRUE(unseal_file(sealer_, folder_ / "originals" / sm3_hex(text), [&](std::string_view bytes) {
                plain += bytes;
                return Result<void>();
              }).ok());
  EXPECT_TRUE(plain == text);
  const auto engine = open_duckdb({}).value();
  ASSERT_TRUE(lake_->attach(*engine).ok());
  const Rows ids = engine->query("SELECT min(source_id), max(source_id) FROM payment").value();
  EXPECT_EQ(to_text(ids.cells[0][0]), sm3_hex(text).substr(0, 16));
  EXPECT_EQ(to_text(ids.cells[0][1]), sm3_hex(text).substr(0, 16));
  EXPECT_TRUE(importer_->import_file(path, {})->already_there);
  EXPECT_EQ(lake_->batches()->size(), 1U);
}

TEST_F(ImporterTest, KeepsTheOriginalUnderSealByteForByte) {
  const fs::path path = file("march.csv", kLedger);
  ASSERT_TRUE(importer_->import_file(path, {}).ok());
  const fs::path kept = folder_ / "originals" / sm3_hex(kLedger);
  ASSERT_TRUE(fs::exists(kept));
  EXPECT_EQ(read_file(kept)->find("ACME"), std::string::npos);
  std::string plain;
  ASSERT_TRUE(unseal_file(sealer_, kept, [&](std::string_view bytes) {
                plain += bytes;
                return Result<void>();
              }).ok());
  EXPECT_EQ(plain, kLedger);
}

TEST_F(ImporterTest, DoesNothingTheSecondTime) {
  const fs::path path = file("march.csv", kLedger);
  ASSERT_TRUE(importer_->import_file(path, {}).ok());
  const auto again = importer_->import_file(path, {});
  ASSERT_TRUE(again.ok());
  EXPECT_TRUE(again->already_there);
  EXPECT_EQ(lake_->batches()->size(), 1U);
  // The same bytes under another name are the same file.
  EXPECT_TRUE(importer_->import_file(file("copy.csv", kLedger), {})->already_there);
  ASSERT_TRUE(lake_->undo(again->batch_id).ok());
  EXPECT_FALSE(importer_->import_file(path, {})->already_there);
}

TEST_F(ImporterTest, LeavesNothingWhenStopped) {
  std::string large = "Body Name,Payment Date,Supplier Name,Transaction No.,Net Amount\n";
  for (int i = 0; i < 30'000; ++i) large += "Harrogate,25/03/2011,ACME LTD," + std::to_string(i) + ",1.00\n";
  std::atomic<bool> cancel = false;
  ImportOptions options;
  options.cancel = &cancel;
  options.progress = [&](const ImportProgress& progress) {
    EXPECT_EQ(progress.rows_read, progress.rows_kept + progress.rows_refused);
    cancel = true;
  };
  const auto outcome = importer_->import_file(file("large.csv", large), options);
  ASSERT_FALSE(outcome.ok());
  EXPECT_EQ(outcome.error().code, Code::cancelled);
  EXPECT_TRUE(parquet().empty());
  EXPECT_TRUE(lake_->batches()->empty());
  EXPECT_FALSE(fs::exists(folder_ / "originals"));
}

TEST_F(ImporterTest, RefusesAFileThatTheProfileKnowsToBeNoData) {
  std::ofstream(folder_ / "register.yaml") << "profile: register\nmatch:\n  - headers: [Contract Reference]\n"
                                              "not_data: 合同登记表，不是支付记录\n";
  ImportOptions options;
  options.profile = (folder_ / "register.yaml").string();
  const auto outcome = importer_->import_file(file("c.csv", "Contract Reference,Value\nC1,5\n"), options);
  ASSERT_FALSE(outcome.ok());
  EXPECT_NE(outcome.error().message.find("合同登记表"), std::string::npos);
}

TEST_F(ImporterTest, DryRunShowsRowsAndProblemsAndWritesNothing) {
  const fs::path path = file("list.csv",
                             "补贴发放表（单位：元）,,,\n姓名,身份证号,补贴金额,发放日期\n"
                             "张三,11010519491231002X,35.00,2024-01-05\n李四,5.1E+17,20.00,2024-01-06\n"
                             "王五,440524188001010014,,2024-01-06\n");
  const auto run = importer_->dry_run(path, {});
  ASSERT_TRUE(run.ok()) << run.error().message;
  EXPECT_TRUE(run->questions.empty()) << run->questions[0];
  ASSERT_EQ(run->samples.size(), 2U);
  EXPECT_EQ(run->samples[0].row, 3);
  const std::string text = to_text(*run, Language::chinese);
  EXPECT_NE(text.find("身份证号=110105********002X"), std::string::npos) << text;
  EXPECT_EQ(text.find("11010519491231002X"), std::string::npos);
  EXPECT_NE(text.find("paid_fen=35.00"), std::string::npos) << text;
  EXPECT_NE(text.find("citizen_no=damaged"), std::string::npos) << text;
  EXPECT_NE(text.find("读 5 行 = 可入库 2 + 拒收 3"), std::string::npos) << text;
  EXPECT_TRUE(lake_->batches()->empty());
  EXPECT_TRUE(parquet().empty());
  EXPECT_FALSE(fs::exists(folder_ / "originals"));
}

TEST_F(ImporterTest, StoresTheQualityOfEachBatch) {
  const auto outcome = importer_->import_file(file("march.csv", kLedger), {});
  ASSERT_TRUE(outcome.ok());
  const auto stored = stored_qualities(folder_);
  ASSERT_TRUE(stored.ok()) << stored.error().message;
  ASSERT_EQ(stored->size(), 1U);
  EXPECT_EQ(stored->front().rows_read, 5);
  ASSERT_TRUE(lake_->undo(outcome->batch_id).ok());
  EXPECT_TRUE(stored_qualities(folder_)->empty()) << "an undone batch has no say";
}

}  // namespace
}  // namespace qy
