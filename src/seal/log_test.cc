#include "seal/log.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <random>

#include "base/disk.h"

namespace qy {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> acts(int64_t from, int64_t to) {
  std::vector<std::string> entries;
  for (int64_t i = from; i < to; ++i) entries.push_back("act " + std::to_string(i));
  return entries;
}

class LogTest : public ::testing::TestWithParam<SealProfile> {
 protected:
  LogTest()
      : scratch_(ScratchFolder::make("qy_log_test").value()), sealer_(Sealer::for_tests(GetParam(), "seed")) {
    fs::create_directories(keys());
    EXPECT_TRUE(LogSigner::create(keys(), sealer_).ok());
    signer_ = std::make_unique<LogSigner>(LogSigner::open(keys(), sealer_).value());
  }
  fs::path keys() const { return scratch_.path() / "keys"; }
  fs::path folder() const { return scratch_.path() / "log"; }
  Log fresh() {
    fs::remove_all(folder());
    EXPECT_TRUE(Log::create(folder(), *signer_).ok());
    return Log::open(folder(), *signer_).value();
  }
  Result<void> check() const { return check(folder()); }
  Result<void> check(const fs::path& at) const {
    QY_TRY(const LogReader reader, LogReader::open(at, signer_->verifier()));
    return reader.check_all([](int64_t, std::string_view) { return Result<void>(); });
  }

  ScratchFolder scratch_;
  Sealer sealer_;
  std::unique_ptr<LogSigner> signer_;
};
INSTANTIATE_TEST_SUITE_P(Profiles, LogTest, ::testing::Values(SealProfile::intl, SealProfile::gm));

TEST(TilePath, IsThatOfTheSpecification) {
  EXPECT_EQ(tile_path(0, 0, 256), "tile/0/000");
  EXPECT_EQ(tile_path(1, 1234067, 256), "tile/1/x001/x234/067");  // C2SP tlog-tiles, "Merkle tree"
  EXPECT_EQ(tile_path(0, 1068, 12), "tile/0/x001/068.p/12");
  EXPECT_EQ(tile_path(kEntries, 273, 112), "tile/entries/273.p/112");
}

TEST_P(LogTest, RefusesToWriteWithoutItsKeyOrWithAnother) {
  fresh();
  EXPECT_EQ(LogSigner::create(keys(), sealer_).error().code, Code::conflict);
  auto stranger = Sealer::for_tests(GetParam(), "another seed");
  EXPECT_EQ(LogSigner::open(keys(), stranger).error().code, Code::damaged);
  fs::rename(keys() / "log.key", keys() / "away");
  const auto gone = LogSigner::open(keys(), sealer_);
  EXPECT_EQ(gone.error().code, Code::not_found);
  EXPECT_NE(gone.error().message.find("are kept"), std::string::npos);
  fs::rename(keys() / "away", keys() / "log.key");
  std::ofstream(keys() / "log.pub") << "nonsense\n";
  EXPECT_EQ(LogSigner::open(keys(), sealer_).error().code, Code::damaged);
}

// A kill while it is written again would tear it: the log could not be opened any more.
TEST_P(LogTest, WhatTheCheckpointNeedsIsNotWrittenAgain) {
  Log log = fresh();
  ASSERT_TRUE(log.publish(acts(0, 300)).ok());
  const fs::path tile = folder() / "tile/1/000.p/1";
  const auto written = fs::last_write_time(tile) - std::chrono::hours(1);
  fs::last_write_time(tile, written);
  ASSERT_TRUE(log.publish(acts(300, 301)).ok());
  EXPECT_EQ(fs::last_write_time(tile), written);
  EXPECT_TRUE(check().ok());
}

TEST_P(LogTest, RefusesATornTileAndWhatIsNoCheckpoint) {
  Log log = fresh();
  ASSERT_TRUE(log.publish(acts(0, 300)).ok());
  const fs::path tile = folder() / "tile/0/001.p/44";
  fs::resize_file(tile, 44 * 32 - 1);
  EXPECT_EQ(Log::open(folder(), *signer_).error().code, Code::damaged);
  fs::remove(tile);
  EXPECT_EQ(Log::open(folder(), *signer_).error().code, Code::damaged);
  std::ofstream(folder() / "checkpoint", std::ios::app) << "x";
  EXPECT_EQ(Log::open(folder(), *signer_).error().code, Code::damaged);
  fs::remove(folder() / "checkpoint");
  EXPECT_EQ(Log::open(folder(), *signer_).error().code, Code::not_found);
}

// The same tree whether it was published at once or in pieces, and opened again between them.
TEST_P(LogTest, GrowsTheSameInAnyPieces) {
  Log whole = fresh();
  ASSERT_TRUE(whole.publish(acts(0, 66'000)).ok());  // three levels of tiles: 256 * 256 = 65,536
  ASSERT_TRUE(check().ok()) << check().error().message;
  const TreeHash root = LogReader::open(folder(), signer_->verifier())->head().root;
  fresh();
  for (const auto& [from, to] :
       {std::pair<int, int>{0, 1}, {1, 256}, {256, 257}, {257, 65'536}, {65'536, 65'999}, {65'999, 66'000}}) {
    auto log = Log::open(folder(), *signer_);
    ASSERT_TRUE(log.ok()) << log.error().message;
    ASSERT_TRUE(log->publish(acts(from, to)).ok());
  }
  EXPECT_EQ(LogReader::open(folder(), signer_->verifier())->head().root, root);
  EXPECT_TRUE(check().ok());
}

TEST_P(LogTest, AReceiptHoldsUntilAnythingInItIsChanged) {
  Log log = fresh();
  ASSERT_TRUE(log.publish(acts(0, 300)).ok());
  const auto reader = LogReader::open(folder(), signer_->verifier());
  const std::string text = *reader->receipt(257);
  const auto receipt = check_receipt(signer_->verifier(), text);
  ASSERT_TRUE(receipt.ok());
  EXPECT_EQ(receipt->entry, "act 257");
  EXPECT_EQ(receipt->index, 257);
  EXPECT_EQ(receipt->checkpoint.size, 300);
  for (size_t i = 0; i < text.size(); ++i) {
    std::string changed = text;
    changed[i] = char(changed[i] ^ 1);
    EXPECT_FALSE(check_receipt(signer_->verifier(), changed).ok()) << i;
  }
  EXPECT_EQ(reader->receipt(300).error().code, Code::not_found);
}

// Somebody who may write the folder, and somebody who has the signing key beside it: whatever is done to the
// log after a checkpoint was seen elsewhere is found.
class Tamperer {
 public:
  Tamperer(fs::path log, fs::path older, fs::path forked, uint64_t seed)
      : log_(std::move(log)), older_(std::move(older)), forked_(std::move(forked)), random_(seed) {
    for (const auto& file : fs::recursive_directory_iterator(log_))
      if (file.is_regular_file()) {
        files_.push_back(file.path());
        sound_.push_back(*read_file(file.path()));
      }
  }

  // What was done; empty when it happened to change nothing.
  std::string edit() {
    at_ = below(files_.size());
    std::string bytes = sound_[at_];
    const fs::path& file = files_[at_];
    switch (below(6)) {
      case 0:
        bytes[below(bytes.size())] ^= char(1 << below(8));
        return put(bytes, "flip");
      case 1:
        if (below(2) == 0) {
          fs::remove(file);
          return "delete " + file.string();
        }
        bytes.erase(below(bytes.size()), 1 + below(64));
        return put(bytes, "delete");
      case 2: {
        const size_t unit = file.string().find("entries") == std::string::npos ? 32 : 9,
                     count = bytes.size() / unit;
        if (count < 2) return {};
        const size_t a = below(count), b = below(count);
        std::swap_ranges(bytes.begin() + long(a * unit), bytes.begin() + long((a + 1) * unit),
                         bytes.begin() + long(b * unit));
        return put(bytes, "swap");
      }
      case 3:
        bytes.resize(below(bytes.size()));
        return put(bytes, "truncate");
      case 4:
        whole_ = &forked_;
        return "fork";
      default:
        whole_ = &older_;
        return "roll back";
    }
  }
  const fs::path& folder() const { return whole_ == nullptr ? log_ : *whole_; }
  void mend() {
    whole_ = nullptr;
    std::ofstream(files_[at_], std::ios::binary) << sound_[at_];
  }

 private:
  size_t below(size_t n) { return std::uniform_int_distribution<size_t>(0, n - 1)(random_); }
  std::string put(const std::string& bytes, const std::string& what) {
    if (bytes == sound_[at_]) return {};
    std::ofstream(files_[at_], std::ios::binary) << bytes;
    return what + " " + files_[at_].string();
  }

  fs::path log_, older_, forked_;
  std::mt19937_64 random_;
  std::vector<fs::path> files_;
  std::vector<std::string> sound_;
  size_t at_ = 0;
  const fs::path* whole_ = nullptr;
};

TEST_P(LogTest, EveryEditIsFound) {
  const char* wanted = std::getenv("QY_LOG_EDITS");  // ./dev check: 100,000
  const int64_t edits = wanted == nullptr ? 3'000 : std::atoll(wanted);
  const auto publish = [&](const std::vector<std::string>& entries, const fs::path& where) {
    Log log = fresh();
    EXPECT_TRUE(log.publish(entries).ok());
    fs::rename(folder(), where);
  };
  publish(acts(0, 500), scratch_.path() / "older");
  auto rewritten = acts(0, 521);
  rewritten[300] = "act 3oo";
  publish(rewritten, scratch_.path() / "forked");
  publish(acts(0, 520), scratch_.path() / "true");
  const Checkpoint seen = LogReader::open(scratch_.path() / "true", signer_->verifier())->head();
  const auto found = [&](const fs::path& where) {
    const auto reader = LogReader::open(where, signer_->verifier());
    return !reader.ok() || !reader->continues(seen).ok() || !check(where).ok();
  };
  ASSERT_FALSE(found(scratch_.path() / "true"));
  Tamperer tamperer(scratch_.path() / "true", scratch_.path() / "older", scratch_.path() / "forked",
                    20261126);
  int64_t done = 0, missed = 0;
  while (done < edits) {
    const std::string what = tamperer.edit();
    if (!what.empty()) {
      ++done;
      if (!found(tamperer.folder())) {
        ++missed;
        ADD_FAILURE() << "not found: " << what;
      }
    }
    tamperer.mend();
  }
  EXPECT_FALSE(found(scratch_.path() / "true"));
  RecordProperty("edits", std::to_string(done));
  RecordProperty("missed", std::to_string(missed));
}

}  // namespace
}  // namespace qy
