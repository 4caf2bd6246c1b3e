#include "rules/condition.h"

#include <gtest/gtest.h>

namespace qy {
namespace {

const std::set<std::string> kParts{"a", "b", "c", "d"};

bool holds(std::string_view text, const std::set<std::string>& present) {
  const auto condition = Condition::parse(text, kParts);
  EXPECT_TRUE(condition.ok()) << condition.error().message;
  return condition->holds(present);
}

TEST(Condition, RefusesWhatItCannotRead) {
  for (const char* text : {"", "a and", "or b", "(a", "a b", "not a", "e", "at_least(2, a)", "at_least(0, a)",
                           "at_least(x, a)", "at_least 1, a", "a)", "a & b"})
    EXPECT_FALSE(Condition::parse(text, kParts).ok()) << text;
  EXPECT_FALSE(Condition::parse(std::string(60, '(') + "a" + std::string(60, ')'), kParts).ok());
}

TEST(Condition, BindsAndBeforeOr) {
  EXPECT_TRUE(holds("a or b and c", {"a"}));
  EXPECT_FALSE(holds("(a or b) and c", {"a"}));
  EXPECT_TRUE(holds("(a or b) and c", {"b", "c"}));
}

TEST(Condition, CountsToTheNumberAndNotBelow) {
  EXPECT_FALSE(holds("at_least(2, a, b, c)", {"a", "d"}));
  EXPECT_TRUE(holds("at_least(2, a, b, c)", {"a", "c"}));
  EXPECT_TRUE(holds("d and at_least(1, a, b)", {"d", "b"}));
}

TEST(Condition, NamesItsParts) {
  EXPECT_EQ(Condition::parse("a and at_least(1, b, c)", kParts)->named(),
            (std::set<std::string>{"a", "b", "c"}));
}

}  // namespace
}  // namespace qy
