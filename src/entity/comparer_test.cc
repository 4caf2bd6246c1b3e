#include "entity/comparer.h"

#include <gtest/gtest.h>

#include "entity/small_records_test.h"

namespace qy {
namespace {

// The level that the first two records of `table` come to, by what a configuration writes of column a.
unsigned level_of(const std::string& table, const std::string& levels) {
  const Records records = records_of(table);
  Derived derived(records);
  const auto config = parse_link_config("compare: [{of: a, levels: [" + levels + "]}]\nblock: [a]", "c.yaml");
  EXPECT_TRUE(config.ok()) << config.error().message;
  const auto comparer = Comparer::prepare(*config, derived);
  return level_at(comparer->compare(0, 1), 0);
}

TEST(Comparer, PersonsNamesByTheLevelThatSaysWhy) {
  const std::string levels = "same, {person_name: forms}, {person_name: sound}, {person_name: one_character}";
  EXPECT_EQ(level_of("a\n王小明\n李芳", levels), 4U) << "none holds";
  EXPECT_EQ(level_of("a|b\n王小明|x\n|y", levels), kNoLevel) << "a side says nothing";
  EXPECT_EQ(level_of("a\n王小明\n王小明", levels), 0U);
  EXPECT_EQ(level_of("a\n鍾國華\n钟国华", levels), 1U);
  EXPECT_EQ(level_of("a\n单小明\n单晓明", levels), 2U);
  EXPECT_EQ(level_of("a\n张未明\n张末明", levels), 3U) << "a shape variant is closer than one character";
}

TEST(Comparer, OrganisationsAndMaskedNumbers) {
  const std::string levels = "{organisation: short}, {organisation: branch}";
  EXPECT_EQ(level_of("a\n天河建筑有限公司\n地利建筑有限公司", levels), 2U);
  EXPECT_EQ(level_of("a\n宜昌市天河建筑有限公司\n天河建筑", levels), 0U);
  EXPECT_EQ(level_of("a\n天河建筑有限公司\n天河建筑有限公司西陵分公司", levels), 1U)
      << "tied, and told apart";
  EXPECT_EQ(level_of("a\n138****1234\n13800001235", "{masked: 7}"), 1U);
  EXPECT_EQ(level_of("a\n138****1234\n13800001234", "{masked: 8}"), 1U) << "seven agree";
  EXPECT_EQ(level_of("a\n138****1234\n13800001234", "{masked: 7}"), 0U);
}

TEST(Comparer, Addresses) {
  const std::string levels = "{address: same}, {address: partly}";
  EXPECT_EQ(level_of("a\n西陵区胜利四路22号翠园小区\n伍家岗区桔城路5号春晓公寓", levels), 2U);
  EXPECT_EQ(level_of("a\n西陵区胜利四路22号翠园小区三栋\n西陵区胜利四路22号翠园小区3栋", levels), 0U);
  EXPECT_EQ(level_of("a\n西陵区胜利四路22号翠园小区三栋\n西陵区胜利四路22号翠园小区5栋", levels), 1U);
}

TEST(Comparer, NamesInWords) {
  EXPECT_EQ(level_of("a\nEXAMPLE BANK AG\nSAMPLE BANK AG", "{firm_words: 0.8}"), 1U);
  EXPECT_EQ(level_of("a\nEXAMPLE BANK AG\nBank Example", "{firm_words: 0.95}"), 0U)
      << "order and form say nothing";
  EXPECT_EQ(level_of("a\nN. Example\nNURSULTAN EXAMPLE", "{person_words: 0.8}"), 0U);
}

TEST(Comparer, NumbersAndDaysByHowFarApart) {
  const std::string levels = "same, {difference: 1}, {percent: 2}, {percent: 10}";
  EXPECT_EQ(level_of("a\n12A\n12B", levels), 4U) << "no numbers";
  EXPECT_EQ(level_of("a\n12\n12B", levels), 4U) << "one is none";
  EXPECT_EQ(level_of("a\n12\n11.5", levels), 1U);
  EXPECT_EQ(level_of("a\n1,200.50\n1224", levels), 2U) << "23.5 is 1.92 % of 1224";
  EXPECT_EQ(level_of("a\n1200\n1225", levels), 3U) << "25 is 2.04 % of 1225";
  EXPECT_EQ(level_of("a\n-100\n100", levels), 4U) << "a payment and its reversal";
  EXPECT_EQ(level_of("a\n2024-02-28\n2024-03-01", "{days: 1}, {days: 2}"), 1U) << "a leap year";
  EXPECT_EQ(level_of("a\n2024-02-28\n2024-03-01", "{days_later: 1}, {days_later: 2}"), 1U);
  EXPECT_EQ(level_of("a\n2024-03-01\n2024-02-28", "{days_later: 1}, {days_later: 2}"), 2U) << "back in time";
}

TEST(Comparer, RefusesALevelWordThatIsNone) {
  const auto config =
      parse_link_config("compare:\n  - {of: a, levels: [{person_name: like}]}\nblock: [a]", "c.yaml");
  ASSERT_FALSE(config.ok());
  EXPECT_NE(config.error().message.find("c.yaml:2"), std::string::npos);
  EXPECT_NE(config.error().message.find("one_character"), std::string::npos);
}

}  // namespace
}  // namespace qy
