#include "leads/display_width.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "leads/spreadsheet_cell.h"

namespace qy {
namespace {

TEST(HarmlessCell, DefusesEveryWayToBeginAFormula) {
  for (const std::string start :
       {"=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", " =", "　＝", "\u00A0@"}) {
    EXPECT_EQ(harmless_cell(start + "cmd|' /C calc'!A0"), "'" + start + "cmd|' /C calc'!A0");
  }
}

TEST(HarmlessCell, LeavesOrdinaryTextAlone) {
  for (const std::string text : {"", " ", "云溪镇", "a=b", "1-2", "'quoted", "第3行"})
    EXPECT_EQ(harmless_cell(text), text);
  EXPECT_EQ(harmless_cell(std::string("a\x01z")), "a\xEF\xBF\xBDz");
}

TEST(CsvField, QuotesWhatWouldBreakALine) {
  EXPECT_EQ(csv_field("a,b"), "\"a,b\"");
  EXPECT_EQ(csv_field("说\"明\"\n二"), "\"说\"\"明\"\"\n二\"");
  EXPECT_EQ(csv_field("=1+1"), "\"'=1+1\"");
  EXPECT_EQ(csv_field("云溪镇"), "云溪镇");
}

TEST(DisplayWidth, CountsColumns) {
  EXPECT_EQ(display_width("abc"), 3);
  EXPECT_EQ(display_width("疑点"), 4);
  EXPECT_EQ(display_width("（Ａ）"), 6);
  EXPECT_EQ(display_width("e\u0301"), 1);
  EXPECT_EQ(display_width("\xFF"), 1);
  EXPECT_EQ(cut_to_width("疑点清单", 5), "疑点…");
  EXPECT_EQ(cut_to_width("疑点清单", 8), "疑点清单");
  EXPECT_EQ(fit_right("疑点", 6), "  疑点");
  EXPECT_EQ(fit_left("疑点清单", 4), "疑… ");
}

TEST(Wrap, KeepsClosingMarksWithTheirWord) {
  EXPECT_EQ(wrap("共三笔，合计", 6), (std::vector<std::string>{"共三", "笔，合", "计"}));
  EXPECT_EQ(wrap("见（附表）", 6), (std::vector<std::string>{"见（附", "表）"}));
  EXPECT_EQ(wrap("第一（附）", 6), (std::vector<std::string>{"第一", "（附）"}));
  EXPECT_EQ(wrap("paid on Monday", 8), (std::vector<std::string>{"paid on", "Monday"}));
  EXPECT_EQ(wrap("", 8), (std::vector<std::string>{""}));
}

TEST(Wrap, LosesNothingButBlanksAndFits) {
  rc::check([] {
    const auto parts = *rc::gen::container<std::vector<std::string>>(
        rc::gen::element<std::string>("疑", "点", "，", "（", "）", "a", "bc", " ", "12.5", "。"));
    const int columns = *rc::gen::inRange(2, 20);
    std::string text, joined;
    for (const auto& part : parts) text += part;
    for (const auto& line : wrap(text, columns)) {
      RC_ASSERT(display_width(line) <= columns);
      joined += line;
    }
    std::erase(text, ' ');
    std::erase(joined, ' ');
    RC_ASSERT(joined == text);
  });
}

TEST(WithoutControls, KeepsAFileFromDrivingTheTerminal) {
  EXPECT_EQ(without_controls("a\x1b[2Jb"), "a\xEF\xBF\xBD[2Jb");
  EXPECT_EQ(without_controls("x\u202Ey"), "x\xEF\xBF\xBDy");
  EXPECT_EQ(without_controls("云溪镇 3"), "云溪镇 3");
}

}  // namespace
}  // namespace qy
