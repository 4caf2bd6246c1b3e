#include "leads/findings_difference.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "leads/rule_trial.h"

namespace qy {
namespace {

std::vector<Finding> found(const std::vector<std::pair<std::string, Band>>& subjects) {
  Screening screening;
  for (const auto& [subject, band] : subjects)
    screening.findings.push_back({.rule = "X01",
                                  .band = band,
                                  .subject_table = "payment",
                                  .subject_key = subject,
                                  .subject_label = subject});
  merge_same(screening);
  return screening.findings;
}

TEST(FindingsDifference, NothingAgainstNothing) {
  const FindingsDifference none = difference_of({}, {});
  EXPECT_TRUE(none.came.empty() && none.gone.empty() && none.stayed.empty() && none.other_band.empty());
}

TEST(FindingsDifference, WhatComesGoesStaysAndSpeaksLessFirmly) {
  const auto here = found({{"a", Band::red}, {"b", Band::red}, {"c", Band::blue}});
  const auto there = found({{"b", Band::yellow}, {"c", Band::blue}, {"d", Band::blue}});
  const FindingsDifference difference = difference_of(here, there);
  ASSERT_EQ(difference.came.size(), 1U);
  EXPECT_EQ(difference.came[0]->subject_label, "d");
  ASSERT_EQ(difference.gone.size(), 1U);
  EXPECT_EQ(difference.gone[0]->subject_label, "a");
  EXPECT_EQ(difference.stayed.size(), 2U);
  ASSERT_EQ(difference.other_band.size(), 1U);
  const Json told = told_of(difference);
  EXPECT_EQ(told.at("came"), 1);
  EXPECT_EQ(told.at("lines").size(), 3U);
  EXPECT_EQ(told.at("lines")[2].at("band_before"), "red");
  EXPECT_EQ(told.at("lines")[2].at("band"), "yellow");
}

}  // namespace
}  // namespace qy
