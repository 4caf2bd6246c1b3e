#include <gtest/gtest.h>

#include <random>

#include "base/disk.h"
#include "ingest/shown_test.h"
#include "ingest/xls_records.h"

namespace qy {
namespace {

std::string read(const std::string& name) {
  return shown(open_source(fixture(name), {}));
}

TEST(Xls, RefusesWhatItIsNot) {
  EXPECT_EQ(read("locked.xls"),
            "REFUSED: locked.xls: 工作簿有密码，请打开后解除密码另存 (the workbook is locked with a "
            "password: open it "
            "and save it without one)\n");
  EXPECT_EQ(read("encrypted.xlsx"),
            "REFUSED: encrypted.xlsx: 工作簿有密码，请打开后解除密码另存 (the workbook is locked with a "
            "password: open "
            "it and save it without one)\n");
  EXPECT_EQ(
      read("table.et"),
      "REFUSED: table.et: 这是 WPS 表格（ET），不能读取，请用表格软件打开，另存为 XLSX 或 CSV (this is a WPS "
      "table (ET), which is not read: open it in a spreadsheet program and save it as XLSX or CSV)\n");
  EXPECT_TRUE(read("letter.doc").starts_with("REFUSED: letter.doc: 这是 Word 文档（DOC），不能读取"));
  EXPECT_TRUE(read("cut.xls").starts_with("REFUSED: cut.xls: 工作簿损坏或不完整"));
}

TEST(Xls, ReadsEveryKindOfCellAndHiddenSheets) {
  auto source = open_source(fixture("plain.xls"), {});
  EXPECT_EQ(shown(source),
            "1: 姓名 | 金额 | 日期\n"
            "2: 甲 | 1200.5# | 2024-01-01@\n"
            "4:  | 510101199001010000# | 2024-01-01T12:00:00@\n"
            "5: TRUE? | #N/A!\n"
            "-- 旧数\n"
            "1: 藏\n");
  EXPECT_EQ((*source)->notes().hidden_sheets, 1);
  EXPECT_EQ((*source)->notes().error_cells, 1);
  EXPECT_TRUE((*source)->sections()[1].hidden);
}

TEST(Xls, TextsRunOverIntoTheNextRecordAndMayChangeTheirWidthThere) {
  using namespace std::string_view_literals;
  // Two texts: "abcd", cut after "ab", the rest wide; then 县 with one run of formatting.
  const std::vector<std::string_view> pieces = {"\2\0\0\0\2\0\0\0\4\0\0ab"sv,
                                                "\1c\0d\0\1\0\x9\1\0\xBF\x53\0\0\0\0"sv};
  HeldText strings;
  ASSERT_TRUE(read_biff_strings(pieces, strings).ok());
  ASSERT_EQ(strings.size(), 2u);
  EXPECT_EQ(strings[0], "abcd");
  EXPECT_EQ(strings[1], "县");
}

// Seeded damage: every reading ends, with rows or with a refusal.
TEST(Xls, NothingFallsOverDamagedFiles) {
  const std::string whole = *read_file(fixture("plain.xls"));
  for (unsigned seed = 0; seed < 3000; ++seed) {
    std::mt19937 random(seed);
    std::string bytes = whole;
    for (unsigned i = 0; i < 1 + seed % 12; ++i)
      bytes[random() % (seed % 2 ? bytes.size() : 1400)] = char(random());
    Opening opening;
    opening.name = "damaged.xls";
    opening.bytes = in_memory(bytes);
    shown(open_xls(std::move(opening), {}));
  }
}

}  // namespace
}  // namespace qy
