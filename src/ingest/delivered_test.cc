#include "ingest/delivered.h"

#include <set>

#include "base/disk.h"
#include "ingest/import_run.h"
#include "ingest/import_world_test.h"
#include "ingest/shown_test.h"

namespace qy {
namespace {

namespace fs = std::filesystem;

// A zip of stored parts, each a megabyte of zeros that claims to be `unpacked` bytes.
std::string zip_that_claims(int parts, uint32_t unpacked) {
  const auto little = [](uint32_t value, int bytes) {
    std::string text;
    for (int i = 0; i < bytes; ++i) text += char(value >> (8 * i));
    return text;
  };
  const uint32_t packed = 1 << 20;
  std::string zip, directory;
  for (int i = 0; i < parts; ++i) {
    const std::string name = std::to_string(i) + ".csv", offset = little(uint32_t(zip.size()), 4);
    const std::string facts = little(20, 2) + little(0, 2) + little(8, 2) + std::string(8, '\0') +
                              little(packed, 4) + little(unpacked, 4) + little(uint32_t(name.size()), 2) +
                              little(0, 2);
    zip.append("PK\x03\x04").append(facts).append(name).append(packed, '\0');
    directory.append("PK\x01\x02")
        .append(little(20, 2))
        .append(facts)
        .append(10, '\0')
        .append(offset)
        .append(name);
  }
  return zip + directory + "PK\x05\x06" + little(0, 4) + little(uint32_t(parts), 2) +
         little(uint32_t(parts), 2) + little(uint32_t(directory.size()), 4) +
         little(uint32_t(zip.size()), 4) + little(0, 2);
}

class DeliveredTest : public ImportWorld {
 protected:
  // delivery.zip of tests/fixtures/ingest: 一月.csv, towns/二月.csv, 说明.pdf, readme.txt,
  // __MACOSX/._一月.csv.
  std::string settled(const std::vector<Delivered>& sources) {
    std::string told;
    ImportRun run;
    run.settled = [&](const Delivered& source, const Result<ImportOutcome>& outcome) {
      told += (told.empty() ? "" : " ") + source.name() + ":";
      told += !outcome.ok()            ? "refused"
              : outcome->already_there ? "there"
                                       : std::to_string(outcome->copied.rows_kept);
    };
    EXPECT_TRUE(import_files(*importer_, sources, run).ok());
    return told;
  }
};

TEST_F(DeliveredTest, RefusesAZipWithoutDataAndNamesWhatIsInIt) {
  const auto delivery = look_into(fixture("papers.zip"));
  ASSERT_FALSE(delivery.ok());
  EXPECT_NE(delivery.error().message.find("没有数据文件，只有 说明.pdf"), std::string::npos)
      << delivery.error().message;
}

TEST_F(DeliveredTest, RefusesAZipOfFilesThatComeToTooMuch) {
  EXPECT_EQ(look_into(file("large.zip", zip_that_claims(5, 100 << 20)))->sources.size(), 5U);
  const auto delivery = look_into(file("vast.zip", zip_that_claims(6, 100 << 20)));
  ASSERT_FALSE(delivery.ok());
  EXPECT_EQ(delivery.error().code, Code::limit);
  EXPECT_NE(delivery.error().message.find("超过 512 MB"), std::string::npos) << delivery.error().message;
}

TEST_F(DeliveredTest, RefusesAZipWithTwoFilesOfOneName) {
  std::string zip = zip_that_claims(2, 1 << 20);  // 0.csv and 1.csv
  for (size_t at; (at = zip.find("1.csv")) != std::string::npos;) zip[at] = '0';
  const auto delivery = look_into(file("twins.zip", zip));
  ASSERT_FALSE(delivery.ok());
  EXPECT_NE(delivery.error().message.find("有两个同名文件 0.csv"), std::string::npos)
      << delivery.error().message;
}

// 补贴.csv as Chinese Windows writes it, and a name with a line end.
TEST_F(DeliveredTest, NamesThatAreNoUtf8AreReadAsTheyWereMeant) {
  const std::string ledger = read_file(fixture("january.csv")).value();
  EXPECT_EQ(settled({file("\xB2\xB9\xCC\xF9.csv", ledger), file("two\nlines.csv", ledger + "\n")}),
            "补贴.csv:2 two lines.csv:2");
  // Files are imported side by side: whichever began first has the older batch.
  std::set<std::string> names;
  for (const BatchManifest& batch : lake_->batches().value()) names.insert(batch.sources[0].name);
  EXPECT_EQ(names, (std::set<std::string>{"two lines.csv", "补贴.csv"}));
}

TEST_F(DeliveredTest, EveryDataFileOfAZipIsASourceAndTheRestIsNamed) {
  const auto delivery = look_into(fixture("delivery.zip")).value();
  EXPECT_EQ(delivery.other, (std::vector<std::string>{"说明.pdf", "readme.txt"}));
  EXPECT_EQ(settled(delivery.sources), "delivery.zip/一月.csv:2 delivery.zip/towns/二月.csv:3");
  const auto batches = lake_->batches().value();
  ASSERT_EQ(batches.size(), 2U);
  const SourceManifest &first = batches[0].sources[0], &second = batches[1].sources[0];
  EXPECT_NE(first.source_id, second.source_id);
  EXPECT_EQ(first.received_sm3, second.received_sm3);
  EXPECT_EQ(first.received_sm3, receive(fixture("delivery.zip"))->sm3);
  std::vector<std::string> originals;
  for (const auto& entry : fs::directory_iterator(folder_ / "originals"))
    originals.push_back(entry.path().filename().string());
  EXPECT_EQ(originals, std::vector<std::string>{first.received_sm3}) << "the zip as received, once";
  const auto qualities = stored_qualities(folder_).value();
  ASSERT_EQ(qualities[0].reader_remarks.size(), 1U);
  EXPECT_NE(qualities[0].reader_remarks[0].chinese.find("说明.pdf, readme.txt"), std::string::npos);
}

TEST_F(DeliveredTest, TheSameTableAloneOrInAZipIsThereOnce) {
  const auto zip = look_into(fixture("delivery.zip")).value();
  settled(zip.sources);
  EXPECT_EQ(settled(zip.sources), "delivery.zip/一月.csv:there delivery.zip/towns/二月.csv:there");
  const fs::path alone = file("alone.csv", read_file(fixture("january.csv")).value());
  EXPECT_EQ(settled({alone}), "alone.csv:there");
}

TEST_F(DeliveredTest, ADryRunReadsAFileOfAZipAndWritesNothing) {
  const auto zip = look_into(fixture("delivery.zip")).value();
  const auto run = importer_->dry_run(zip.sources[1], {});
  ASSERT_TRUE(run.ok()) << run.error().message;
  EXPECT_EQ(run->file_name, "delivery.zip/towns/二月.csv");
  EXPECT_EQ(run->copied.rows_kept, 3);
  EXPECT_TRUE(lake_->batches()->empty());
}

}  // namespace
}  // namespace qy
