#include "rules/life.h"

#include <gtest/gtest.h>

#include <fstream>

#include "base/disk.h"
#include "rules/admission.h"

namespace qy {
namespace {

namespace fs = std::filesystem;

// A shipped rule S1, a county's own version of it, and a rule L1 that the county alone has; acts by name.
class LifeTest : public ::testing::Test {
 protected:
  void SetUp() override {
    fs::remove_all(folder_);
    write("shipped/packs.yaml",
          "packs:\n  test: {label: 试验, english: test, reads: []}\n"
          "  locked: {label: 受限, english: locked, reads: [], restricted: true}\n");
    rule("shipped/s1", "S1", "SELECT 1");
  }
  void TearDown() override { fs::remove_all(folder_); }

  void write(const std::string& name, const std::string& text) {
    fs::create_directories((folder_ / name).parent_path());
    std::ofstream(folder_ / name) << text;
  }
  void rule(const std::string& name, const std::string& id, const std::string& sql,
            const std::string& more = "pack: test\n") {
    write(name + "/rule.yaml",
          "id: " + id + "\nversion: 1\ntitle: 示例\nenglish: x\nfamily: f\n" + more +
              "subject: {table: t, key: [k], label: l}\nseverity: 2\nprecision_prior: 0.1\n"
              "precision_basis: b\nsentence: s\nsentence_en: s\nwhy: w\nnext_step: n\n"
              "usual_exit: reminder_exit\nneeds: {}\n");
    write(name + "/rule.sql", sql);
    write(name + "/cases.yaml", "[]");
  }
  RuleSet rules() { return RuleSet::load({folder_ / "shipped", folder_ / "county"}).value(); }
  void act(const std::string& act, const Rule& rule, const RuleSet& set) {
    records_.push_back(
        {.rule = rule.card.id, .act = act, .pin = pin_of(rule, set), .by = "甲", .reason = "试"});
  }
  LifeState state(const std::string& id, const RuleSet& set) {
    return Life(records_).state_of(*set.find(id), set);
  }
  // "S1 | L1 |": what runs in force, what in shadow, what is left out and why.
  std::string admitted(const RuleSet& set, bool approved = false) {
    const Admission admission = admit(set.matching(""), set, Life(records_), TableSet(), approved);
    std::string text;
    for (const Rule* rule : admission.in_force) text += rule->card.id + (rule->local ? "' " : " ");
    text += "|";
    for (const Rule* rule : admission.shadow) text += " " + rule->card.id + (rule->local ? "'" : "");
    text += "|";
    for (const LeftOut& left : admission.left_out) text += " " + left.rule->card.id + ":" + left.why;
    return text;
  }

  fs::path folder_ = fs::temp_directory_path() / "qy_life_test";
  std::vector<LifeRecord> records_;
};

TEST_F(LifeTest, RefusesAnActThatNobodySignedOrThatSaysNotWhy) {
  const LifeBook book(folder_);
  EXPECT_FALSE(book.append({.rule = "S1", .act = "retire", .by = " ", .reason = "试"}).ok());
  EXPECT_FALSE(book.append({.rule = "S1", .act = "retire", .by = "甲", .reason = ""}).ok());
  EXPECT_FALSE(fs::exists(folder_ / "rules" / "life.jsonl"));
  write("rules/life.jsonl",
        "{\"rule\":\"S1\",\"act\":\"promote\",\"by\":\"a\",\"reason\":\"b\",\"at\":\"c\"}\n");
  EXPECT_NE(book.load().error().message.find("life.jsonl:1"), std::string::npos);
}

TEST_F(LifeTest, AShippedRuleIsInForceAndACountysOwnIsADraft) {
  rule("county/l1", "L1", "SELECT 1");
  EXPECT_EQ(admitted(rules()), "S1 || L1:draft");
  rule("shipped/s1", "S1", "SELECT 1", "pack: test\nstatus: shadow\n");
  EXPECT_EQ(admitted(rules()), "| S1| L1:draft");
}

TEST_F(LifeTest, WhatIsEditedAfterPublishingDoesNotRunUntilPublishedAgain) {
  rule("county/l1", "L1", "SELECT 1");
  const RuleSet before = rules();
  act("shadow", *before.find("L1"), before);
  EXPECT_EQ(state("L1", before), LifeState::shadow);
  act("publish", *before.find("L1"), before);
  EXPECT_EQ(admitted(before), "L1' S1 ||");
  rule("county/l1", "L1", "SELECT 2");
  EXPECT_EQ(admitted(rules()), "S1 || L1:changed");
  write("county/l1/rule.sql", "SELECT 1");
  EXPECT_EQ(state("L1", rules()), LifeState::in_force);  // the text that was published is back
  write("county/l1/cases.yaml", "[ ]");
  EXPECT_EQ(state("L1", rules()), LifeState::changed);  // its proof was touched
}

TEST_F(LifeTest, AnEditedSharedRelationUnpublishesToo) {
  write("county/prepared/rel.sql", "SELECT 1 AS x");
  rule("county/l1", "L1", "SELECT x FROM rel");
  act("publish", *rules().find("L1"), rules());
  EXPECT_EQ(state("L1", rules()), LifeState::in_force);
  write("county/prepared/rel.sql", "SELECT 2 AS x");
  EXPECT_EQ(state("L1", rules()), LifeState::changed);
}

TEST_F(LifeTest, TheShippedRuleRunsUntilTheCountysVersionIsPublished) {
  rule("county/s1", "S1", "SELECT 2");
  const RuleSet set = rules();
  EXPECT_EQ(admitted(set), "S1 ||");
  act("shadow", *set.find("S1"), set);
  EXPECT_EQ(admitted(set), "S1 | S1'|");
  act("publish", *set.find("S1"), set);
  EXPECT_EQ(admitted(set), "S1' ||");
  act("retire", *set.find("S1"), set);
  EXPECT_EQ(admitted(set), "|| S1:retired");
}

TEST_F(LifeTest, RetiredIsRetiredWhateverTheTextUntilSomebodyPublishes) {
  act("retire", *rules().find("S1"), rules());
  rule("shipped/s1", "S1", "SELECT 2");  // a new release
  EXPECT_EQ(state("S1", rules()), LifeState::retired);
  EXPECT_TRUE(Life(records_).was_in_force(*rules().find("S1"), rules()));
  act("publish", *rules().find("S1"), rules());
  EXPECT_EQ(state("S1", rules()), LifeState::in_force);
}

TEST_F(LifeTest, ARestrictedPackWaitsForAnApprovedPurpose) {
  rule("shipped/m1", "M1", "SELECT 1", "pack: locked\n");
  rule("shipped/n1", "N1", "SELECT 1", "pack: nowhere\n");
  EXPECT_EQ(admitted(rules()), "S1 || M1:not_approved N1:forbidden");
  EXPECT_EQ(admitted(rules(), true), "M1 S1 || N1:forbidden");
}

TEST_F(LifeTest, TheLastValueOfAParameterCountsAndAnEmptyOneTakesItBack) {
  const LifeBook book(folder_);
  const auto set = [&](const char* value) {
    ASSERT_TRUE(book.append({.rule = "S1",
                             .act = "set",
                             .parameter = "days",
                             .value = value,
                             .by = "甲",
                             .reason = "试",
                             .at = "t"})
                    .ok());
  };
  set("62");
  set("45");
  EXPECT_EQ(book.load()->parameters(), (Overrides{{"S1", {{"days", "45"}}}}));
  set("");
  EXPECT_TRUE(book.load()->parameters().empty());
  EXPECT_EQ(book.load()->of("S1").size(), 3u);
}

}  // namespace
}  // namespace qy
