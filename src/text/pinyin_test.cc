#include "text/pinyin.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "text/similarity.h"
#include "text/utf8.h"

namespace qy {
namespace {

TEST(Pinyin, LeavesWhatIsNotChinese) {
  EXPECT_EQ(pinyin(""), "");
  EXPECT_EQ(pinyin("ABC 12"), "abc 12");
  EXPECT_EQ(pinyin(U'a'), "");
  EXPECT_EQ(pinyin("A座三楼"), "a zuo san lou");
  EXPECT_EQ(name_pinyin(""), "");
  EXPECT_EQ(name_pinyin("Smith"), "smith");
}

TEST(Pinyin, ReadsCharactersAsMostlyRead) {
  EXPECT_EQ(pinyin("吕绿"), "lv lv");
  EXPECT_EQ(pinyin("王小明"), "wang xiao ming");
  EXPECT_EQ(pinyin("单位"), "dan wei");
  EXPECT_EQ(pinyin("黄埔"), "huang pu");
  EXPECT_EQ(pinyin("\U0002C0A9"), "jia") << "𬂩, of the 2013 table's third class, is not missed";
}

// 《现代汉语词典》: how a surname is read.
TEST(Pinyin, ReadsSurnamesAsSurnames) {
  for (const auto& [name, reading] :
       std::vector<std::pair<const char*, const char*>>{{"单小明", "shan xiao ming"},
                                                        {"仇小明", "qiu xiao ming"},
                                                        {"任小明", "ren xiao ming"},
                                                        {"区小明", "ou xiao ming"},
                                                        {"解小明", "xie xiao ming"},
                                                        {"曾小明", "zeng xiao ming"},
                                                        {"查小明", "zha xiao ming"},
                                                        {"朴小明", "piao xiao ming"},
                                                        {"翟小明", "zhai xiao ming"},
                                                        {"盖小明", "ge xiao ming"},
                                                        {"尉迟小明", "yu chi xiao ming"},
                                                        {"万俟小明", "mo qi xiao ming"},
                                                        {"长孙小明", "zhang sun xiao ming"},
                                                        {"令狐小明", "ling hu xiao ming"},
                                                        {"欧阳小明", "ou yang xiao ming"},
                                                        {"小单", "xiao dan"},
                                                        {"单", "shan"}})
    EXPECT_EQ(name_pinyin(name), reading) << name;
  EXPECT_EQ(surname_readings(U"覃"), (std::vector<std::string>{"qin", "tan"}));
  EXPECT_EQ(surname_readings(U"尉迟"), (std::vector<std::string>{"yuchi"}));
  EXPECT_EQ(surname_readings(U"王"), (std::vector<std::string>{"wang"}));
  EXPECT_TRUE(surname_readings(U"的").empty());
}

TEST(Pinyin, ForgetsWhatAnAccentForgets) {
  EXPECT_EQ(fuzzy(pinyin("张宁")), fuzzy(pinyin("臧玲")));
  EXPECT_EQ(fuzzy(pinyin("付强")), fuzzy(pinyin("胡强")));
  EXPECT_NE(fuzzy(pinyin("张宁")), fuzzy(pinyin("张明")));
  EXPECT_EQ(fuzzy("e n"), "e n") << "a syllable of one letter stays";
}

TEST(Simplified, TurnsOldAndTraditionalFormsIntoCommonOnes) {
  EXPECT_EQ(simplified("鍾國華"), "钟国华");
  EXPECT_EQ(simplified("蕭葉"), "萧叶");
  EXPECT_EQ(simplified("姊妹"), "姊妹") << "another word, not another form";
  EXPECT_EQ(simplified("Ab 1"), "Ab 1");
}

TEST(Surname, CompoundOnesFirst) {
  EXPECT_EQ(surname_length(U"欧阳修"), 2U);
  EXPECT_EQ(surname_length(U"王小明"), 1U);
  EXPECT_EQ(surname_length(U"付小明"), 1U);
  EXPECT_EQ(surname_length(U"的小明"), 0U);
  EXPECT_EQ(surname_length(U""), 0U);
}

// 呣 ḿ and 嗯 ńg are said without a vowel; 兙 and a few like it are read as two words, and have no syllable.
TEST(Pinyin, EveryCharacterOfTheCommonRangeIsSaidInLetters) {
  int silent = 0;
  for (char32_t c = 0x4E00; c < 0x9FA6; ++c) {
    const std::string& said = pinyin(c);
    silent += said.empty() ? 1 : 0;
    ASSERT_EQ(said.find_first_not_of("abcdefghijklmnopqrstuvwxyz"), std::string::npos) << said;
  }
  EXPECT_LT(silent, 60);
  EXPECT_EQ(pinyin(U'呣'), "m");
}

// Whatever the text: one syllable a Chinese character that has one, the character itself where it has none;
// simplifying twice is once.
RC_GTEST_PROP(Pinyin, IsOneSyllableACharacter, ()) {
  std::string text;
  const auto length = *rc::gen::inRange<size_t>(1, 6);
  for (size_t i = 0; i < length; ++i) append_utf8(char32_t(*rc::gen::inRange(0x4E00, 0x9FA6)), text);
  const std::string said = pinyin(std::string_view(text));
  RC_ASSERT(size_t(std::count(said.begin(), said.end(), ' ')) <= length - 1);
  for (const char32_t c : code_points(said))
    RC_ASSERT(c == ' ' || (c >= 'a' && c <= 'z') || pinyin(c).empty());
  RC_ASSERT(simplified(std::string_view(simplified(std::string_view(text)))) ==
            simplified(std::string_view(text)));
}

}  // namespace
}  // namespace qy
