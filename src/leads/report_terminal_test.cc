#include "leads/report_terminal.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <sstream>

#include "base/disk.h"
#include "leads/compare.h"
#include "leads/display_width.h"
#include "leads/finding_text.h"
#include "leads/made_up_screening.h"
#include "leads/rank.h"

namespace qy {
namespace {

Screening ranked(int64_t capacity = 30) {
  auto s = made_up_screening();
  merge_same(s);
  compare(s, nullptr);
  rank(s, {}, {.capacity = capacity});
  return s;
}

void expect_fits(const std::string& text, int columns) {
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) EXPECT_LE(display_width(line), columns) << line;
}

TEST(ReportTerminal, IsNotDrivenByWhatAFileHides) {
  auto s = ranked();
  for (auto& f : s.findings) f.sentence = f.subject_label = "\x1b]0;owned\x07\x1b[2J\u202E";
  for (auto& [id, card] : s.rules) card.title = card.next_step = "\x1b[31m";
  s.run.unit = "\x1b[2J";
  for (const auto& text : {report_terminal(s, {}), finding_terminal(s, s.findings[0], {}),
                           explain_terminal(s, s.findings[0], {})}) {
    EXPECT_EQ(text.find('\x1b'), std::string::npos);
    EXPECT_EQ(text.find('\x07'), std::string::npos);
    EXPECT_EQ(text.find("\u202E"), std::string::npos);
  }
}

TEST(ReportTerminal, IsPlainOnAPipeAndColouredOnATerminal) {
  EXPECT_EQ(report_terminal(ranked(), {.columns = 100}).find('\x1b'), std::string::npos);
  EXPECT_NE(report_terminal(ranked(), {.columns = 100, .colour = true}).find("\x1b[31m▲红"),
            std::string::npos);
}

TEST(ReportTerminal, FitsFrom80To120Columns) {
  for (const int columns : {80, 100, 120}) {
    expect_fits(report_terminal(ranked(), {.columns = columns}), columns);
    const auto s = ranked();
    for (const auto& f : s.findings) {
      expect_fits(finding_terminal(s, f, {.columns = columns}), columns);
      expect_fits(explain_terminal(s, f, {.columns = columns}), columns);
    }
  }
}

TEST(ReportTerminal, ShowsTheFirstPageAndSaysWhatIsLeft) {
  const auto text = report_terminal(ranked(3), {.columns = 100});
  EXPECT_NE(text.find("先看 3 条"), std::string::npos);
  EXPECT_NE(text.find("其余 5 条"), std::string::npos);
  EXPECT_NE(text.find("缺少数据：财政供养"), std::string::npos);
  EXPECT_NE(report_terminal(ranked(3), {.columns = 100, .rows = 8}).find("白芦乡003村"), std::string::npos);
}

TEST(ReportTerminal, TellsInnocentExplanationsBeforeTheNextStep) {
  const auto s = ranked();
  const auto text = finding_terminal(s, s.findings[0], {});
  EXPECT_LT(text.find("可能的正常原因"), text.find("建议下一步"));
  EXPECT_EQ(text.find("person:"), std::string::npos);
}

// Not a check: QY_REPORT_SAMPLES=folder leaves the texts there, to be looked at.
TEST(ReportTerminal, LeavesSamplesToLookAt) {
  const char* folder = std::getenv("QY_REPORT_SAMPLES");
  if (folder == nullptr) GTEST_SKIP();
  const auto s = ranked(5);
  const TerminalStyle style{.columns = 100, .colour = true};
  const auto text = report_terminal(s, style) + "\n\n" + finding_terminal(s, s.findings[0], style) + "\n\n" +
                    explain_terminal(s, s.findings[0], style);
  ASSERT_TRUE(write_file(std::filesystem::path(folder) / "terminal.txt", text).ok());
}

TEST(EvidencePlaces, JoinsNeighbouringRows) {
  Screening s;
  Finding f;
  for (const int row : {7, 3, 4, 5, 9, 10, 4}) f.evidence.push_back({"payment", "s", "a.csv", "", row});
  const auto places = evidence_places(s, f);
  ASSERT_EQ(places.size(), 1u);
  EXPECT_EQ(places[0].rows, "3–5、7、9、10");
}

TEST(FiguresShown, WritesEachForAReaderAndLeavesWhatHasNoLabel) {
  Screening s;
  s.field_labels["paid_fen"] = "实发金额";
  Finding f;
  f.figures = {{"amount_fen", "100"}, {"limit_fen", "5,000元"}, {"months", "-"},      {"paid_fen", "123456"},
               {"ratio", "1.23456"},  {"share", "0.4444"},      {"situation", "逾期"}};
  const std::vector<std::pair<std::string, std::string>> expected{
      {"限额", "5,000元"}, {"月数", "-"}, {"实发金额", "1,234.56元"}, {"比值", "1.23"}, {"占比", "44.4%"}};
  EXPECT_EQ(figures_shown(s, f), expected);
}

TEST(ThresholdText, WritesFenAsMoney) {
  EXPECT_EQ(threshold_text({"min_fen", "5000000", "分", ""}), "5.00万元");
  EXPECT_EQ(threshold_text({"grace_days", "31", "天", ""}), "31 天");
  EXPECT_EQ(threshold_text({"pattern", "建造师", "", ""}), "建造师");
}

}  // namespace
}  // namespace qy
