#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "ingest/csv_scan.h"
#include "ingest/shown_test.h"

namespace qy {
namespace {

Result<std::unique_ptr<Source>> csv(std::string bytes, const SourceOptions& options = {}) {
  Opening opening;
  opening.path = opening.name = "test.csv";
  opening.head = bytes.substr(0, 1 << 20);
  opening.head_is_whole = bytes.size() <= 1 << 20;
  opening.bytes = in_memory(std::move(bytes));
  return open_csv(std::move(opening), options);
}
std::string read(std::string bytes, const SourceOptions& options = {}) {
  return shown(csv(std::move(bytes), options));
}

TEST(Csv, StopsAtALineWithoutEndAndKeepsTheRowsBeforeIt) {
  SourceOptions options;
  options.max_row_bytes = 1 << 20;
  auto source = csv("a,b\n1,2\n" + std::string(5 << 20, 'x'), options);
  RawRow row;
  ASSERT_TRUE(*(*source)->next(row));
  ASSERT_TRUE(*(*source)->next(row));
  const auto third = (*source)->next(row);
  ASSERT_FALSE(third.ok());
  EXPECT_EQ(third.error().code, Code::limit);
  EXPECT_NE(third.error().message.find("line 3"), std::string::npos);
}

TEST(Csv, ALineOfCommasIsNoTable) {
  EXPECT_EQ(read(std::string(16'383, ',') + "x\n").size(), std::string("1: ").size() + 16'383 * 3 + 2);
  auto source = csv("a,b\n" + std::string(16'384, ',') + "\n");
  RawRow row;
  ASSERT_TRUE(*(*source)->next(row));
  const auto second = (*source)->next(row);
  ASSERT_FALSE(second.ok());
  EXPECT_EQ(second.error().code, Code::limit);
  EXPECT_TRUE(second.error().message.starts_with("第 2 行超过 16384 列")) << second.error().message;
}

TEST(Csv, AQuoteNeverClosedCostsOneLine) {
  EXPECT_EQ(read("a,b,c\n"
                 "1,\"lost,3\n"
                 "4,5,6\n"
                 "7,8,9\n"),
            "1: a | b | c\n"
            "2: 1 | \"lost | 3 BROKEN\n"
            "3: 4 | 5 | 6\n"
            "4: 7 | 8 | 9\n");
}

TEST(Csv, AQuoteClosedByTheNextLinesQuoteIsNotTrusted) {
  EXPECT_EQ(read("a,b,c\n"
                 "1,\"lost,3\n"
                 "4,\"kept, whole\",6\n"),
            "1: a | b | c\n"
            "2: 1 | \"lost | 3 BROKEN\n"
            "3: 4 | kept, whole | 6\n");
}

TEST(Csv, AQuoteThatRunsOnForHundredsOfLinesIsNotTrusted) {
  std::string bytes = "a,b\n1,\"lost\n";
  for (int i = 0; i < 300; ++i) bytes += "x,y\n";
  bytes += "2,end\"\n";
  auto source = csv(bytes);
  RawRow row;
  int rows = 0, broken = 0;
  while (*(*source)->next(row)) {
    ++rows;
    broken += !row.broken.empty();
  }
  EXPECT_EQ(rows, 303);
  EXPECT_EQ(broken, 1);
}

TEST(Csv, ReadsQuotedFieldsAfterTheStandard) {
  EXPECT_EQ(read("a,b,c\r\n"
                 "\"1,5\",\"say \"\"yes\"\"\",\"\"\r\n"
                 "\"two\r\nlines\",x,y\r\n"
                 "after,x,y\r\n"),
            "1: a | b | c\n"
            "2: 1,5 | say \"yes\" | \n"
            "3: two\r\nlines | x | y\n"
            "5: after | x | y\n");
}

TEST(Csv, ReadsQuotesAsPeopleWriteThem) {
  EXPECT_EQ(read("a,b,c\n"
                 "5\" pipe,6\",x\n"
                 "1, \"b, c\" ,3\n"
                 "1,\"He said \"hi\" twice\",3\n"
                 "1,\"abc\"def,3\n"),
            "1: a | b | c\n"
            "2: 5\" pipe | 6\" | x\n"
            "3: 1 | b, c | 3\n"
            "4: 1 | He said \"hi\" twice | 3\n"
            "5: 1 | abcdef | 3\n");
}

TEST(Csv, QuotesThatFitNoReadingBreakTheRow) {
  EXPECT_EQ(read("a,b,c\n"
                 "1,2,3\n"
                 "1,\"x\"y,\"z\"w,\",4,5\n"),
            "1: a | b | c\n"
            "2: 1 | 2 | 3\n"
            "3: 1 | \"x\"y | \"z\"w | \" | 4 | 5 BROKEN\n");
}

TEST(Csv, CountsEveryLineWhateverEndsIt) {
  auto source = csv("a,b\r\n1,2\r3,4\n\n   \n5,6");
  EXPECT_EQ(shown(**source),
            "1: a | b\n"
            "2: 1 | 2\n"
            "3: 3 | 4\n"
            "6: 5 | 6\n");
  EXPECT_EQ((*source)->notes().blank_lines, 2);
}

TEST(Csv, PassesRaggedRowsThrough) {
  EXPECT_EQ(read("a,b,c\n1\n1,2,3,4\n,,\n"),
            "1: a | b | c\n"
            "2: 1\n"
            "3: 1 | 2 | 3 | 4\n"
            "4:  |  | \n");
}

TEST(Csv, KeepsATextThatWasGuardedAgainstBecomingANumber) {
  EXPECT_EQ(read("id,name\n=\"00123\",x\n\"=\"\"00456\"\"\",y\n"),
            "1: id | name\n2: 00123 | x\n3: 00456 | y\n");
}

TEST(Csv, DropsAndCountsNulBytes) {
  auto source = csv(std::string("name,amount,date\n1\0,2\0\n", 23));
  EXPECT_EQ(shown(**source), "1: name | amount | date\n2: 1 | 2\n");
  EXPECT_EQ((*source)->notes().nul_bytes, 2);
}

TEST(Csv, FindsTheDelimiter) {
  const auto delimiter = [](const std::string& bytes) { return (*csv(bytes))->notes().delimiter; };
  EXPECT_EQ(delimiter("姓名\t金额\n甲\t1,000\n乙\t2,000\n"), "tab");
  EXPECT_EQ(delimiter("name;amount\na;1,5\nb;2,5\n"), ";");
  EXPECT_EQ(delimiter("补贴发放表\n\n姓名|金额\n甲|1\n乙|2\n"), "|");
  EXPECT_EQ(delimiter("姓名，金额，村\n甲，1,000，东村\n乙，2,000，西村\n"), "，");
  EXPECT_EQ(delimiter("a^b^c\n1,5^2^3\n4^5^6\n"), "^");
  EXPECT_EQ(delimiter("one column only\nx\n"), ",");
  EXPECT_EQ(read("sep=;\na;b,c\n"), "2: a | b,c\n");
}

TEST(Csv, SplitsAtTheFullWidthComma) {
  EXPECT_EQ(read("姓名，金额\n甲，１００\n乙，200\n"), "1: 姓名 | 金额\n2: 甲 | １００\n3: 乙 | 200\n");
}

TEST(Csv, ReadsGb18030AndUtf16) {
  auto gbk = csv("\xD0\xD5\xC3\xFB,\xBD\xF0\xB6\xEE\n\xBC\xD7,1\n");  // 姓名,金额 / 甲,1
  EXPECT_EQ(shown(**gbk), "1: 姓名 | 金额\n2: 甲 | 1\n");
  EXPECT_EQ((*gbk)->notes().encoding, name_of(Encoding::gb18030));
  EXPECT_EQ(read(std::string("\xFF\xFE"
                             "a\0\t\0b\0\n\0",
                             10)),
            "1: a | b\n");
  EXPECT_EQ(read("\xEF\xBB\xBF"
                 "a,b\n1,2\n"),
            "1: a | b\n2: 1 | 2\n");
}

TEST(Csv, CountsDamagedCharactersWhereverTheFileIsCut) {
  // Long enough that pieces are cut inside characters; one bad byte far in.
  std::string bytes = "名,值\n";
  while (bytes.size() < 3 << 20) bytes += "清源县,一二三\n";
  bytes += "坏\xFF,1\n";
  SourceOptions options;
  options.encoding = Encoding::utf8;
  auto source = csv(bytes, options);
  RawRow row;
  int64_t rows = 0;
  while (*(*source)->next(row)) {
    if (++rows == 1 || row.cells[0].text == "清源县") continue;
    EXPECT_EQ(row.cells[0].text, "坏\xEF\xBF\xBD");
  }
  EXPECT_EQ((*source)->notes().damaged_characters, 1);
}

TEST(Csv, WhatIsWrittenByTheStandardReadsBack) {
  rc::check([] {
    const auto field = rc::gen::container<std::string>(rc::gen::element('a', 'b', ',', '"', '\n', ' ', ';'));
    const size_t width = *rc::gen::inRange<size_t>(2, 5);
    const auto table = *rc::gen::container<std::vector<std::vector<std::string>>>(
        rc::gen::container<std::vector<std::string>>(width, field));
    std::string bytes;
    for (const auto& record : table) {
      for (size_t i = 0; i < width; ++i) {
        bytes += i ? "," : "";
        bytes += '"';
        for (const char c : record[i]) bytes += c == '"' ? std::string("\"\"") : std::string(1, c);
        bytes += '"';
      }
      bytes += "\n";
    }
    SourceOptions options;
    options.delimiter = ',';
    auto source = csv(bytes, options);
    RawRow row;
    size_t at = 0;
    while (*(*source)->next(row)) {
      RC_ASSERT(row.broken.empty());
      RC_ASSERT(row.cells.size() == width);
      for (size_t i = 0; i < width; ++i) RC_ASSERT(std::string(row.cells[i].text) == table[at][i]);
      ++at;
    }
    RC_ASSERT(at == table.size());
  });
}

TEST(Csv, NoLineIsLostWhateverTheBytes) {
  rc::check([] {
    const auto bytes =
        *rc::gen::container<std::string>(rc::gen::element('a', ',', '"', '\n', '\r', ' ', '\t'));
    int64_t line_ends = 0;
    for (size_t i = 0; i < bytes.size(); ++i) {
      line_ends += bytes[i] == '\n' || (bytes[i] == '\r' && (i + 1 == bytes.size() || bytes[i + 1] != '\n'));
    }
    SourceOptions options;
    options.encoding = Encoding::utf8;
    options.delimiter = ',';
    auto source = csv(bytes + "\nend,end", options);  // the last line must come out where it stands
    RawRow row;
    int64_t last = 0;
    while (*(*source)->next(row)) {
      RC_ASSERT(row.row_number > last);
      last = row.row_number;
    }
    const bool joins = !bytes.empty() && bytes.back() == '\r';
    RC_ASSERT(last <= line_ends + (joins ? 1 : 2));
  });
}

}  // namespace
}  // namespace qy
