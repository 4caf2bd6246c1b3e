#include "text/yaml.h"

#include <gtest/gtest.h>

namespace qy {
namespace {

// What the author of a rule card is told.
std::string refusal(std::string_view text) {
  const Result<Yaml> yaml = Yaml::parse(text, "card.yaml");
  return yaml.ok() ? "" : yaml.error().message;
}

TEST(Yaml, RefusesWithTheLine) {
  EXPECT_EQ(refusal("a: 1\nb: 2\na: 3\n"),
            "card.yaml:3: `a` 写了两次，前一次在第 1 行 (`a` is given twice, first in line 1)");
  EXPECT_EQ(refusal("a: &x 1\n"), "card.yaml:1: 不能使用锚点（&名称） (anchors (&name) are not read)");
  EXPECT_EQ(refusal("a: 1\nb: *a\n").substr(0, 12), "card.yaml:2:");
  EXPECT_EQ(refusal("a: !!str 1\n").substr(0, 12), "card.yaml:1:");
  EXPECT_EQ(refusal("a: 1\n---\nb: 2\n"),
            "card.yaml:2: 此处开始了第二份文档，一个文件只能有一份 (a second document begins here; one file "
            "holds one)");
  EXPECT_EQ(refusal("a: [1, 2\nb: 3\n").substr(0, 10), "card.yaml:");
  EXPECT_EQ(refusal("[a, b]: 1\n"), "card.yaml:1: 名称应是一个词 (a key must be a plain word)");
  EXPECT_EQ(
      refusal("a: \xFF\n"),
      "card.yaml: 从第 3 字节起不是 UTF-8，请另存为 UTF-8 (not UTF-8 from byte 3 on: save it as UTF-8)");
  EXPECT_NE(refusal(std::string(100, '[')), "");
  EXPECT_NE(refusal(std::string(100'000, '[')), "");
  EXPECT_EQ(refusal(std::string((16 << 20) + 1, ' ')),
            "card.yaml: 超过 16 MiB，YAML 文件不应这么大 (larger than 16 MiB, too large for a YAML file)");
}

constexpr const char* kCard = R"(# A comment
id: A01
version: 1
title: 死亡后领取补贴
enabled: true
empty:
quoted: "31"
subject: {table: subsidy_payment, key: [citizen_no, program_code], label: '一名受益人'}
parameters:
  grace_days: {value: 31, unit: 天, min: 0, max: 366}
  share: {value: 0.125}
legal_basis:
  - {law: 《某法》, article: 第一条, valid_from: 2014-12-31, valid_to: , text: 要旨}
  - law: 《另法》
    article: 第二条
innocent: [批次滞后, "家属已退回"]
folded: >
  一行
  又一行
)";

class YamlCard : public testing::Test {
 protected:
  Yaml card = *Yaml::parse(kCard, "rules/x/rule.yaml");
};

TEST_F(YamlCard, KeepsOrderLinesAndQuotes) {
  ASSERT_EQ(card.kind(), Yaml::Kind::map);
  EXPECT_EQ(card.entries().front().first, "id");
  EXPECT_EQ(card.entries().back().first, "folded");
  EXPECT_EQ(card.find("id")->line(), 2);
  EXPECT_EQ(card.find("legal_basis")->items()[1].line(), 14);
  EXPECT_TRUE(card.find("quoted")->is_quoted());
  EXPECT_FALSE(card.find("version")->is_quoted());
  EXPECT_EQ(card.find("empty")->kind(), Yaml::Kind::null);
  EXPECT_EQ(card.find("absent"), nullptr);
}

TEST_F(YamlCard, ReadsFlowMapsAndLists) {
  const Yaml* subject = card.find("subject");
  EXPECT_EQ(subject->optional("table"), "subsidy_payment");
  EXPECT_EQ(*subject->texts("key"), (std::vector<std::string>{"citizen_no", "program_code"}));
  EXPECT_EQ(subject->optional("label"), "一名受益人");
  const Yaml& law = card.find("legal_basis")->items()[0];
  EXPECT_EQ(law.optional("valid_from"), "2014-12-31");
  EXPECT_EQ(law.find("valid_to")->kind(), Yaml::Kind::null);
  EXPECT_EQ(*card.texts("innocent"), (std::vector<std::string>{"批次滞后", "家属已退回"}));
  EXPECT_EQ(*card.texts("title"), (std::vector<std::string>{"死亡后领取补贴"}));
  EXPECT_TRUE(card.texts("absent")->empty());
  EXPECT_EQ(*card.required("folded"), "一行 又一行\n");
}

TEST_F(YamlCard, TypedAccessSaysWhereAndWhat) {
  EXPECT_EQ(card.required("severity").error().message,
            "rules/x/rule.yaml:2: 缺少 `severity` (`severity` is missing)");
  EXPECT_EQ(card.required("empty").error().message,
            "rules/x/rule.yaml:6: `empty` 没有内容 (`empty` is empty)");
  EXPECT_EQ(card.required("innocent").error().message,
            "rules/x/rule.yaml:16: `innocent` 应是一段文字 (`innocent` must be one text)");
  EXPECT_EQ(*card.number("version"), 1);
  EXPECT_EQ(*card.find("parameters")->find("share")->number("value"), 0.125);
  EXPECT_EQ(card.number("quoted").error().message,
            "rules/x/rule.yaml:7: `quoted` 应是数字，不能是 31 (`quoted` must be a number, not 31)");
  EXPECT_FALSE(card.number("title").ok());
  EXPECT_TRUE(*card.flag("enabled", false));
  EXPECT_TRUE(*card.flag("absent", true));
  EXPECT_EQ(card.flag("title", true).error().message,
            "rules/x/rule.yaml:4: `title` 应是 true 或 false (`title` must be true or false)");
  EXPECT_EQ(card.texts("subject").error().message,
            "rules/x/rule.yaml:8: `subject` 应是若干段文字 (`subject` must be a list of texts)");
}

TEST_F(YamlCard, CatchesTypingMistakes) {
  const Yaml* subject = card.find("subject");
  EXPECT_TRUE(subject->only({"table", "key", "label"}).ok());
  EXPECT_EQ(subject->only({"table", "keys", "label"}).error().message,
            "rules/x/rule.yaml:8: 此处没有 `key` 这一项，是不是想写 `keys`？ (`key` is not known here; did "
            "you mean `keys`?)");
  EXPECT_EQ(subject->only({"key", "label"}).error().message,
            "rules/x/rule.yaml:8: 此处没有 `table` 这一项 (`table` is not known here)");
}

TEST(Yaml, AnEmptyFileIsNull) {
  EXPECT_EQ(Yaml::parse("", "x")->kind(), Yaml::Kind::null);
  EXPECT_EQ(Yaml::parse("# only a comment\n", "x")->kind(), Yaml::Kind::null);
  EXPECT_EQ(*Yaml::parse("\xEF\xBB\xBF"
                         "a: 1",
                         "x")
                 ->required("a"),
            "1");
  EXPECT_FALSE(Yaml::load("/nowhere/at/all.yaml").ok());
}

}  // namespace
}  // namespace qy
