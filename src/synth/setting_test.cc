#include "synth/setting.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "base/disk.h"

namespace qy::synth {
namespace {

constexpr Scheme kGhosts{"ghost-meals", PlantKind::wrongdoing, "D01", 0.5, ""};
constexpr Scheme kRollLag{"roll-lag", PlantKind::lookalike, "D01", 2.0, ""};

Result<Setting> read(const std::string& yaml) {
  const auto file = std::filesystem::temp_directory_path() / "qy_synth_setting.yaml";
  EXPECT_TRUE(write_file(file, yaml).ok());
  return Setting::load(file);
}

TEST(Setting, RefusesWhatNobodyWouldNotice) {
  for (const char* yaml :
       {"seeds: 4\n", "rates: {meals: {wrongdoing: 2}}\n", "rates: {schools: {wrong: 2}}\n",
        "schemes: {ghost-meals: many}\n", "mix: {weather: 3}\n", "mix: {absent_percent: -3}\n"})
    EXPECT_FALSE(read(yaml).ok()) << yaml;
}

TEST(Setting, RefusesASchemeThatNobodyPlants) {
  const auto setting = read("schemes: {ghost-meal: 2}\n");
  ASSERT_TRUE(setting.ok());
  setting->rate(kGhosts);
  const auto checked = setting->check_schemes();
  ASSERT_FALSE(checked.ok());
  EXPECT_NE(checked.error().message.find("ghost-meal"), std::string::npos);
}

TEST(Setting, MultipliesByDomainAndReplacesByScheme) {
  const auto setting = read(
      "seed: 77\nrates:\n  all: {wrongdoing: 2}\n  schools: {wrongdoing: 3, lookalike: 0.5}\n"
      "schemes: {roll-lag: 7}\nmix: {absent_percent: 9}\n");
  ASSERT_TRUE(setting.ok()) << setting.error().message;
  EXPECT_EQ(setting->seed(), 77U);
  EXPECT_DOUBLE_EQ(setting->rate(kGhosts), 0.5 * 2 * 3);
  EXPECT_DOUBLE_EQ(setting->rate(kRollLag), 7 * 0.5);
  EXPECT_DOUBLE_EQ(setting->factor("housing", PlantKind::wrongdoing), 2);
  EXPECT_DOUBLE_EQ(setting->mix("absent_percent"), 9);
  EXPECT_DOUBLE_EQ(Setting().mix("absent_percent"), 5);
}

}  // namespace
}  // namespace qy::synth
