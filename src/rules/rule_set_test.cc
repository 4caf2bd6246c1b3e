#include "rules/rule_set.h"

#include "rules/admission.h"
#include "rules/card_check.h"
#include "rules/cases.h"
#include "rules/made_home.h"

namespace qy {
namespace {

using RuleSetTest = MadeHome;

TEST_F(RuleSetTest, RefusesRulesThatAreNotWhole) {
  write_rule("few-cases", std::string(kCard).replace(5, 2, "T2"), kSql, "- name: 仅一例\n  given: {}\n");
  write("rules/test/no-cases/rule.yaml", std::string(kCard).replace(5, 2, "T3"));
  write("rules/test/no-cases/rule.sql", kSql);
  write_rule("twice", kCard, kSql, kCases);
  write_rule("typing-mistake", std::string(kCard) + "severty: 3\n", kSql, kCases);
  const RuleSet set = rules();
  ASSERT_EQ(set.broken().size(), 3u);  // no-cases, twice, typing-mistake
  EXPECT_NE(set.broken()[2].message.find("severty"), std::string::npos) << set.broken()[2].message;
  EXPECT_FALSE(run_cases(*set.find("T2"), set, tables_).ok());
}

TEST_F(RuleSetTest, RulesAreChosenByIdAndPack) {
  for (const char* id : {"T2", "T3", "U1"})
    write_rule(id, std::string(kCard).replace(5, 2, id), kSql, kCases);
  const RuleSet set = rules();
  const auto chosen = [&](std::string_view globs) {
    std::string ids;
    for (const Rule* rule : set.matching(globs)) ids += rule->card.id + " ";
    return ids;
  };
  EXPECT_EQ(chosen("T9"), "");
  EXPECT_EQ(chosen(","), "");
  EXPECT_EQ(chosen("U1,T2"), "T2 U1 ");  // by id, whatever the order asked in
  EXPECT_EQ(chosen("T?,T1"), "T1 T2 T3 ");
  EXPECT_EQ(chosen(""), "T1 T2 T3 U1 ");
}

TEST_F(RuleSetTest, RefusesCardsThatAccuseOrReadWhatTheyDoNotName) {
  std::string card = kCard;
  card.replace(card.find("单笔大额"), std::string("单笔大额").size(), "涉嫌贪污付款");
  card.replace(card.find("[payee_name, amount_fen]}"), std::string("[payee_name, amount_fen]}").size(),
               "[no_such_field]}");
  write_rule("one", card, kSql, kCases);
  const RuleSet set = rules();
  const auto problems = problems_of(*set.find("T1"), set, tables_);
  EXPECT_EQ(problems.size(), 2u);  // a title, told once however many of its words accuse, and a field
}

TEST_F(RuleSetTest, RefusesWhatThePackMayNotReadWithFileAndLine) {
  write("rules/prepared/held.sql", "SELECT citizen_no\nFROM Custody");
  struct {
    const char *sql, *place;  // empty: allowed
  } const kRules[] = {
      {"SELECT 1\nFROM payment, params\n, custody", "rule.sql:3"},
      {"SELECT 1 FROM payment WHERE payee_name IN\n (SELECT citizen_no FROM \"CUSTODY\")", "rule.sql:2"},
      {"SELECT 1 FROM payment JOIN held ON true", "rules/prepared/held.sql:2"},
      {"SELECT p.custody FROM payment p -- custody\n WHERE 'custody' <> ''", ""},
  };
  for (const auto& [sql, place] : kRules) {
    write_rule("one", kCard, sql, kCases);
    const RuleSet set = rules();
    const auto problems = forbidden_reads(*set.find("T1"), set, tables_);
    ASSERT_EQ(problems.size(), *place == 0 ? 0u : 1u) << sql;
    if (!problems.empty()) {
      EXPECT_NE(problems[0].find(place), std::string::npos) << problems[0];
    }
  }
}

TEST_F(RuleSetTest, APackIsDecidedOnceAndAnUnknownOneMayReadNothing) {
  std::string card = kCard;
  card.replace(card.find("pack: test"), 10, "pack: none");
  write_rule("one", card, kSql, kCases);
  const RuleSet set = rules();
  EXPECT_NE(forbidden_reads(*set.find("T1"), set, tables_)[0].find("packs.yaml"), std::string::npos);
  write("county/packs.yaml", "packs:\n  own: {label: 本地, english: own, reads: [payment]}\n");
  EXPECT_TRUE(RuleSet::load({folder_ / "rules", folder_ / "county"})->packs().contains("own"));
  write("county/packs.yaml", "packs:\n  test: {label: 试验, english: test, reads: [custody]}\n");
  const auto wider = RuleSet::load({folder_ / "rules", folder_ / "county"});
  ASSERT_FALSE(wider.ok());
  EXPECT_NE(wider.error().message.find("packs.yaml:2"), std::string::npos) << wider.error().message;
}

TEST(Glob, MatchesLikeAShell) {
  EXPECT_TRUE(matches_glob("A*", "A01"));
  EXPECT_TRUE(matches_glob("subsidies/*", "subsidies/A01"));
  EXPECT_FALSE(matches_glob("A?", "A01"));
}

TEST(Words, LeaveLiteralsAndCommentsOut) {
  const auto words = words_of("SELECT a -- payment\n FROM Bid /* award */ WHERE x = 'contract'");
  EXPECT_TRUE(words.contains("bid"));
  EXPECT_FALSE(words.contains("payment"));
  EXPECT_FALSE(words.contains("award"));
  EXPECT_FALSE(words.contains("contract"));
}

}  // namespace
}  // namespace qy
