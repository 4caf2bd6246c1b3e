#include "leads/rank.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <cmath>

namespace qy {
namespace {

Screening with_rules(int n) {
  Screening s;
  for (int i = 0; i < n; ++i) {
    auto& card = s.rules["R" + std::to_string(i)];
    card.id = "R" + std::to_string(i);
    card.family = "family" + std::to_string(i);
    card.precision_prior = 0.1;
    card.severity = 3;
  }
  return s;
}

Finding finding(int rule, std::string key, std::string stack, Band band = Band::red,
                std::optional<Fen> amount = {}) {
  Finding f;
  f.rule = "R" + std::to_string(rule);
  f.subject_table = "t";
  f.subject_key = std::move(key);
  f.stack_key = std::move(stack);
  f.band = band;
  f.amount_fen = amount;
  return f;
}

Screening ranked(Screening s, const RankOptions& options = {}) {
  merge_same(s);
  rank(s, {}, options);
  return s;
}

const Finding& of(const Screening& s, const std::string& key) {
  return *std::find_if(s.findings.begin(), s.findings.end(),
                       [&](const auto& f) { return f.subject_key == key; });
}

TEST(Rank, NothingToRankIsFine) {
  const auto s = ranked(with_rules(1));
  EXPECT_EQ(s.first_page.findings, 0);
  EXPECT_EQ(s.first_page.expected, 0);
}

TEST(Rank, ANegativeCapacityIsNone) {
  auto s = with_rules(1);
  s.findings = {finding(0, "a", "firm:a")};
  s = ranked(s, {.capacity = -5});
  EXPECT_EQ(s.first_page.findings, 0);
  EXPECT_EQ(s.findings[0].rank, 1);
}

// The example of the header, worked out by hand.
TEST(Rank, CountsAsTheHeaderSays) {
  auto s = with_rules(2);
  s.rules["R0"].precision_prior = 0.20;
  s.findings = {finding(0, "tender-7", "firm:x", Band::red, 99'000'000),
                finding(1, "bid-7", "firm:x", Band::yellow),
                finding(1, "bid-8", "firm:y", Band::blue, 9'900'000)};
  s = ranked(s);
  EXPECT_DOUBLE_EQ(of(s, "tender-7").score.score, 1.9937);
  EXPECT_DOUBLE_EQ(of(s, "bid-7").score.score, 1.7087);
  EXPECT_TRUE(of(s, "bid-7").score.amount_is_median);
  ASSERT_EQ(of(s, "bid-7").score.families.size(), 2u);

  s.findings = {finding(0, "tender-7", "firm:x", Band::red, 99'000'000)};
  EXPECT_DOUBLE_EQ(ranked(s).findings[0].score.score, 1.5607);
}

TEST(Rank, OneFamilyIsOneWitness) {
  auto s = with_rules(2);
  s.rules["R1"].family = "family0";
  s.findings = {finding(0, "a", "firm:x", Band::red, 100)};
  const double alone = ranked(s).findings[0].score.evidence_nats;
  s.findings.push_back(finding(1, "b", "firm:x", Band::red, 100));
  EXPECT_DOUBLE_EQ(ranked(s).findings[0].score.evidence_nats, alone);
}

TEST(Rank, WhatNamesNoMatterStandsAlone) {
  auto s = with_rules(2);
  s.findings = {finding(0, "a", ""), finding(1, "b", "")};
  s = ranked(s);
  EXPECT_EQ(of(s, "a").score.families.size(), 1u);
  EXPECT_EQ(s.first_page.matters, 2);
}

TEST(Rank, TiesFollowAmountThenSeverityThenRuleThenFingerprint) {
  auto s = with_rules(4);
  s.rules["R3"].severity = 5;
  s.findings = {finding(2, "d", ""), finding(1, "c", ""), finding(3, "e", "")};
  s = ranked(s);
  EXPECT_EQ(s.findings[0].subject_key, "e");
  EXPECT_EQ(s.findings[1].subject_key, "c");
  EXPECT_EQ(s.findings[2].subject_key, "d");
}

TEST(Rank, AnAnsweredFindingComesLast) {
  auto s = with_rules(1);
  s.findings = {finding(0, "big", "firm:a", Band::red, 100'000'000),
                finding(0, "small", "firm:b", Band::blue, 1)};
  merge_same(s);
  for (auto& f : s.findings) {
    if (f.subject_key == "big") f.settled = ExitRecord{};
  }
  rank(s, {}, {});
  EXPECT_EQ(s.findings[0].subject_key, "small");
  EXPECT_FALSE(of(s, "big").first_page);
}

TEST(FirstPage, IsNotThirtyTimesTheSameQuestion) {
  auto s = with_rules(2);
  for (int i = 0; i < 20; ++i) {
    s.findings.push_back(finding(0, "p" + std::to_string(i), "firm:big", Band::red, 100'000'000 + i));
  }
  s.findings.push_back(finding(1, "q", "firm:small", Band::blue, 100));
  s = ranked(s, {.capacity = 4, .per_stack = 3, .per_rule = 10});
  EXPECT_EQ(s.first_page.findings, 4);
  EXPECT_EQ(s.first_page.matters, 2);
  EXPECT_TRUE(of(s, "q").first_page);
  EXPECT_EQ(of(s, "q").rank, 4);
  EXPECT_EQ(of(s, "q").score.score_rank, 21);
  EXPECT_EQ(of(s, "p16").rank, 5);
  EXPECT_EQ(of(s, "p16").score.held_back, "stack");
}

TEST(FirstPage, IsFilledWhenNothingElseIsLeft) {
  auto s = with_rules(1);
  for (int i = 0; i < 6; ++i)
    s.findings.push_back(finding(0, "p" + std::to_string(i), "firm:big", Band::red, i));
  s = ranked(s, {.capacity = 5, .per_stack = 2});
  EXPECT_EQ(s.first_page.findings, 5);
  EXPECT_EQ(s.findings[5].score.held_back, "stack");
}

TEST(FirstPage, ExpectsTheSumOfItsPrecisions) {
  auto s = with_rules(2);
  s.findings = {finding(0, "a", "1"), finding(0, "b", "2", Band::blue), finding(1, "c", "3")};
  merge_same(s);
  rank(s, {{"R0", {5, 8}}}, {});
  EXPECT_DOUBLE_EQ(s.first_page.expected, 0.25 + 0.25 + 0.10);
}

Screening any_screening() {
  auto s = with_rules(5);
  s.rules["R4"].family = "family3";
  const int n = *rc::gen::inRange(1, 25);
  for (int i = 0; i < n; ++i) {
    auto f = finding(*rc::gen::inRange(0, 5), std::to_string(*rc::gen::inRange(0, 12)),
                     "firm:" + std::to_string(*rc::gen::inRange(0, 4)), Band(*rc::gen::inRange(0, 3)));
    if (*rc::gen::inRange(0, 3) > 0) f.amount_fen = *rc::gen::inRange<Fen>(-1'000'000, 1'000'000);
    s.findings.push_back(f);
  }
  return s;
}

TEST(Rank, DoesNotDependOnTheOrderThatCameIn) {
  rc::check([] {
    auto s = any_screening();
    auto other = s;
    std::reverse(other.findings.begin(), other.findings.end());
    const auto cut = *rc::gen::inRange<size_t>(0, other.findings.size());
    std::rotate(other.findings.begin(), other.findings.begin() + long(cut), other.findings.end());
    RC_ASSERT(ranked(s, {.capacity = 5}) == ranked(other, {.capacity = 5}));
  });
}

TEST(Rank, TheSameFindingTwiceChangesNothing) {
  rc::check([] {
    auto s = any_screening();
    auto twice = s;
    twice.findings.push_back(s.findings[*rc::gen::inRange<size_t>(0, s.findings.size())]);
    RC_ASSERT(ranked(s) == ranked(twice));
  });
}

TEST(Rank, AnotherFamilyNeverLowersAScoreOfItsMatter) {
  rc::check([] {
    auto s = any_screening();
    s.rules["R9"] = s.rules["R0"];
    s.rules["R9"].id = "R9";
    s.rules["R9"].family = "family9";
    auto more = s;
    more.findings.push_back(finding(9, "new", "firm:0", Band(*rc::gen::inRange(0, 3)), 100));
    const auto before = ranked(s);
    const auto after = ranked(more);
    for (const auto& f : before.findings) {
      const auto same = std::find_if(after.findings.begin(), after.findings.end(),
                                     [&](const auto& g) { return g.fingerprint == f.fingerprint; });
      RC_ASSERT(same->score.score >= f.score.score);
      if (f.stack_key == "firm:0") RC_ASSERT(same->score.evidence_nats > f.score.evidence_nats);
    }
  });
}

TEST(Rank, EveryScoreCanBeWorkedOutFromItsPrintedParts) {
  const auto printed = [](double x) { return std::round(x * 1e4) / 1e4; };
  rc::check([&] {
    for (const auto& f : ranked(any_screening()).findings) {
      double nats = 0;
      for (const auto& part : f.score.families) nats += printed(-std::log(1 - part.strength));
      const double factor = printed(1 + std::log10(1 + double(f.score.amount_fen.value_or(0)) / 100));
      RC_ASSERT(printed(printed(nats) * factor) == f.score.score);
    }
  });
}

TEST(Rank, ReadsEveryFindingOnceAndThePageFirst) {
  rc::check([] {
    const auto s = ranked(any_screening(), {.capacity = *rc::gen::inRange(0, 30), .per_stack = 2});
    for (size_t i = 0; i < s.findings.size(); ++i) {
      RC_ASSERT(s.findings[i].rank == int64_t(i) + 1);
      RC_ASSERT(s.findings[i].first_page == (int64_t(i) < s.first_page.findings));
    }
    RC_ASSERT(s.first_page.findings == std::min<int64_t>(s.first_page.capacity, int64_t(s.findings.size())));
  });
}

}  // namespace
}  // namespace qy
