#include "leads/finding.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>

namespace qy {
namespace {

Finding finding(std::string rule, std::string key, Band band, std::optional<Fen> amount = {}) {
  Finding f;
  f.rule = std::move(rule);
  f.subject_table = "payment";
  f.subject_key = std::move(key);
  f.band = band;
  f.amount_fen = amount;
  return f;
}

TEST(Finding, RefusesNamesThatDoNotExist) {
  EXPECT_FALSE(band_of("green"));
  EXPECT_FALSE(exit_of("ignored"));
  EXPECT_FALSE(status_of("fresh"));
}

TEST(Finding, EveryNameReadsBack) {
  for (const auto band : {Band::red, Band::yellow, Band::blue}) EXPECT_EQ(band_of(name_of(band)), band);
  for (const auto status : {Status::fresh, Status::persisting, Status::gone}) {
    EXPECT_EQ(status_of(name_of(status)), status);
  }
  for (int i = 0; i < 5; ++i) EXPECT_EQ(exit_of(name_of(Exit(i))), Exit(i));
}

TEST(Fingerprint, DoesNotRunItsPartsTogether) {
  EXPECT_NE(fingerprint_of("A1", "1x", "k"), fingerprint_of("A11", "x", "k"));
  EXPECT_NE(fingerprint_of("A1", "t", "k|"), fingerprint_of("A1", "t|", "k"));
  EXPECT_NE(fingerprint_of("A1", "t:1", ""), fingerprint_of("A1", "t", ":1"));
  EXPECT_EQ(fingerprint_of("A1", "t", "k").size(), 16u);
  for (int i = 0; i < 100; ++i) EXPECT_GE(fingerprint_of("A1", "t", std::to_string(i))[0], 'a');
  EXPECT_EQ(fingerprint_of("A1", "t", "k").find_first_not_of("0123456789abcdef"), std::string::npos);
}

TEST(Fingerprint, IgnoresVersionEvidenceAndAmount) {
  Screening once, again;
  once.rules["A1"].version = 1;
  again.rules["A1"].version = 2;
  once.findings = {finding("A1", "k", Band::red, 100)};
  again.findings = {finding("A1", "k", Band::blue, 999)};
  again.findings[0].evidence = {{"payment", "s2", "later.csv", "", 7}};
  merge_same(once);
  merge_same(again);
  EXPECT_EQ(once.findings[0].fingerprint, again.findings[0].fingerprint);
}

TEST(FindFinding, RefusesWhatIsAmbiguousOrUnknown) {
  Screening s;
  s.findings = {finding("A1", "k", Band::red), finding("A1", "l", Band::red)};
  s.findings[0].fingerprint = "abcd000000000000";
  s.findings[1].fingerprint = "abcd100000000000";
  s.findings[0].rank = 1;
  s.findings[1].rank = 2;
  EXPECT_EQ(find_finding(s, "abcd").error().code, Code::invalid);
  EXPECT_EQ(find_finding(s, "ab").error().code, Code::not_found);
  EXPECT_EQ(find_finding(s, "").error().code, Code::not_found);
  EXPECT_EQ(find_finding(s, "3").error().code, Code::not_found);
  EXPECT_EQ((*find_finding(s, "abcd1"))->subject_key, "l");
  EXPECT_EQ((*find_finding(s, "1"))->subject_key, "k");
}

TEST(MergeSame, KeepsTheFirmerBandThenTheLargerAmountAndAllEvidence) {
  Screening s;
  s.findings = {finding("A1", "k", Band::blue, 900), finding("A1", "k", Band::red, 100),
                finding("A1", "k", Band::red, 300)};
  for (int i = 0; i < 3; ++i) s.findings[size_t(i)].evidence = {{"payment", "s", "a.csv", "", 3 - i}};
  s.findings[0].evidence.push_back({"payment", "s", "a.csv", "", 1});
  merge_same(s);
  ASSERT_EQ(s.findings.size(), 1u);
  EXPECT_EQ(s.findings[0].band, Band::red);
  EXPECT_EQ(s.findings[0].amount_fen, 300);
  ASSERT_EQ(s.findings[0].evidence.size(), 3u);
  EXPECT_EQ(s.findings[0].evidence[0].row, 1);
  EXPECT_EQ(s.findings[0].evidence[2].row, 3);
}

TEST(MergeSame, DoesNotDependOnTheOrderThatCameIn) {
  rc::check([] {
    Screening s;
    const int n = *rc::gen::inRange(0, 12);
    for (int i = 0; i < n; ++i) {
      s.findings.push_back(finding("A" + std::to_string(*rc::gen::inRange(0, 2)),
                                   std::to_string(*rc::gen::inRange(0, 3)), Band(*rc::gen::inRange(0, 3)),
                                   *rc::gen::inRange<Fen>(-5, 5)));
      s.findings.back().evidence = {{"t", "s", "n", "", *rc::gen::inRange(1, 4)}};
    }
    Screening other = s;
    std::reverse(other.findings.begin(), other.findings.end());
    if (n > 2) std::swap(other.findings[0], other.findings[size_t(n) / 2]);
    merge_same(s);
    merge_same(other);
    RC_ASSERT(s.findings == other.findings);
    Screening twice = s;
    merge_same(twice);
    RC_ASSERT(twice.findings == s.findings);
  });
}

}  // namespace
}  // namespace qy
