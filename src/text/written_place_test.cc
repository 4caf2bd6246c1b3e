// One spelling of a place, and, first, what stays two places.
#include "text/written_place.h"

#include <gtest/gtest.h>

namespace qy {
namespace {

// "division text house|area"
std::string read(std::string_view text) {
  const WrittenPlace place = read_written_place(text);
  return (place.division.empty() ? "-" : place.division) + " " + place.text +
         (place.is_house ? " house" : " area");
}

TEST(WrittenPlace, KeepsApartWhatMayBeTwoPlaces) {
  const char* pairs[][2] = {
      {"夷陵区东城路12号201室", "夷陵区东城路12号202室"},  // two flats
      {"夷陵区东城路12号2层", "夷陵区东城路12号3层"},      // two floors
      {"宜昌市夷陵区槐树巷7号", "宜昌市西陵区槐树巷7号"},  // one lane, two towns
      {"宜昌市夷陵区槐树巷7号", "槐树巷7号"},              // a town that is not said
      {"夷陵区东城路12号", "夷陵区东城路12号对面"},        // across the road
      {"夷陵区东城路12号", "夷陵区东城路12号旁"},
      {"夷陵区东城路12号", "夷陵区东城路12号附2号"},
      {"夷陵区小溪塔街道东城路12号", "夷陵区东城路12号"},  // a street office left out
      {"五一路3号", "51路3号"},                            // a name, not a number
      {"八一组3号", "81组3号"},
      {"东城路1号楼", "东城路1号"},
      {"东城路12号3栋", "东城路12号3单元"},
      {"东城路12号3栋", "东城路12号3座"},
      {"东城路12号3栋", "东城路123栋"},
      {"东城路1号2号", "东城路12号"},
      {"东城路1.2号", "东城路12号"},
      {"东城路1-2号", "东城路12号"},
  };
  for (const auto& [a, b] : pairs) EXPECT_NE(read(a), read(b)) << a;
}

TEST(WrittenPlace, BringsNumbersAndBuildingsToOneSpelling) {
  const char* pairs[][2] = {
      {"湖北省宜昌市夷陵区东城路十二号3幢二单元", "宜昌市夷陵区东城路12号3栋2单元"},
      {"东城路１２号　３号栋", "东城路12号3栋"},
      {"东城路12号3栋", "东城路12号3号幢"},
      {"青山村一组5号", "青山村1组5号"},
      {"东城路二十三号二〇一室", "东城路23号201室"},
      {"东城路一百零五号三层", "东城路105号3层"},
      {"东城路12号（a座）", "东城路12号(A座)"},
  };
  for (const auto& [a, b] : pairs) EXPECT_EQ(read(a), read(b)) << a;
}

TEST(WrittenPlace, TellsTheDivisionOnlyWhereItIsCertain) {
  EXPECT_EQ(read("湖北省宜昌市夷陵区东城路1号"), "420506 东城路1号 house");
  EXPECT_EQ(read("宜昌市东城路1号"), "420500 东城路1号 house");
  EXPECT_EQ(read("鼓楼区中山路1号"), "- 鼓楼区中山路1号 house") << "a dozen cities have one";
  EXPECT_EQ(read("东城路1号"), "- 东城路1号 house");
}

TEST(WrittenPlace, AVillageOrAStreetIsNoHouse) {
  EXPECT_EQ(read("宜昌市夷陵区分乡镇高场村"), "420506 分乡镇高场村 area");
  EXPECT_EQ(read("宜昌市夷陵区东城路"), "420506 东城路 area");
  EXPECT_EQ(read("青山村3组"), "- 青山村3组 area");
  EXPECT_EQ(read(""), "-  area");
}

}  // namespace
}  // namespace qy
