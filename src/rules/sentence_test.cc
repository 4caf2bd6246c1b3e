#include "rules/sentence.h"

#include <gtest/gtest.h>

namespace qy {
namespace {

TEST(Sentence, RefusesPatternsThatCannotBeFilled) {
  EXPECT_FALSE(placeholders_of("共{payments笔").ok());
  EXPECT_FALSE(placeholders_of("{amount:euro}").ok());
  EXPECT_EQ(*placeholders_of("{a}与{b:money}"), (std::vector<std::string>{"a", "b"}));
}

TEST(Sentence, PutsFiguresIn) {
  const Figures figures = {{"n", "12345"}, {"fen", "123456"}, {"share", "0.1234"}, {"day", "2024-01-10"}};
  EXPECT_EQ(fill_sentence("{day}之后{n:number}笔，{fen:money}，占{share:percent}", figures),
            "2024-01-10之后12,345笔，1,234.56元，占12.3%");
  EXPECT_EQ(fill_sentence("{missing}", figures), "未知");
}

TEST(Sentence, SaysAnAsideOnlyWhereThereIsOne) {
  EXPECT_EQ(fill_sentence("共3笔{taken:aside}，需核实", {{"taken", ""}}), "共3笔，需核实");
  EXPECT_EQ(fill_sentence("共3笔{taken:aside}，需核实", {{"taken", "（其中1笔号码不全）"}}),
            "共3笔（其中1笔号码不全），需核实");
}

TEST(Sentence, WritesMoneyInTheRowsCurrency) {
  EXPECT_EQ(fill_sentence("{fen:money}", {{"fen", "123456"}, {"currency", "GBP"}}), "GBP 1,234.56");
}

}  // namespace
}  // namespace qy
