#include "entity/link_config.h"

#include <gtest/gtest.h>

namespace qy {
namespace {

std::string refusal(const std::string& text) {
  const auto config = parse_link_config(text, "link.yaml");
  return config.ok() ? "taken" : config.error().message;
}

TEST(LinkConfig, RefusesWithTheLine) {
  EXPECT_NE(refusal("block: [a]").find("compare"), std::string::npos);
  EXPECT_NE(refusal("compare: [{of: a, levels: [same]}]").find("block"), std::string::npos);
  EXPECT_NE(refusal("compare:\n  - {of: a, levels: [like]}\nblock: [a]").find("link.yaml:2"),
            std::string::npos);
  EXPECT_NE(refusal("compare:\n  - {of: a, levels: [{jaro_winkler: 2}]}\nblock: [a]").find("jaro_winkler"),
            std::string::npos);
  EXPECT_NE(refusal("compare: [{of: a, levels: [same]}]\nblock: [a]\nthreshold: 1").find("threshold"),
            std::string::npos);
  EXPECT_NE(refusal("compare: [{of: a, levels: [same]}]\nblock: [a]\nlink: some").find("between"),
            std::string::npos);
  EXPECT_NE(refusal("compare: [{of: a, levels: [same]}]\nblock: [a]\nblok: [b]").find("blok"),
            std::string::npos);
}

TEST(LinkConfig, KeysThatAreNoEquality) {
  const std::string compare = "compare: [{of: a, levels: [same]}]\nblock:\n";
  EXPECT_NE(refusal(compare + "  - []").find("block"), std::string::npos);
  EXPECT_NE(refusal(compare + "  - {near: a, like: a}").find("like"), std::string::npos);
  EXPECT_NE(refusal(compare + "  - {near: a, window: 0}").find("window"), std::string::npos);
  EXPECT_NE(refusal(compare + "  - {like: a, at_least: 2}").find("at_least"), std::string::npos);
  EXPECT_NE(refusal(compare + "  - {like: a, window: 2}").find("at_least"), std::string::npos);
  const auto config = parse_link_config(compare + "  - {near: a + b, window: 5, same: [c]}", "link.yaml");
  ASSERT_TRUE(config.ok()) << config.error().message;
  EXPECT_EQ(config->block[0].text, "near a+b + c");
  EXPECT_EQ(config->block[0].columns(), (std::set<std::string>{"a", "b", "c"}));
}

TEST(LinkConfig, DefinedNamesStandForTheirExpression) {
  const auto config = parse_link_config(
      "define: {full: given + family}\n"
      "compare:\n  - {of: full, frequency: true, levels: [same, {jaro_winkler: 0.9}, {swapped_with: "
      "alias}]}\n"
      "block: [[prefix3(full), year(dob)], dob]\nnever_join: [citizen_no]\nlink: between\nthreshold: 0.95\n",
      "link.yaml");
  ASSERT_TRUE(config.ok()) << config.error().message;
  EXPECT_EQ(config->compare[0].of.text, "given+family");
  EXPECT_TRUE(config->compare[0].frequency);
  EXPECT_EQ(config->compare[0].levels[1].text, "jaro_winkler 0.9");
  EXPECT_EQ(config->block.size(), 2U);
  EXPECT_EQ(config->block[0].same.size(), 2U);
  EXPECT_EQ(config->scope, LinkScope::between);
  EXPECT_DOUBLE_EQ(config->threshold, 0.95);
}

}  // namespace
}  // namespace qy
