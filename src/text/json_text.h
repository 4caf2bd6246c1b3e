// JSON written value by value into a text: no tree of it stands in between. For what there are tens of thousands of; what is written once,
// or read back, is handier as a Json (base/json.h).
//
//   JsonText json(out);
//   json.open('{').name("rank").value(int64_t{1}).name("tags").open('[').value("a").close(']').close('}');
//
// Commas come of themselves. Invalid UTF-8 becomes U+FFFD, a number that JSON cannot say becomes null.
#pragma once

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>

namespace qy {

class JsonText {
 public:
  // Appends to what stands in `out`.
  explicit JsonText(std::string& out) : out_(out), start_(out.size()) {}

  JsonText& open(char bracket);
  JsonText& close(char bracket);
  JsonText& name(std::string_view name);

  JsonText& value(std::string_view text);
  JsonText& value(const char* text) { return value(std::string_view(text)); }
  JsonText& value(std::integral auto number) {
    if constexpr (std::same_as<decltype(number), bool>) return plain(number ? "true" : "false");
    return whole(int64_t(number));
  }
  JsonText& value(double number);  // 1 is written 1.0: it stays a fraction
  JsonText& null() { return plain("null"); }

 private:
  void separate();
  void quote(std::string_view text);
  JsonText& plain(std::string_view word);
  JsonText& whole(int64_t number);

  std::string& out_;
  size_t start_;
};

}  // namespace qy
