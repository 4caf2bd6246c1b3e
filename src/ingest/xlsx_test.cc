#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <charconv>

#include "base/date.h"
#include "ingest/serial_date.h"
#include "ingest/shown_test.h"
#include "ingest/stored_number.h"
#include "ingest/xlsx_sheet.h"

namespace qy {
namespace {

std::string read(const std::string& name) {
  return shown(open_source(fixture(name), {}));
}

bool says(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

TEST(Xlsx, RefusesEntitiesOfItsOwn) {
  EXPECT_TRUE(says(read("laughs.xlsx"), "STOPPED: 工作表“Sheet1”自带文档类型声明"));
  EXPECT_TRUE(says(read("outside.xlsx"), "STOPPED: 工作表“Sheet1”自带文档类型声明"));
}

TEST(Xlsx, RefusesOtherDocumentsByName) {
  EXPECT_TRUE(says(read("text.docx"), "REFUSED: text.docx: 这是 Word 文档（DOCX），不能读取"));
  EXPECT_TRUE(says(read("binary.xlsb"), "REFUSED: binary.xlsb: 这是二进制工作簿（XLSB），不能读取"));
  EXPECT_TRUE(says(read("sheet.ods"), "REFUSED: sheet.ods: 这是 OpenDocument 文件"));
}

TEST(Xlsx, ARowThatCannotBeReadWholeIsBrokenAndTheNextIsNot) {
  EXPECT_EQ(read("broken.xlsx"),
            "1:  BROKEN\n"
            "2: 1# BROKEN\n"
            "3: whole\n");
}

TEST(Xlsx, WhatStandsBeforeTheDamageIsRead) {
  const std::string seen = read("cut.xlsx");
  EXPECT_TRUE(seen.starts_with("1: kept\nSTOPPED: 工作表“Sheet1”已损坏（第 2 行）")) << seen;
}

TEST(Xlsx, ReadsEveryKindOfCell) {
  auto source = open_source(fixture("kinds.xlsx"), {});
  EXPECT_EQ(shown(source),
            "1: 姓名 | 补贴 金额 | 東京 | 第一行\r第二行\n"
            "2: 1200# | 0.1# | 510101199001010000# | 510101199001010017# | -0.0015#\n"
            "3: 2024-01-01@ | 2024-01-01T08:30:00@ | 1900-03-01@ | 1900-02-28@ | 1900-02-29@\n"
            "4: 45292# | 1.5# | 3# | 12:00:00@ | -3#\n"
            "5: TRUE? | #N/A! | 2400# | = |  | 2024-03-01T00:00:00@\n");
  EXPECT_EQ((*source)->notes().formulas_without_value, 1);
  EXPECT_EQ((*source)->notes().error_cells, 1);
}

TEST(Xlsx, ReadsSheetsMergesGapsAndSparseRows) {
  auto source = open_source(fixture("layout.xlsm"), {});
  EXPECT_EQ(shown(source),
            "1: 补贴发放表 | 补贴发放表+ | 补贴发放表+ | 补贴发放表+\n"
            "2: 姓名 | 金额 | 金额+ | 金额+\n"
            "3: 姓名+ | 中央 | 地方 | 合计\n"
            "6: 甲 |  |  | 3#\n"
            "8: 1# | 2#\n"
            "-- 旧数\n"
            "1: 藏\n");
  const auto& sections = (*source)->sections();
  ASSERT_EQ(sections.size(), 3u);
  EXPECT_FALSE(sections[0].hidden);
  EXPECT_TRUE(sections[1].hidden);
  EXPECT_TRUE(sections[2].hidden);
  const SourceNotes& notes = (*source)->notes();
  EXPECT_EQ(notes.hidden_sheets, 2);
  EXPECT_EQ(notes.external_links, 1);
  EXPECT_EQ(notes.blank_lines, 1);
  ASSERT_EQ(notes.remarks.size(), 2U);
  EXPECT_EQ(notes.remarks[0].text(), "有宏，未执行，已忽略 (macros found and ignored)");
  EXPECT_EQ(notes.remarks[1].english, "dates are counted from 1904");
}

TEST(Xlsx, ReadsThroughPrefixesZipAndGz) {
  for (const std::string name : {"prefixed.xlsx", "workbook.zip", "prefixed.xlsx.gz"}) {
    EXPECT_EQ(read(name), "1: 甲 | 2# | 2#+\n") << name;
  }
}

TEST(Xlsx, CellReferencesEndAtTheLastCellThereIs) {
  size_t column = 0;
  int64_t row = 0;
  for (const char* wrong : {"", "A", "1", "A0", "a1", "XFE1", "A1048577", "A1B", "AAAAAAAAAAAAAAAAAAAAAAA1",
                            "A99999999999999999999"}) {
    EXPECT_FALSE(parse_reference(wrong, column, row)) << wrong;
  }
  ASSERT_TRUE(parse_reference("XFD1048576", column, row));
  EXPECT_EQ(column, 16383u);
  EXPECT_EQ(row, 1048576);
  ASSERT_TRUE(parse_reference("AA10", column, row));
  EXPECT_EQ(column, 26u);
}

TEST(Xlsx, TellsDateFormatsFromOthers) {
  for (const char* date : {"yyyy-mm-dd", "m/d/yy h:mm", "[$-804]yyyy\"年\"m\"月\"", "yyyy年m月d日;@", "mmm",
                           "[$-F800]dddd\\, mmmm dd", "h:mm AM/PM", "mm:ss.0"}) {
    EXPECT_TRUE(is_date_format(std::string_view(date))) << date;
  }
  for (const char* other : {"General", "G/通用格式", "0.00", "#,##0;[Red]-#,##0", "[h]:mm:ss", "0\"days\"",
                            "\\d0", "@", "0.00E+00", "_d0*m"}) {
    EXPECT_FALSE(is_date_format(std::string_view(other))) << other;
  }
  EXPECT_TRUE(is_date_format(14));
  EXPECT_TRUE(is_date_format(58));
  EXPECT_FALSE(is_date_format(13));
  EXPECT_FALSE(is_date_format(49));
}

TEST(SerialDate, CountsFromBothBases) {
  EXPECT_EQ(serial_date(1, DateBase::y1900), "1900-01-01");
  EXPECT_EQ(serial_date(2958465, DateBase::y1900), "9999-12-31");
  EXPECT_EQ(serial_date(2958466, DateBase::y1900), std::nullopt);
  EXPECT_EQ(serial_date(0, DateBase::y1900), std::nullopt);
  EXPECT_EQ(serial_date(0, DateBase::y1904), "1904-01-01");
  EXPECT_EQ(serial_date(43830, DateBase::y1904), "2024-01-01");
  EXPECT_EQ(serial_date(45292.999999999, DateBase::y1900), "2024-01-02");
  EXPECT_EQ(serial_date(-1, DateBase::y1900), std::nullopt);
}

TEST(SerialDate, EveryDayAfterTheFalseLeapDayFollowsTheCalendar) {
  rc::check([] {
    const int serial = *rc::gen::inRange(61, 2958466);
    RC_ASSERT(serial_date(serial, DateBase::y1900) ==
              Date::from_iso("1900-03-01")->plus_days(serial - 61).iso());
  });
}

TEST(StoredNumber, WritesTheDigitsThatAreThere) {
  EXPECT_EQ(number_text("0.30000000000000004"), "0.30000000000000004");  // another double than 0.3
  EXPECT_EQ(number_text("1.1000000000000001"), "1.1");
  EXPECT_EQ(number_text("5.1010119900101001E17"), "510101199001010010");
  EXPECT_EQ(number_text("1E2"), "100");
  EXPECT_EQ(number_text("1.50"), "1.5");
  EXPECT_EQ(number_text("-0.0"), "0");
  EXPECT_EQ(number_text("007"), "007");
  EXPECT_EQ(number_text("1E400"), "1E400");
  EXPECT_EQ(number_text("n/a"), "n/a");
  EXPECT_EQ(number_text(1234567.25), "1234567.25");
}

TEST(StoredNumber, AnyDoubleReadsBackAsItself) {
  rc::check([](double value) {
    RC_PRE(std::abs(value) < 1e30 && std::abs(value) > 1e-20);
    const std::string text = number_text(value);
    double back = 0;
    std::from_chars(text.data(), text.data() + text.size(), back);
    RC_ASSERT(back == value);
  });
}

}  // namespace
}  // namespace qy
