#include "law/time_limit.h"

#include <gtest/gtest.h>

namespace qy {
namespace {

const std::filesystem::path kShared = std::filesystem::path(QY_SOURCE_DIR) / "procedures/shared";

const LawBook& laws() {
  static const LawBook book = *LawBook::load(kShared / "laws.yaml");
  return book;
}

Date day(const char* iso) {
  return *Date::from_iso(iso);
}

std::string refusal(const std::string& basis) {
  const Yaml entry = *Yaml::parse("id: x\n" + basis, "limits.yaml");
  const auto read = laws().read_basis(entry);
  return read.ok() ? "read" : read.error().message;
}

TEST(Provision, RefusesWhatNamesNoArticleAndSaysWhere) {
  EXPECT_EQ(refusal("basis: []").find("limits.yaml:1: 缺少依据 `basis`"), 0u);
  for (const char* basis : {"basis: [条例]", "basis: [条例 215]", "basis: [条例 215 X]", "basis: [条例 二 F]",
                            "basis: [条例 215 F F]"})
    EXPECT_NE(refusal(basis).find("条例 215 F；没有条号写 -"), std::string::npos) << basis;
  EXPECT_NE(refusal("basis: [刑法 383 F]").find("laws.yaml 里没有“刑法”"), std::string::npos);
  EXPECT_EQ(refusal("basis: [条例 215 F, 处分18 - F]"), "read");
}

TEST(Provision, TheDayOfTheActChoosesTheText) {
  const std::vector<Provision> basis{
      {"条例", "215", Mark::F}, {"条例21", "185", Mark::F}, {"规则", "30", Mark::M}};
  EXPECT_EQ(laws().cite(laws().binding_on(basis, day("2025-05-31"))).chinese,
            "《监察法实施条例（2021年）》第一百八十五条");
  EXPECT_EQ(laws().cite(laws().binding_on(basis, day("2025-06-01"))).text(),
            "《监察法实施条例（2025年修订）》第二百一十五条 (art. 215 of the Regulations Implementing the "
            "Supervision Law (revised 2025))");
  EXPECT_TRUE(laws().binding_on(basis, day("2021-09-19")).empty());  // M does not bind, whatever the day
}

TEST(Provision, ChineseNumbers) {
  const std::vector<std::pair<int, const char*>> rows{
      {5, "五"},         {10, "十"},          {15, "十五"},       {20, "二十"},  {101, "一百零一"},
      {110, "一百一十"}, {215, "二百一十五"}, {1005, "一千零五"}, {3000, "三千"}};
  for (const auto& [number, text] : rows) EXPECT_EQ(chinese_number(number), text);
}

TEST(TimeLimit, AllFiftyTwoAreThere) {
  const auto limits = load_time_limits(kShared / "time-limits.yaml", laws());
  ASSERT_TRUE(limits.ok()) << limits.error().message;
  EXPECT_EQ(limits->size(), 53u);  // the second half of AP-06 is written apart
  const auto binding = [&](const char* iso) {
    return std::count_if(limits->begin(), limits->end(), [&](const TimeLimit& limit) {
      return !laws().binding_on(limit.basis, day(iso)).empty();
    });
  };
  // TF-04 rests on a mark M alone. Before June 2025 these are unknown too: ME-01, 02, 03, 06, 07, 14, and the delivery after AP-06.
  EXPECT_EQ(binding("2026-03-02"), 52);
  EXPECT_EQ(binding("2025-05-31"), 45);
}

}  // namespace
}  // namespace qy
