#include "leads/report_html.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <regex>
#include <set>

#include "base/disk.h"
#include "leads/compare.h"
#include "leads/exits.h"
#include "leads/made_up_screening.h"
#include "leads/rank.h"

namespace qy {
namespace {

Screening ranked(Screening s, int64_t capacity = 30) {
  merge_same(s);
  compare(s, nullptr);
  rank(s, {}, {.capacity = capacity});
  return s;
}

int count(const std::string& text, const std::string& part) {
  int n = 0;
  for (size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size())) ++n;
  return n;
}

TEST(ReportHtml, LetsNothingThatWasReadBecomeMarkup) {
  const std::string evil = "\"><script>alert(1)</script><img src=x onerror='y'>&lt;\x1b[2J\u202E";
  auto s = made_up_screening();
  for (auto& f : s.findings) {
    f.sentence = f.sentence_en = f.subject_label = f.stack_key = f.subject_key = f.currency = evil;
    f.figures = {{evil, evil}};
    for (auto& row : f.evidence) row.table = row.source_name = row.sheet = evil;
  }
  for (auto& [id, card] : s.rules) {
    card.title = card.english = card.why = card.next_step = card.family = card.pack = card.precision_basis =
        evil;
    card.innocent = card.blind_spots = {evil};
    card.legal_basis = {{evil, evil, evil, evil, evil}};
    card.parameters = {{evil, evil, evil, evil}};
    card.exclusions = {{evil, evil}};
  }
  s.run.unit = s.run.run_id = s.run.program = s.run.engine = s.run.as_of = s.run.started_at = evil;
  for (auto& source : s.run.sources) source.name = source.sm3 = evil;
  for (auto& run : s.run.rules) run.detail = run.state = evil;
  s = ranked(s, 3);
  s.gone = s.not_examined = {{evil, evil, 1, evil, evil, evil}};
  const auto html = report_html(s);
  EXPECT_EQ(html.find("<script"), std::string::npos);
  EXPECT_EQ(html.find("<img"), std::string::npos);
  EXPECT_FALSE(std::regex_search(html, std::regex(" on[a-z]+=['\"]")));
  EXPECT_EQ(html.find('\x1b'), std::string::npos);
  EXPECT_EQ(html.find("\u202E"), std::string::npos);
  EXPECT_NE(html.find("&lt;script&gt;"), std::string::npos);
}

TEST(ReportHtml, NeedsNothingButItself) {
  const auto html = report_html(ranked(made_up_screening()));
  EXPECT_NE(html.find("default-src 'none'; style-src 'unsafe-inline'; img-src data:"), std::string::npos);
  EXPECT_FALSE(std::regex_search(html, std::regex("(src|href)=\"(http|//|file)", std::regex::icase)));
  EXPECT_EQ(html.find("<script"), std::string::npos);
  EXPECT_EQ(html.find("@import"), std::string::npos);
}

TEST(ReportHtml, PrintsNoKeyOfAPerson) {
  const auto html = report_html(ranked(made_up_screening()));
  EXPECT_EQ(html.find("person:"), std::string::npos);
  EXPECT_EQ(html.find("5d1f"), std::string::npos);
}

TEST(ReportHtml, TellsInnocentExplanationsBeforeTheNextStep) {
  const auto html = report_html(ranked(made_up_screening()));
  const auto finding = html.find("<article");
  ASSERT_NE(finding, std::string::npos);
  EXPECT_LT(html.find("可能的正常原因", finding), html.find("建议下一步", finding));
  EXPECT_LT(html.find("不是对任何人"), finding);
  EXPECT_LT(html.find("没能回答的问题"), finding);
  EXPECT_EQ(count(html, "class=\"exits\""), 8);
}

TEST(ReportHtml, EveryLinkHasItsTarget) {
  const auto html = report_html(ranked(made_up_screening(300), 20));
  std::set<std::string> targets;
  const std::string link = "href=\"#";
  for (size_t at = html.find(link); at != std::string::npos; at = html.find(link, at + 1)) {
    const size_t from = at + link.size();
    targets.insert(html.substr(from, html.find('"', from) - from));
  }
  EXPECT_GT(targets.size(), 20u);
  for (const auto& target : targets)
    EXPECT_NE(html.find("id=\"" + target + "\""), std::string::npos) << target;
}

TEST(ReportHtml, OfNothingStillSaysWhatWasNotAsked) {
  EXPECT_NE(report_html(Screening{}).find("没有待看的疑点"), std::string::npos);
}

TEST(ReportHtml, StaysReadableWithThousands) {
  const auto html = report_html(ranked(made_up_screening(7'000)));
  EXPECT_EQ(count(html, "<article"), 30);
  EXPECT_NE(html.find("另有 1,970 条"), std::string::npos);
  EXPECT_LT(html.size(), size_t(8) << 20);
}

// Not a check: QY_REPORT_SAMPLES=folder leaves reports there, to be looked at.
TEST(ReportHtml, LeavesSamplesToLookAt) {
  const char* folder = std::getenv("QY_REPORT_SAMPLES");
  if (folder == nullptr) GTEST_SKIP();
  for (const int n : {0, 8, 50, 5'000}) {
    auto s = ranked(n == 0 ? Screening{} : n == 8 ? made_up_screening() : made_up_screening(n));
    ASSERT_TRUE(
        write_file(std::filesystem::path(folder) / ("report-" + std::to_string(n) + ".html"), report_html(s))
            .ok());
  }
}

}  // namespace
}  // namespace qy
