#include "text/divisions.h"

#include <gtest/gtest.h>

namespace qy {
namespace {

using Codes = std::vector<std::string>;

TEST(Divisions, HaveNoCodeThatIsNotInTheTable) {
  EXPECT_EQ(leading_divisions(U"某某县东街").length, 0U);
  EXPECT_EQ(leading_divisions(U"").length, 0U);
  EXPECT_EQ(division_name("999999"), "");
  EXPECT_TRUE(current_codes("999999").empty());
  EXPECT_FALSE(may_be_one_place("999999", "999999"));
}

// Codes of the Ministry of Civil Affairs.
TEST(Divisions, AreReadFromTheFrontOfAnAddress) {
  struct Row {
    const char32_t* text;
    size_t length;
    const char* code;
  };
  for (const Row& row : std::vector<Row>{{U"湖北省宜昌市夷陵区东城路1号", 9, "420506"},
                                         {U"宜昌枝江马家店", 4, "420583"},
                                         {U"湖北枝江马家店", 4, "420583"},
                                         {U"北京市海淀区中关村", 6, "110108"},
                                         {U"北京海淀中关村", 4, "110108"},
                                         {U"内蒙古赤峰市", 6, "150400"},
                                         {U"湖北恩施利川市", 7, "422802"},
                                         {U"夷陵区东城路", 3, "420506"},
                                         {U"鼓楼区中山路", 3, ""},
                                         {U"南京市鼓楼区中山路", 6, "320106"},
                                         {U"平安路1号", 0, ""},
                                         {U"和平大道", 0, ""},
                                         {U"中山路1号", 0, ""},
                                         {U"宜昌西陵一路", 2, "420500"}}) {
    const LeadingDivisions read = leading_divisions(row.text);
    EXPECT_EQ(read.length, row.length);
    EXPECT_EQ(read.code, row.code);
  }
  EXPECT_EQ(leading_divisions(U"宜昌", 2).length, 0U) << "a bare name must leave something";
}

// 宜昌县 became 夷陵区 in 2001; 重庆 left Sichuan in 1997.
TEST(Divisions, GoOnInTheirSuccessors) {
  EXPECT_EQ(leading_divisions(U"湖北省宜昌县小溪塔").code, "420521");
  EXPECT_EQ(current_codes("420521"), (Codes{"420504", "420506"})) << "a part of it had gone to 点军区";
  EXPECT_EQ(current_codes("420506"), Codes{"420506"});
  EXPECT_TRUE(may_be_one_place("420521", "420506"));
  EXPECT_TRUE(may_be_one_place("420521", "420500")) << "a county lies in its city";
  EXPECT_FALSE(may_be_one_place("420521", "420583"));
  EXPECT_EQ(division_name("420521"), "宜昌县");
  EXPECT_EQ(division_name("110102"), "西城区");
}

}  // namespace
}  // namespace qy
