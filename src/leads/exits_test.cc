#include "leads/exits.h"

#include <gtest/gtest.h>

#include "base/disk.h"

namespace qy {
namespace {

namespace fs = std::filesystem;

class ExitBookTest : public ::testing::Test {
 protected:
  ExitBookTest() : folder_(fs::temp_directory_path() / "qy_exits_test") { fs::remove_all(folder_); }
  ~ExitBookTest() override { fs::remove_all(folder_); }
  fs::path file() const { return folder_ / "findings" / "exits.jsonl"; }
  fs::path folder_;
};

ExitRecord record(std::string fingerprint, Exit exit, std::string rule = "A01", int version = 1) {
  ExitRecord r;
  r.fingerprint = std::move(fingerprint);
  r.rule = std::move(rule);
  r.version = version;
  r.exit = exit;
  r.note = "说明";
  r.by = "officer-7";
  r.at = "2026-03-01T09:30:00+08:00";
  return r;
}

TEST_F(ExitBookTest, RefusesWhatExplainsNothingAndWhatNobodySigned) {
  const ExitBook book(folder_);
  auto silent = record("f1", Exit::explained);
  silent.note = " \n";
  EXPECT_FALSE(book.append(silent).ok());
  auto unsigned_one = record("f1", Exit::lead_transfer);
  unsigned_one.by.clear();
  EXPECT_FALSE(book.append(unsigned_one).ok());
  auto broken = record("f1", Exit::lead_transfer);
  broken.note = "\xFF";
  EXPECT_FALSE(book.append(broken).ok());
  EXPECT_FALSE(fs::exists(file()));
  EXPECT_TRUE(book.load()->empty());
}

TEST_F(ExitBookTest, RefusesADamagedLineAndSaysWhich) {
  const ExitBook book(folder_);
  ASSERT_TRUE(book.append(record("f1", Exit::reminder_exit)).ok());
  ASSERT_TRUE(write_file(file(), *read_file(file()) + "{\"fingerprint\":\"f2\"}\n").ok());
  const auto loaded = book.load();
  ASSERT_FALSE(loaded.ok());
  EXPECT_EQ(loaded.error().code, Code::damaged);
  EXPECT_NE(loaded.error().message.find("exits.jsonl:2"), std::string::npos);
}

TEST_F(ExitBookTest, ATornLastLineWasNeverPromised) {
  const ExitBook book(folder_);
  ASSERT_TRUE(book.append(record("f1", Exit::reminder_exit)).ok());
  ASSERT_TRUE(write_file(file(), *read_file(file()) + "{\"finger").ok());
  EXPECT_EQ(book.load()->size(), 1u);
  ASSERT_TRUE(book.append(record("f2", Exit::explained)).ok());
  ASSERT_EQ(book.load()->size(), 2u);
  EXPECT_EQ(book.load()->at(1).fingerprint, "f2");
}

TEST_F(ExitBookTest, ReadsBackWhatItWrote) {
  const ExitBook book(folder_);
  auto written = record("f1", Exit::lead_transfer);
  written.note = "已移送，\"引号\"\n第二行";
  written.amount_fen = -12;
  ASSERT_TRUE(book.append(written).ok());
  EXPECT_EQ(book.load()->at(0), written);
}

TEST(Tally, CountsTheLastExitOfEachFindingOnce) {
  std::map<std::string, RuleFacts> rules;
  rules["A01"].usual_exit = "rectification_exit";
  rules["A05"].usual_exit = "data_correction";
  const auto tallies =
      tally_by_rule({record("f1", Exit::explained), record("f1", Exit::lead_transfer),
                     record("f2", Exit::explained), record("f3", Exit::data_correction),
                     record("g1", Exit::data_correction, "A05"), record("f4", Exit::reminder_exit, "A01", 2)},
                    rules);
  // f1 1 of 1, f2 0 of 1, f3 half of 1, f4 another version: half of half... 0.5 of 0.5.
  EXPECT_DOUBLE_EQ(tallies.at("A01").confirmed, 2.0);
  EXPECT_DOUBLE_EQ(tallies.at("A01").decided, 3.5);
  EXPECT_DOUBLE_EQ(tallies.at("A05").confirmed, 1.0);
}

TEST(ApplyExits, AnAnswerDoesNotCoverWhatWasAddedLater) {
  Screening s;
  s.rules["A01"].version = 1;
  Finding f;
  f.rule = "A01";
  f.subject_table = "t";
  f.subject_key = "k";
  f.amount_fen = 100;
  s.findings = {f};
  merge_same(s);
  auto exit = record(s.findings[0].fingerprint, Exit::explained);
  exit.amount_fen = 100;

  apply_exits(s, {exit});
  EXPECT_TRUE(s.findings[0].settled);
  s.findings[0].amount_fen = 101;
  apply_exits(s, {exit});
  EXPECT_FALSE(s.findings[0].settled);
  s.findings[0].amount_fen = 100;
  s.rules["A01"].version = 2;
  apply_exits(s, {exit});
  EXPECT_FALSE(s.findings[0].settled);
}

}  // namespace
}  // namespace qy
