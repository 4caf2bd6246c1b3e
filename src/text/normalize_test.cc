#include "text/normalize.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <vector>

#include "text/utf8.h"

namespace qy {
namespace {

struct Row {
  const char* text;
  const char* expected;
};

TEST(Normalize, MakesACopyForMatching) {
  for (const Row& row : std::vector<Row>{
           {"", ""},
           {"   ", ""},
           {"plain text", "plain text"},
           {"  two   blanks\t\n here ", "two blanks here"},
           {"ＡＢＣ１２３（元）", "ABC123(元)"},
           {"￥１，２３４．５０", "¥1,234.50"},
           {"　张　三　", "张 三"},
           {"a\xC2\xA0"
            "b",
            "a b"},                       // no-break space
           {"\xEF\xBB\xBF姓名", "姓名"},  // byte-order mark
           {"张\xE2\x80\x8B三", "张三"},  // zero-width space
           {"a\x01"
            "b\x7F",
            "ab"},                                // controls
           {"\xE2\xBC\x80\xE2\xBC\x9D", "一口"},  // Kangxi radicals, as PDF files give them
           {"\xEF\xA4\x80", "豈"},                // compatibility ideograph U+F900
           {"bad\xFF"
            "byte",
            "bad\xEF\xBF\xBD"
            "byte"},
       })
    EXPECT_EQ(normalize(row.text), row.expected) << row.text;
}

TEST(FoldKey, LeavesWhatAHeaderMeans) {
  for (const Row& row : std::vector<Row>{{"", ""},
                                         {"金额（元）", "金额元"},
                                         {"金额 (元)", "金额元"},
                                         {"Net Amount", "netamount"},
                                         {"NET_AMOUNT", "netamount"},
                                         {"Amount (£)", "amount£"},
                                         {"Supplier's Name:", "suppliersname"},
                                         {"补贴金额/其中:中央", "补贴金额其中中央"},
                                         {"姓　名", "姓名"},
                                         {"身份证号码*", "身份证号码"},
                                         {"ＩＤ", "id"},
                                         {"ÉTÉ", "été"}})
    EXPECT_EQ(fold_key(row.text), row.expected) << row.text;
}

TEST(IsPlaceholder, KnowsWhatIsSaidToBeEmpty) {
  for (const char* text : {"",
                           " ",
                           "　",
                           "-",
                           "--",
                           "—",
                           "——",
                           "－",
                           "/",
                           "／",
                           "\\",
                           "无",
                           "无。",
                           "暂无",
                           "没有",
                           "空",
                           "不详",
                           "未知",
                           "N/A",
                           "n/a",
                           "#N/A",
                           "NA",
                           "NaN",
                           "NULL",
                           "null",
                           "None",
                           "(null)",
                           "nil",
                           "详见公告",
                           "详见正文",
                           "详细请见正文",
                           "详细见公告内容",
                           "详见中标结果公告",
                           "见附件",
                           "不适用",
                           "待定",
                           "TBC",
                           "\xE2\x80\x8B",
                           "\xC2\xA0"}) {
    EXPECT_TRUE(is_placeholder(text)) << text;
  }
}

TEST(IsPlaceholder, LeavesRealContentAlone) {
  for (const char* text : {"0",
                           "-1",
                           "无锡",
                           "无为市",
                           "空军医院",
                           "未来公司",
                           "na li",
                           "Nan",
                           "Nathan",
                           "Noneley Ltd",
                           "Null & Sons",
                           "见贤村",
                           "见义勇为基金",
                           "详见",
                           "不锈钢管",
                           "暂列金额",
                           "待遇",
                           "略阳县",
                           "请愿",
                           "/24",
                           "N",
                           "张三",
                           "详见公告的第三条及其后各条",
                           "U",
                           "T",
                           "没有名字的公司"})
    EXPECT_FALSE(is_placeholder(text)) << text;
}

TEST(NormalizeName, MakesEqualNamesEqual) {
  const std::vector<std::vector<const char*>> groups{
      {"张三", "张 三", "张　三", " 张三 ", "张\xE2\x80\x8B三"},
      {"某某（某市）建设有限公司", "某某(某市)建设有限公司", "某某 〔某市〕 建设有限公司",
       "某某【某市】建设有限公司"},
      {"acme (uk) ltd", "ACME (UK) Ltd", "ACME  [UK] LTD", "ＡＣＭＥ (UK) LTD"},
      {"阿依·买买提", "阿依•买买提", "阿依・买买提", "阿依‧买买提"},
      {"O'Brien", "O’Brien", "o`brien"},
      {"A－B公司", "A—B公司", "a-b 公司"},
      {"café", "CAFÉ"},
  };
  for (const auto& group : groups)
    for (const char* name : group) EXPECT_EQ(normalize_name(name), normalize_name(group[0])) << name;
  EXPECT_NE(normalize_name("ACME UK"), normalize_name("ACMEUK"));
  EXPECT_NE(normalize_name("张三"), normalize_name("张四"));
}

// Characters that the functions treat in their own way, mixed with anything.
rc::Gen<std::string> texts() {
  const auto piece = rc::gen::elementOf(std::vector<std::string>{" ",
                                                                 "　",
                                                                 "\t",
                                                                 "\xC2\xA0",
                                                                 "\xE2\x80\x8B",
                                                                 "\xEF\xBB\xBF",
                                                                 "Ａ",
                                                                 "ａ",
                                                                 "１",
                                                                 "（",
                                                                 "）",
                                                                 "［",
                                                                 "￥",
                                                                 "中",
                                                                 "国",
                                                                 "·",
                                                                 "é",
                                                                 "a",
                                                                 "Z",
                                                                 "-",
                                                                 "—",
                                                                 "'",
                                                                 "’",
                                                                 "\xFF",
                                                                 "\x80",
                                                                 "\xE4\xB8",
                                                                 "\xEF\xA4\x80",
                                                                 "\xE2\xBC\x80",
                                                                 "\xF0\xA0\x82\x87",
                                                                 "ß",
                                                                 "ﬁ",
                                                                 "。",
                                                                 "\x7F",
                                                                 "\x01",
                                                                 "`",
                                                                 "["});
  return rc::gen::map(rc::gen::container<std::vector<std::string>>(piece),
                      [](const std::vector<std::string>& pieces) {
                        std::string out;
                        for (const std::string& p : pieces) out += p;
                        return out;
                      });
}

RC_GTEST_PROP(Normalize, TwiceIsOnce, ()) {
  const std::string text = *texts();
  const std::string once = normalize(text);
  RC_ASSERT(normalize(once) == once);
  RC_ASSERT(well_formed_prefix(once) == once.size());
}

RC_GTEST_PROP(Normalize, NamesAndKeysAreStableToo, ()) {
  const std::string text = *texts();
  const std::string name = normalize_name(text), key = fold_key(text);
  RC_ASSERT(normalize_name(name) == name);
  RC_ASSERT(normalize_name(normalize(text)) == name);
  RC_ASSERT(fold_key(key) == key);
}

RC_GTEST_PROP(Normalize, AnyBytesGiveText, (const std::string& bytes)) {
  const std::string text = normalize(bytes);
  RC_ASSERT(well_formed_prefix(text) == text.size());
  (void)is_placeholder(bytes);
}

}  // namespace
}  // namespace qy
