#include "text/json_text.h"

#include <gtest/gtest.h>

#include <limits>

namespace qy {
namespace {

std::string written(auto value) {
  std::string out;
  JsonText json(out);
  json.value(value);
  return out;
}

TEST(JsonText, SaysNothingThatJsonCannotSay) {
  EXPECT_EQ(written("a\xFFz"), "\"a\uFFFDz\"");
  EXPECT_EQ(written("\xE5\xBC"), "\"\uFFFD\"");  // the first two bytes of 张
  EXPECT_EQ(written("\"\\\n\x01"), R"("\"\\\n\u0001")");
  EXPECT_EQ(written(std::numeric_limits<double>::quiet_NaN()), "null");
  EXPECT_EQ(written(std::numeric_limits<double>::infinity()), "null");
}

TEST(JsonText, NumbersKeepTheirKindAndTheirDigits) {
  EXPECT_EQ(written(1.0), "1.0");
  EXPECT_EQ(written(0.0429), "0.0429");
  EXPECT_EQ(written(1e300), "1e+300");
  EXPECT_EQ(written(std::numeric_limits<int64_t>::min()), "-9223372036854775808");
}

TEST(JsonText, CommasComeOfThemselves) {
  std::string out = "x ";
  JsonText json(out);
  json.open('{')
      .name("a")
      .open('[')
      .value(int64_t{1})
      .value(true)
      .value("、")
      .open('{')
      .close('}')
      .close(']');
  json.name("b").open('[').close(']').name("c").null().name("d").value("{").name("e").value("[").close('}');
  EXPECT_EQ(out, R"(x {"a":[1,true,"、",{}],"b":[],"c":null,"d":"{","e":"["})");
}

}  // namespace
}  // namespace qy
