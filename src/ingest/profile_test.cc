#include "ingest/profile.h"

#include <gtest/gtest.h>

#include "ingest/profile_shelf.h"
#include "ingest/small_world_test.h"

namespace qy {
namespace {

std::string refusal(const std::string& yaml) {
  const auto profile = read_profile(yaml, "p.yaml", standard_tables());
  return profile.ok() ? "taken" : profile.error().message;
}

TEST(Profile, RefusesWhatItDoesNotKnow) {
  EXPECT_NE(refusal("profile: x\ntables:\n  - table: paymnt\n    columns: {amount_fen: A}\n").find("paymnt"),
            std::string::npos);
  EXPECT_NE(refusal("profile: x\ntables:\n  - table: payment\n    columns: {amout: A}\n").find("p.yaml:4"),
            std::string::npos);
  EXPECT_NE(refusal("profile: x\ndate_order: dym\nby_name: true\n").find("dym"), std::string::npos);
  EXPECT_NE(refusal("profile: x\n").find("not_data"), std::string::npos);
  EXPECT_NE(refusal("profile: x\nby_nam: true\n").find("by_nam"), std::string::npos);
  EXPECT_NE(
      refusal("profile: x\ntables:\n  - table: payment\n    columns: {amount_fen: {from: A, unit: 亩}}\n")
          .find("unit"),
      std::string::npos);
}

constexpr std::string_view kDevon = R"(profile: devon
description: "a \"ledger\""
match:
  - headers: [Body, Vat Reg No]
    file: "DCC*.csv"
sheets: ["*"]
header: {row: 6, rows: 2}
encoding: gb18030
delimiter: ";"
date_order: dmy
tables:
  - table: payment
    columns:
      amount_fen: {from: [Net Amount, Amount], unit: wan_yuan}
      payee_name: Supplier Name
      payee_code:
        - {from: "Supplier Name", with: ["Supplier Name#2"]}
        - {from: "#3"}
      on: {from: "@file_name", transform: month_in_text}
      currency: {constant: GBP}
    skip: [Grand total]
)";

TEST(Profile, SaysTheSameAfterSavingAndLoading) {
  const auto profile = read_profile(kDevon, "p.yaml", standard_tables());
  ASSERT_TRUE(profile.ok()) << profile.error().message;
  const auto again = read_profile(to_yaml(*profile), "q.yaml", standard_tables());
  ASSERT_TRUE(again.ok()) << again.error().message << to_yaml(*profile);
  EXPECT_EQ(to_yaml(*again), to_yaml(*profile));
  EXPECT_EQ(profile_hash(*again), profile_hash(*profile));
  EXPECT_EQ(again->tables[0].columns[2].with, std::vector<std::string>{"Supplier Name#2"});
  EXPECT_EQ(again->header->row, 6U);
}

TEST(Profile, HashIsOfWhatItDoesNotOfWhatItIsCalled) {
  auto profile = read_profile(kDevon, "p.yaml", standard_tables()).value();
  const std::string before = profile_hash(profile);
  profile.name = "another";
  profile.tables[0].columns[0].note = "a comment";
  EXPECT_EQ(profile_hash(profile), before);
  profile.tables[0].columns[0].unit = AmountUnit::yuan;
  EXPECT_NE(profile_hash(profile), before);
}

TEST(Profile, FitsOnlyWithEveryHeaderAndTheFileName) {
  const auto profile = read_profile(kDevon, "p.yaml", standard_tables()).value();
  EXPECT_EQ(profile.fit({"Body", "Amount"}, "DCC1.csv", "csv"), 0);
  EXPECT_EQ(profile.fit({"Body", "VAT Reg no", "x"}, "other.csv", "csv"), 0);
  EXPECT_GT(profile.fit({"BODY ", "VAT Reg no", "x"}, "DCC1.csv", "csv"), 0);
}

TEST(Profile, LeavesHiddenSheetsUnlessNamed) {
  Profile profile;
  EXPECT_TRUE(profile.wants_sheet("Sheet1", false));
  EXPECT_FALSE(profile.wants_sheet("Sheet1", true));
  profile.sheets = {"发放*"};
  EXPECT_TRUE(profile.wants_sheet("发放表", false));
  EXPECT_FALSE(profile.wants_sheet("发放表", true));
  EXPECT_FALSE(profile.wants_sheet("说明", false));
  profile.sheets = {"底稿"};
  EXPECT_TRUE(profile.wants_sheet("底稿", true));
}

TEST(ProfileShelf, EveryShippedProfileIsSound) {
  const auto shelf = ProfileShelf::load({QY_SOURCE_DIR "/profiles"}, standard_tables());
  ASSERT_TRUE(shelf.ok()) << shelf.error().message;
}

}  // namespace
}  // namespace qy
