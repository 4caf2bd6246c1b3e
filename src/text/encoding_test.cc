#include "text/encoding.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <array>
#include <string>
#include <vector>

#include "text/utf8.h"

namespace qy {
namespace {

using namespace std::string_literals;

std::string decoded(Encoding encoding, std::string_view bytes) {
  Decoder decoder(encoding);
  std::string out;
  decoder.decode(bytes, true, out);
  return out;
}

std::string detected(std::string_view bytes) {
  const Result<Encoding> encoding = detect_encoding(bytes, true);
  return encoding.ok() ? std::string(name_of(*encoding)) : encoding.error().message;
}

std::string utf16(std::string_view utf8, bool is_little) {
  std::string out;
  for (size_t at = 0; at < utf8.size();) {
    const char32_t c = next_code_point(utf8, at);
    out += is_little ? char(c & 0xFF) : char(c >> 8);
    out += is_little ? char(c >> 8) : char(c & 0xFF);
  }
  return out;
}

// One cell pasted from elsewhere must not turn a ledger of 500 rows into another script.
TEST(DetectEncoding, ADamagedByteLeavesUtf8WhatItIs) {
  std::string ledger;
  for (int i = 0; i < 500; ++i) ledger += "清源县示范局,示范商贸有限公司," + std::to_string(i) + "\n";
  EXPECT_EQ(*detect_encoding(ledger + "\xC3\x28,\xFF,1\n", true), Encoding::utf8);
  EXPECT_EQ(*detect_encoding(*to_gb18030(ledger) + "\xC3\x28,\xFF,1\n", true), Encoding::gb18030);
  EXPECT_EQ(*detect_encoding("TOTAL \xA3"
                             "25,000 caf\xE9\n",
                             true),
            Encoding::windows1252);
}

TEST(DetectEncoding, TwoEncodingsInOneFileAreNotGuessedAt) {
  std::string ledger;
  for (int i = 0; i < 20; ++i) ledger += "清源县示范局,示范商贸有限公司," + std::to_string(i) + "\n";
  const auto mixed = detect_encoding(ledger + *to_gb18030(ledger), true);
  ASSERT_FALSE(mixed.ok());
  EXPECT_TRUE(mixed.error().message.starts_with("这份文件有两种编码：有的行是 UTF-8，第 21 行等不是"))
      << mixed.error().message;
  EXPECT_FALSE(detect_encoding(*to_gb18030(ledger) + ledger, true).ok());
}

TEST(DetectEncoding, RefusesWhatIsNoTextByName) {
  struct Row {
    std::string bytes;
    const char* named;
  };
  for (const Row& row : std::vector<Row>{
           {"%PDF-1.7\n", "PDF"},
           {"\x89PNG\r\n\x1A\n", "PNG"},
           {"\xFF\xD8\xFF\xE0", "JPEG"},
           {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"s, "OLE"},
           {"\x7F\x45LF\x02\x01", "ELF"},
           {"PK\x03\x04\x14", "ZIP"},
           {"\x1F\x8B\x08", "gzip"},
           {"Rar!\x1A\x07", "RAR"},
           {"SQLite format 3\0"s, "SQLite"},
           {"\xFF\xFE\0\0a\0\0\0"s, "UTF-32"},
           {"a\0b\0\0\0\x01\x02\x03\0\0"s, "NUL"},
           {std::string(100, '\0'), "NUL"},
           {"\x01\x02\x03\x04\x05\x06", "binary"},
           // "VENDOR  AMOUNT 1234567890" and so on, from a mainframe
           {"\xE5\xC5\xD5\xC4\xD6\xD9\x40\x40\xC1\xD4\xD6\xE4\xD5\xE3\x40\xF1\xF2\xF3\xF4\xF5\xF6\xF7\xF8\xF9"
            "\xF0\x25",
            "EBCDIC"},
       })
    EXPECT_NE(detected(row.bytes).find(row.named), std::string::npos)
        << row.named << ": " << detected(row.bytes);
}

TEST(DetectEncoding, TellsChineseFromWesternLedgers) {
  struct Row {
    std::string bytes;
    const char* encoding;
  };
  const std::string chinese = *to_gb18030("序号,姓名,补贴金额（元）\n1,张三,100.00\n");
  for (const Row& row : std::vector<Row>{
           {"", "utf8"},
           {"Date,Supplier,Amount\n", "utf8"},
           {"姓名,金额", "utf8"},
           {"\xEF\xBB\xBFname", "utf8"},
           {"\xFF\xFEn\0"s, "utf16le"},
           {"\xFE\xFF\0n"s, "utf16be"},
           {utf16("姓名,金额\r\n张三,100.00\r\n", true), "utf16le"},
           {utf16("姓名,金额\r\n张三,100.00\r\n", false), "utf16be"},
           {utf16("Name,Amount\r\n", true), "utf16le"},
           {chinese, "gb18030"},
           {"\x84\x31\x95\x33" + chinese, "gb18030"},
           {*to_gb18030("张三"), "gb18030"},
           {*to_gb18030("Date,Amount\n2024-01-05,100,备注\n"), "gb18030"},
           {*to_gb18030("金额：￥１００"), "gb18030"},
           {*to_gb18030("堃喆,赟镕,100,某镇\n"), "gb18030"},
           {"Amount \xA3\n\xA3"
            "1,234.50\n",
            "windows1252"},
           {"St Mary\x92s School,100\n", "windows1252"},
           {"Caf\xE9 Rouge,100\n", "windows1252"},
           {"caf\xE9", "windows1252"},
           {"G\xF6\xDFling GmbH,100\nM\xFCller,5\n", "windows1252"},
           {"Soci\xE9t\xE9 G\xE9n\xE9rale\n", "windows1252"},
           {"a\xA0\xA0\xA0\xA0"
            "b,1\n",
            "windows1252"},
           {"\x93quoted\x94 \x96 text\n", "windows1252"},
           // As found: UTF-8 saved once more beside a plain pound sign; a pound sign of another code page.
           {"Amount (\xA3)\nUnder \xC2\xA3"
            "3000,1\nUnder \xC2\xA3"
            "3000,2\n",
            "windows1252"},
           {"Under \xB6\x9C"
            "3000,1\nUnder \xB6\x9C"
            "3000,2\n",
            "windows1252"},
           {"INFORMA\xC7\xC3O,1\n", "windows1252"},
           {*to_gb18030("No,Sex\n1,男\n2,女\n"), "gb18030"},
           {*to_gb18030("No,Paid\n1,是\n2,否\n"), "gb18030"},
           {"20\xB0"
            "C,5\xBD inch\n",
            "windows1252"},
       })
    EXPECT_EQ(detected(row.bytes), row.encoding) << row.bytes;
}

TEST(DetectEncoding, ACutCharacterIsDamageOnlyAtTheRealEnd) {
  const std::string cut = "姓名,金\xE9\xA2";
  EXPECT_EQ(name_of(*detect_encoding(cut, false)), "utf8");
  EXPECT_NE(detected(cut), "utf8");
}

TEST(Encoding, Names) {
  EXPECT_EQ(*encoding_named("GBK"), Encoding::gb18030);
  EXPECT_EQ(*encoding_named("UTF-8"), Encoding::utf8);
  EXPECT_EQ(*encoding_named("windows-1252"), Encoding::windows1252);
  EXPECT_FALSE(encoding_named("big5").ok());
  EXPECT_FALSE(encoding_named("").ok());
  for (const Encoding e :
       {Encoding::utf8, Encoding::gb18030, Encoding::utf16le, Encoding::utf16be, Encoding::windows1252})
    EXPECT_EQ(*encoding_named(name_of(e)), e);
}

TEST(Decoder, ReplacesAndCountsDamage) {
  struct Row {
    Encoding encoding;
    std::string bytes;
    const char* text;
    int damaged;
  };
  for (const Row& row : std::vector<Row>{
           {Encoding::utf8,
            "a\xFF"
            "b",
            "a\xEF\xBF\xBD"
            "b",
            1},
           {Encoding::utf8, "a\xE4\xB8", "a\xEF\xBF\xBD", 1},                            // cut off by the end
           {Encoding::utf8, "\xC0\x80", "\xEF\xBF\xBD\xEF\xBF\xBD", 2},                  // overlong
           {Encoding::utf8, "\xED\xA0\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD", 3},  // surrogate
           {Encoding::utf8, "\xEF\xBB\xBFx", "x", 0},
           {Encoding::gb18030, "\xD5\xC5\xC8\xFD", "张三", 0},
           {Encoding::gb18030, "\xD5", "\xEF\xBF\xBD", 1},
           {Encoding::gb18030, "\xD5,5", "\xEF\xBF\xBD,5", 1},  // the comma must survive
           {Encoding::gb18030, "\xFF", "\xEF\xBF\xBD", 1},
           {Encoding::gb18030, "\x80", "€", 0},
           {Encoding::gb18030, "\x81\x30\x81\x30", "\xC2\x80", 0},
           {Encoding::gb18030, "\x90\x30\x81\x30", "\xF0\x90\x80\x80", 0},
           {Encoding::gb18030, "\xE3\x32\x9A\x35", "\xF4\x8F\xBF\xBF", 0},  // U+10FFFF
           {Encoding::windows1252, "\xA3\x92\xE9", "£’é", 0},
           {Encoding::windows1252, "\x81", "\xEF\xBF\xBD", 1},
           {Encoding::utf16le, "\x20\x5F"s, "张", 0},
           {Encoding::utf16le, "\x40\xD8\x87\xDC", "𠂇", 0},
           {Encoding::utf16le,
            "\x40\xD8"
            "a\0"s,
            "\xEF\xBF\xBD"
            "a",
            1},
           {Encoding::utf16le, "a", "\xEF\xBF\xBD", 1},
           {Encoding::utf16be, "\xD8\x40", "\xEF\xBF\xBD", 1},
       }) {
    Decoder decoder(row.encoding);
    std::string out;
    decoder.decode(row.bytes, true, out);
    EXPECT_EQ(out, row.text) << name_of(row.encoding);
    EXPECT_EQ(decoder.damaged(), row.damaged) << row.text;
  }
}

// Each of the 18 characters that the edition of 2022 moved out of the private use area.
TEST(Gb18030, CharactersMovedIn2022) {
  struct Row {
    const char* name;
    const char* two_bytes;
    const char* four_bytes;
    const char32_t private_use;
    const char32_t code_point;
  };
  for (const Row& row : std::vector<Row>{
           {"vertical comma", "\xA6\xD9", "\x84\x31\x82\x36", 0xE78D, 0xFE10},
           {"vertical ideographic full stop", "\xA6\xDA", "\x84\x31\x82\x38", 0xE78E, 0xFE12},
           {"vertical ideographic comma", "\xA6\xDB", "\x84\x31\x82\x37", 0xE78F, 0xFE11},
           {"vertical colon", "\xA6\xDC", "\x84\x31\x82\x39", 0xE790, 0xFE13},
           {"vertical semicolon", "\xA6\xDD", "\x84\x31\x83\x30", 0xE791, 0xFE14},
           {"vertical exclamation mark", "\xA6\xDE", "\x84\x31\x83\x31", 0xE792, 0xFE15},
           {"vertical question mark", "\xA6\xDF", "\x84\x31\x83\x32", 0xE793, 0xFE16},
           {"vertical left white lenticular bracket", "\xA6\xEC", "\x84\x31\x83\x33", 0xE794, 0xFE17},
           {"vertical right white lenticular bracket", "\xA6\xED", "\x84\x31\x83\x34", 0xE795, 0xFE18},
           {"vertical ellipsis", "\xA6\xF3", "\x84\x31\x83\x35", 0xE796, 0xFE19},
           {"U+9FB4", "\xFE\x59", "\x82\x35\x90\x37", 0xE81E, 0x9FB4},
           {"U+9FB5", "\xFE\x61", "\x82\x35\x90\x38", 0xE826, 0x9FB5},
           {"U+9FB6", "\xFE\x66", "\x82\x35\x90\x39", 0xE82B, 0x9FB6},
           {"U+9FB7", "\xFE\x67", "\x82\x35\x91\x30", 0xE82C, 0x9FB7},
           {"U+9FB8", "\xFE\x6D", "\x82\x35\x91\x31", 0xE832, 0x9FB8},
           {"U+9FB9", "\xFE\x7E", "\x82\x35\x91\x32", 0xE843, 0x9FB9},
           {"U+9FBA", "\xFE\x90", "\x82\x35\x91\x33", 0xE854, 0x9FBA},
           {"U+9FBB", "\xFE\xA0", "\x82\x35\x91\x34", 0xE864, 0x9FBB},
       }) {
    std::string text, was;
    append_utf8(row.code_point, text);
    append_utf8(row.private_use, was);
    EXPECT_EQ(decoded(Encoding::gb18030, row.two_bytes), text) << row.name;
    EXPECT_EQ(decoded(Encoding::gb18030, row.four_bytes), text) << row.name;
    EXPECT_EQ(*to_gb18030(text), row.two_bytes) << row.name;
    EXPECT_EQ(*to_gb18030(was), row.two_bytes) << row.name;
  }
}

// Six more whose two-byte codes once had no character but a private one; and m with acute, moved in 2005.
TEST(Gb18030, TwoByteCodesOfSupplementaryIdeographs) {
  EXPECT_EQ(decoded(Encoding::gb18030, "\xFE\x51"), "𠂇");
  EXPECT_EQ(decoded(Encoding::gb18030, "\xFE\x52"), "𠂉");
  EXPECT_EQ(decoded(Encoding::gb18030, "\xFE\x53"), "𠃌");
  EXPECT_EQ(decoded(Encoding::gb18030, "\xFE\x6C"), "𡗗");
  EXPECT_EQ(decoded(Encoding::gb18030, "\xFE\x76"), "𢦏");
  EXPECT_EQ(decoded(Encoding::gb18030, "\xFE\x91"), "𤇾");
  EXPECT_EQ(decoded(Encoding::gb18030, "\x95\x32\x90\x31"), "𠂇");
  EXPECT_EQ(*to_gb18030("𠂇"), "\x95\x32\x90\x31");
  EXPECT_EQ(decoded(Encoding::gb18030, "\xA8\xBC"), "ḿ");
  EXPECT_EQ(decoded(Encoding::gb18030, "\xA3\xA0"), "　");
}

TEST(Gb18030, EveryCharacterComesBack) {
  for (char32_t c = 1; c <= 0x10FFFF; c += c < 0x10000 ? 1 : 97) {
    const bool is_surrogate = c >= 0xD800 && c <= 0xDFFF;
    const bool is_private = c >= 0xE000 && c <= 0xF8FF;
    if (is_surrogate || is_private || c == kReplacement || c == 0xFEFF) continue;
    std::string text;
    append_utf8(c, text);
    ASSERT_EQ(decoded(Encoding::gb18030, *to_gb18030(text)), text) << std::hex << uint32_t(c);
  }
  EXPECT_EQ(*to_gb18030("\xEF\xBF\xBD"), "\x84\x31\xA4\x37");
  EXPECT_FALSE(to_gb18030("\xFF").ok());
}

RC_GTEST_PROP(Decoder, CutsMakeNoDifference, (const std::string& bytes)) {
  for (const Encoding e :
       {Encoding::utf8, Encoding::gb18030, Encoding::utf16le, Encoding::utf16be, Encoding::windows1252}) {
    Decoder whole(e), pieces(e);
    std::string expected, got;
    whole.decode(bytes, true, expected);
    for (size_t at = 0; at < bytes.size();) {
      const auto length = size_t(*rc::gen::inRange(1, 4));
      pieces.decode(std::string_view(bytes).substr(at, length), false, got);
      at += length;
    }
    pieces.decode("", true, got);
    RC_ASSERT(got == expected);
    RC_ASSERT(pieces.damaged() == whole.damaged());
    RC_ASSERT(well_formed_prefix(got) == got.size());
  }
}

TEST(LooksMojibake, KnowsTheMarks) {
  for (const char* text :
       {"锟斤拷", "CafÃ© Rouge", "Â£100", "St Maryâ€™s", "ä¸­å›½", "ï»¿Date", "涓浗浜烘皯", "濮撳悕閲戦"})
    EXPECT_TRUE(looks_mojibake(text)) << text;
  for (const char* text : {"", "plain", "中国", "中华人民共和国", "Café Rouge", "£100", "St Mary’s", "Größe",
                           "São João", "联通", "张三", "某某建设有限公司（某市）", "CAFÉ’s", "naïve", "20°C"})
    EXPECT_FALSE(looks_mojibake(text)) << text;
}

}  // namespace
}  // namespace qy
