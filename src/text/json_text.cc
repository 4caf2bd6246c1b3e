#include "text/json_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "text/utf8.h"

namespace qy {
namespace {

// RFC 8259, 7: quotation mark, reverse solidus and the control characters.
constexpr auto kEscaped = [] {
  std::array<bool, 256> escaped{};
  for (size_t c = 0; c < 0x20; ++c) escaped[c] = true;
  escaped['"'] = escaped['\\'] = true;
  return escaped;
}();

void append_escape(unsigned char c, std::string& out) {
  constexpr std::string_view kShort = "\"\\\b\f\n\r\t", kLetters = "\"\\bfnrt";
  constexpr std::string_view kDigits = "0123456789abcdef";
  if (const size_t at = kShort.find(char(c)); at != std::string_view::npos) {
    (out += '\\') += kLetters[at];
  } else {
    ((out += "\\u00") += kDigits[c >> 4]) += kDigits[c & 15];
  }
}

void append_escaped(std::string_view text, std::string& out) {
  for (size_t from = 0; from < text.size();) {
    size_t at = from;
    while (at < text.size() && !kEscaped[static_cast<unsigned char>(text[at])]) ++at;
    out += text.substr(from, at - from);
    if (at < text.size()) append_escape(static_cast<unsigned char>(text[at++]), out);
    from = at;
  }
}

std::string well_formed(std::string_view text) {
  std::string sound;
  for (size_t at = 0; at < text.size();) append_utf8(next_code_point(text, at), sound);
  return sound;
}

}  // namespace

JsonText& JsonText::open(char bracket) {
  separate();
  out_ += bracket;
  return *this;
}

JsonText& JsonText::close(char bracket) {
  out_ += bracket;
  return *this;
}

JsonText& JsonText::name(std::string_view name) {
  separate();
  quote(name);
  out_ += ':';
  return *this;
}

JsonText& JsonText::value(std::string_view text) {
  separate();
  quote(text);
  return *this;
}

JsonText& JsonText::value(double number) {
  if (!std::isfinite(number)) return null();
  char text[40];
  char* end = std::to_chars(text, text + sizeof text - 2, number).ptr;
  const std::string_view digits(text, size_t(end - text));
  if (digits.find_first_of(".e") == std::string_view::npos) end = std::copy_n(".0", 2, end);
  return plain({text, size_t(end - text)});
}

// What begins an object or a list, and what follows a name, has no comma before it.
void JsonText::separate() {
  if (out_.size() == start_) return;
  const char last = out_.back();
  if (last != '{' && last != '[' && last != ':') out_ += ',';
}

void JsonText::quote(std::string_view text) {
  out_ += '"';
  if (well_formed_prefix(text) == text.size())
    append_escaped(text, out_);
  else
    append_escaped(well_formed(text), out_);
  out_ += '"';
}

JsonText& JsonText::plain(std::string_view word) {
  separate();
  out_ += word;
  return *this;
}

JsonText& JsonText::whole(int64_t number) {
  char text[24];
  return plain({text, size_t(std::to_chars(text, text + sizeof text, number).ptr - text)});
}

}  // namespace qy
