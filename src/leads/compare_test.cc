#include "leads/compare.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace qy {
namespace {

// "A1:x A1:y" on a day, with the rules that answered.
Screening screening(const std::string& day, const std::vector<std::pair<std::string, std::string>>& found,
                    const std::vector<std::string>& answered, const std::vector<std::string>& failed = {}) {
  Screening s;
  s.run.as_of = day;
  for (const auto& rule : answered) s.run.rules.push_back({rule, 1, "answered", "", 1});
  for (const auto& rule : failed) s.run.rules.push_back({rule, 1, "failed", "", 1});
  for (const auto& [rule, key] : found) {
    Finding f;
    f.rule = rule;
    f.subject_table = "payment";
    f.subject_key = f.subject_label = key;
    s.findings.push_back(f);
  }
  merge_same(s);
  return s;
}

const Finding& of(const Screening& s, const std::string& key) {
  return *std::find_if(s.findings.begin(), s.findings.end(),
                       [&](const auto& f) { return f.subject_key == key; });
}

TEST(Compare, ARuleThatDidNotAnswerLosesNothing) {
  auto first = screening("2024-01-01", {{"A1", "x"}, {"A2", "y"}}, {"A1", "A2"});
  compare(first, nullptr);
  auto second = screening("2024-02-01", {}, {"A1"}, {"A2"});
  compare(second, &first);
  ASSERT_EQ(second.gone.size(), 1u);
  EXPECT_EQ(second.gone[0].subject_label, "x");
  ASSERT_EQ(second.not_examined.size(), 1u);
  EXPECT_EQ(second.not_examined[0].subject_label, "y");

  auto third = screening("2024-03-01", {{"A2", "y"}}, {"A1", "A2"});
  compare(third, &second);
  EXPECT_EQ(of(third, "y").status, Status::persisting);
  EXPECT_EQ(of(third, "y").first_seen, "2024-01-01");
  EXPECT_TRUE(third.gone.empty());
}

TEST(Compare, TheFirstScreeningIsAllNew) {
  auto first = screening("2024-01-01", {{"A1", "x"}}, {"A1"});
  compare(first, nullptr);
  EXPECT_EQ(of(first, "x").status, Status::fresh);
  EXPECT_EQ(of(first, "x").first_seen, "2024-01-01");
}

TEST(Compare, WhatWentAndCameBackIsNewAgain) {
  auto first = screening("2024-01-01", {{"A1", "x"}}, {"A1"});
  compare(first, nullptr);
  auto second = screening("2024-02-01", {}, {"A1"});
  compare(second, &first);
  EXPECT_EQ(second.gone.size(), 1u);
  auto third = screening("2024-03-01", {{"A1", "x"}}, {"A1"});
  compare(third, &second);
  EXPECT_EQ(of(third, "x").status, Status::fresh);
}

}  // namespace
}  // namespace qy
