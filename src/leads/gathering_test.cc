#include "leads/gathering.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "leads/typology_cases.h"

namespace qy {
namespace {

namespace fs = std::filesystem;

constexpr const char* kTypology = R"(title: 拆分与超付
english: Split and overrun
topic: tenders
subject: unit
parts:
  split: {label: 限额以下, english: below the limit, rules: [I01], weight: 2}
  overrun: {label: 超出合同, english: beyond the contract, families: [contract_overrun], weight: 2}
when: split and overrun
lead: 3
urgent_lead: 4
sentence: 同一单位：{parts}。共{count}条，最大{amount:money}。
sentence_en: "One unit: {parts}. {count}, {amount:money}."
why: 示例
why_en: Example
innocent: [分年实施]
next_step: 看计划
next_step_en: Look at the plan
cases:
  - {name: 一, given: [{rule: I01, about: "unit:U"}], expect: []}
  - {name: 二, given: [], expect: []}
  - {name: 三, given: [], expect: []}
  - {name: 四, given: [], expect: []}
)";

class Typologies : public testing::Test {
 protected:
  Typologies() : root_(fs::temp_directory_path() / ("qy-typologies-" + std::to_string(::getpid()))) {
    fs::create_directories(root_ / "typologies");
  }
  ~Typologies() override { fs::remove_all(root_); }

  TypologySet load(const std::string& text) {
    std::ofstream(root_ / "typologies" / "one.yaml") << text;
    auto set = load_typologies({root_}, *rules_, *topics_);
    EXPECT_TRUE(set.ok());
    return std::move(set).value();
  }

  // What the loader says when one line of the sound file is put in another's place.
  std::string refusal(const std::string& from, const std::string& to) {
    std::string text = kTypology;
    text.replace(text.find(from), from.size(), to);
    const TypologySet set = load(text);
    EXPECT_TRUE(set.typologies.empty()) << to;
    return set.broken.empty() ? "" : set.broken.front().message;
  }

  fs::path root_;
  fs::path shipped_ = fs::path(QY_SOURCE_DIR) / "rules";
  Result<RuleSet> rules_ = RuleSet::load({shipped_});
  Result<std::vector<Topic>> topics_ = load_topics({shipped_}, *rules_);
};

TEST_F(Typologies, AreRefusedWithTheLine) {
  EXPECT_NE(refusal("rules: [I01]", "rules: [I99]").find("one.yaml:6"), std::string::npos);
  EXPECT_NE(refusal("families: [contract_overrun]", "families: [nothing]").find("nothing"),
            std::string::npos);
  EXPECT_NE(refusal("english: Split and overrun\n", "").find("english"), std::string::npos);
  EXPECT_NE(refusal("label: 限额以下, english: below the limit,", "label: 限额以下,").find("one.yaml:6"),
            std::string::npos);
  EXPECT_NE(refusal("lead: 3", "lead: 2").find("one.yaml:9"), std::string::npos)
      << "one part alone reaches it";
  EXPECT_NE(refusal("urgent_lead: 4", "urgent_lead: 3").find("one.yaml:10"), std::string::npos);
  EXPECT_NE(refusal("urgent_lead: 4", "urgent_lead: 9").find("one.yaml:10"), std::string::npos);
  EXPECT_NE(refusal("when: split and overrun", "when: split and over").find("one.yaml:8"), std::string::npos);
  EXPECT_NE(refusal("topic: tenders", "topic: weather").find("one.yaml:3"), std::string::npos);
  EXPECT_NE(refusal("subject: unit", "subject: province").find("one.yaml:4"), std::string::npos);
  EXPECT_NE(refusal("同一单位：{parts}", "同一单位涉嫌贪污：{parts}").find("贪污"), std::string::npos);
  EXPECT_NE(refusal("families: [contract_overrun]", "rules: [I01]").find("I01"), std::string::npos)
      << "a rule in two parts";
  EXPECT_NE(refusal("innocent: [分年实施]", "innocent: []").find("innocent"), std::string::npos);
  EXPECT_NE(refusal("  - {name: 四, given: [], expect: []}\n", "").find("cases"), std::string::npos);
}

TEST_F(Typologies, ACaseThatContradictsIsTold) {
  const TypologySet set = load(std::string(kTypology).replace(std::string(kTypology).find("expect: []"), 10,
                                                              "expect: [{about: \"unit:U\", level: lead}]"));
  ASSERT_EQ(set.typologies.size(), 1u);
  const auto cases = run_typology_cases(set.typologies[0], *rules_);
  ASSERT_TRUE(cases.ok());
  ASSERT_EQ(cases->front().failures.size(), 1u);
  EXPECT_NE(cases->front().failures[0].find("one.yaml:19"), std::string::npos) << cases->front().failures[0];
}

Finding finding(const std::string& rule, const std::string& key, Fen fen) {
  return {.rule = rule, .band = Band::yellow, .stack_key = key, .amount_fen = fen, .fingerprint = rule + key};
}

TEST_F(Typologies, GatherByBuyerAndChangeNoRank) {
  const TypologySet set = load(kTypology);
  Screening screening;
  screening.findings = {finding("I01", "unit:U", 100'00), finding("H28a", "tender:T", 900'00),
                        finding("I01", "unit:V", 100'00)};
  const auto before = screening.findings;
  gather(screening, set.typologies, {{"tender:T", {{"unit:U", "示范局"}}}});
  EXPECT_EQ(screening.findings, before);
  ASSERT_EQ(screening.gatherings.size(), 1u);
  EXPECT_EQ(screening.gatherings[0].subject_label, "示范局");
  EXPECT_EQ(screening.gatherings[0].level, Level::urgent_lead);
  EXPECT_EQ(screening.gatherings[0].sentence, "同一单位：限额以下；超出合同。共2条，最大900.00元。");
}

TEST_F(Typologies, AFirmsAmountIsNoneOfItsManyBuyers) {
  const TypologySet set = load(kTypology);
  Screening screening;
  screening.findings = {finding("I01", "unit:U", 100'00), finding("H28a", "firm:F", 900'00)};
  gather(screening, set.typologies, {{"firm:F", {{"unit:U", ""}, {"unit:W", ""}}}});
  ASSERT_EQ(screening.gatherings.size(), 1u);
  EXPECT_EQ(screening.gatherings[0].amount_fen, 100'00);
}

}  // namespace
}  // namespace qy
