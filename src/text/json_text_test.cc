#include "text/json_text.h"

#include <gtest/gtest.h>

#include <limits>

namespace qy {
namespace {

template <class Write>
std::string written(Write write) {
  std::string out;
  JsonText json(out);
  write(json);
  return out;
}

TEST(JsonText, SaysNothingThatJsonCannotSay) {
  const auto text = [](std::string_view text) { return written([&](JsonText& json) { json.value(text); }); };
  EXPECT_EQ(text("a\xFFz"), "\"a\uFFFDz\"");
  EXPECT_EQ(text("\xE5\xBC"), "\"\uFFFD\"");  // the first two bytes of 张
  EXPECT_EQ(text("\"\\\n\x01"), R"("\"\\\n\u0001")");
  const auto number = [](double number) { return written([&](JsonText& json) { json.value(number); }); };
  EXPECT_EQ(number(std::numeric_limits<double>::quiet_NaN()), "null");
  EXPECT_EQ(number(std::numeric_limits<double>::infinity()), "null");
}

TEST(JsonText, NumbersKeepTheirKindAndTheirDigits) {
  const auto number = [](double number) { return written([&](JsonText& json) { json.value(number); }); };
  EXPECT_EQ(number(1), "1.0");
  EXPECT_EQ(number(0.0429), "0.0429");
  EXPECT_EQ(number(1e300), "1e+300");
  EXPECT_EQ(written([](JsonText& json) { json.value(std::numeric_limits<int64_t>::min()); }),
            "-9223372036854775808");
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
