#include "text/person_name.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "text/distance.h"
#include "text/utf8.h"

namespace qy {
namespace {

std::string likeness(std::string_view a, std::string_view b) {
  const NameLikeness there = compare_names(read_person_name(a), read_person_name(b));
  const NameLikeness back = compare_names(read_person_name(b), read_person_name(a));
  EXPECT_EQ(there, back) << a << " / " << b;
  constexpr const char* kWords[] = {"same",       "forms", "sound",         "shape",
                                    "other_name", "part",  "one_character", "different"};
  return kWords[size_t(there)];
}

TEST(PersonName, KeepsDifferentPeopleApart) {
  EXPECT_EQ(likeness("王小明", "李芳"), "different");
  EXPECT_EQ(likeness("王小明", ""), "different");
  EXPECT_EQ(likeness("王芳", "王伟"), "different") << "one of two characters is half a name";
  EXPECT_EQ(likeness("王芳", "李芳"), "different");
  EXPECT_EQ(likeness("王小明", "王大力"), "different");
  EXPECT_EQ(likeness("单小明", "丹小明"), "one_character") << "the surname reads shan";
  EXPECT_EQ(likeness("欧阳芳", "阳芳"), "one_character") << "the end of a compound surname is no marriage";
  EXPECT_EQ(likeness("阿依古丽·买买提", "阿依"), "different") << "not a whole part";
}

TEST(PersonName, SaysWhyNamesAreAlike) {
  for (const auto& [a, b, level] : std::vector<std::tuple<const char*, const char*, const char*>>{
           {"王小明", "王 小 明", "same"},
           {"王小明", "王小明（女）", "same"},
           {"鍾國華", "钟国华", "forms"},
           {"买买提·艾力", "买买提•艾力", "same"},
           {"买买提·艾力", "买买提.艾力", "same"},
           {"买买提·艾力", "买买提艾力", "forms"},
           {"单雄信", "单雄鑫", "sound"},
           {"单雄信", "山雄信", "sound"},
           {"覃小明", "秦小明", "sound"},
           {"覃小明", "谭小明", "sound"},
           {"萧小明", "肖小明", "sound"},
           {"尉迟小明", "玉池小明", "sound"},
           {"张己", "张巳", "shape"},
           {"张未明", "张末铭", "shape"},
           {"王淑芬", "陈王淑芬", "other_name"},
           {"张氏", "王张氏", "other_name"},
           {"张三丰（曾用名：李四海）", "李四海", "other_name"},
           {"张三丰 曾用名李四海", "李四海", "other_name"},
           {"张三丰(李四海)", "李四海", "other_name"},
           {"阿依古丽·买买提", "阿依古丽", "part"},
           {"王小明", "王小朋", "one_character"},
           {"王小明", "王明", "one_character"},
           {"王小明", "王明小", "one_character"},
           {"欧阳小明", "欧阳明", "one_character"},
           {"Zhao Liu", "zhao liu", "same"}})
    EXPECT_EQ(likeness(a, b), level) << a << " / " << b;
}

TEST(PersonName, TakesApart) {
  EXPECT_EQ(surname("欧阳小明"), "欧阳");
  EXPECT_EQ(given_name("欧阳小明"), "小明");
  EXPECT_EQ(surname("買買提·艾力"), "");
  EXPECT_EQ(given_name("买买提·艾力"), "买买提艾力");
  EXPECT_EQ(shape_key("张末"), shape_key("张未"));
  EXPECT_NE(shape_key("张三"), shape_key("张四"));
}

// What a clerk may type.
std::string name_text() {
  std::string out;
  const auto length = *rc::gen::inRange<size_t>(0, 6);
  for (size_t i = 0; i < length; ++i)
    append_utf8(*rc::gen::elementOf(std::u32string(U"王欧阳单山小晓明未末·a(")), out);
  return out;
}

RC_GTEST_PROP(PersonName, IsSymmetricAndSameWithItself, ()) {
  const std::string a = name_text(), b = name_text();
  const PersonName of_a = read_person_name(a), of_b = read_person_name(b);
  RC_ASSERT(compare_names(of_a, of_b) == compare_names(of_b, of_a));
  RC_ASSERT(compare_names(of_a, of_a) == NameLikeness::same);
}

// The naive reference: the whole table of the edit distance.
RC_GTEST_PROP(PersonName, OneCharacterIsOneEdit, ()) {
  std::string a, b;
  for (std::string* text : {&a, &b}) {
    const auto length = *rc::gen::inRange<size_t>(2, 5);
    for (size_t i = 0; i < length; ++i) append_utf8(*rc::gen::elementOf(std::u32string(U"王芳伟磊")), *text);
  }
  const NameLikeness level = compare_names(read_person_name(a), read_person_name(b));
  if (level == NameLikeness::one_character) RC_ASSERT(edit_distance(a, b) == 1);
  if (level == NameLikeness::different)
    RC_ASSERT(edit_distance(a, b) > 1 || (a.size() <= 6 && b.size() <= 6));
}

}  // namespace
}  // namespace qy
