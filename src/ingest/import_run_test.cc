#include "ingest/import_run.h"

#include "ingest/import_world_test.h"

namespace qy {
namespace {

namespace fs = std::filesystem;

class ImportRunTest : public ImportWorld {
 protected:
  // A ledger of so many rows, none like that of another `mark`.
  fs::path ledger(const std::string& name, const std::string& mark, int rows) {
    std::string text = "Body Name,Payment Date,Supplier Name,Transaction No.,Net Amount\n";
    for (int i = 0; i < rows; ++i)
      text += "Harrogate,25/03/2011,ACME " + mark + "," + std::to_string(i) + ",1.00\n";
    return file(name, text);
  }

  // "a.csv:3 b.csv:there c.csv:invalid": what was settled, in order, with rows kept or what went wrong.
  std::string settled(const std::vector<fs::path>& files, ImportRun run = {}) {
    std::string told;
    run.settled = [&](const Delivered& source, const Result<ImportOutcome>& outcome) {
      told += (told.empty() ? "" : " ") + source.name() + ":";
      if (!outcome.ok())
        told += outcome.error().code == Code::invalid ? "invalid" : outcome.error().message;
      else
        told += outcome->already_there ? "there" : std::to_string(outcome->copied.rows_kept);
    };
    const auto done = import_files(*importer_, {files.begin(), files.end()}, run);
    return done.ok() ? told : done.error().message;
  }
};

TEST_F(ImportRunTest, ABadFileFailsAlone) {
  const fs::path bad = file("bad.csv", std::string(100, '\0'));
  EXPECT_EQ(settled({ledger("a.csv", "A", 3), bad, ledger("c.csv", "C", 5)}),
            "a.csv:3 bad.csv:invalid c.csv:5");
  EXPECT_EQ(lake_->batches()->size(), 2U);
}

TEST_F(ImportRunTest, OneWhoWaitsIsToldAndNothingIsSettled) {
  const auto other = LakeWriter::open(*lake_).value();
  EXPECT_NE(settled({ledger("a.csv", "A", 3)}).find("another run"), std::string::npos);
  EXPECT_TRUE(lake_->batches()->empty());
}

// The large one is finished last; the copies are staged before their originals are committed.
TEST_F(ImportRunTest, SettlesInTheOrderGivenAndACopyIsThereOnce) {
  const std::vector<fs::path> files = {ledger("large.csv", "L", 30'000), ledger("a.csv", "A", 3),
                                       ledger("x/a.csv", "A", 3), ledger("b.csv", "B", 4),
                                       ledger("x/large.csv", "L", 30'000)};
  EXPECT_EQ(settled(files, {.workers = 4}), "large.csv:30000 a.csv:3 a.csv:there b.csv:4 large.csv:there");
  EXPECT_EQ(lake_->batches()->size(), 3U);
  EXPECT_EQ(settled(files), "large.csv:there a.csv:there a.csv:there b.csv:there large.csv:there");
  EXPECT_FALSE(fs::exists(folder_ / "lake" / ".staging"));
}

TEST_F(ImportRunTest, MoreFilesThanAGroupHolds) {
  std::vector<fs::path> files;
  std::string expected;
  for (int i = 0; i < 100; ++i) {
    const std::string name = std::to_string(i) + ".csv";
    files.push_back(ledger(name, std::to_string(i), 1 + i % 7));
    expected += (i == 0 ? "" : " ") + name + ":" + std::to_string(1 + i % 7);
  }
  EXPECT_EQ(settled(files), expected);
  const auto batches = lake_->batches().value();
  ASSERT_EQ(batches.size(), 100U);
  for (const BatchManifest& batch : batches)
    EXPECT_TRUE(fs::exists(folder_ / "originals" / batch.sources[0].sm3));
}

TEST_F(ImportRunTest, StopsAfterWhatIsWhole) {
  std::atomic<bool> cancel = false;
  ImportRun run{.each = {.cancel = &cancel}, .workers = 1};
  run.progress = [&](const Delivered& source, double) { cancel = source.name() == "large.csv"; };
  const std::string told =
      settled({ledger("a.csv", "A", 3), ledger("large.csv", "L", 30'000), ledger("never.csv", "N", 1)}, run);
  EXPECT_EQ(told,
            "a.csv:3 large.csv:已停止，这个文件没有留下任何数据 (stopped; nothing of this file was kept)");
  EXPECT_EQ(lake_->batches()->size(), 1U);
}

}  // namespace
}  // namespace qy
