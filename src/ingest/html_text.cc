#include "ingest/html_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "text/utf8.h"

namespace qy {
namespace {

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? char(c + 32) : c;
}
bool is_name(char c) {
  return (lower(c) >= 'a' && lower(c) <= 'z') || (c >= '0' && c <= '9') || c == '-';
}
bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\r';
}

constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kEntities{{
    {"amp", "&"},
    {"lt", "<"},
    {"gt", ">"},
    {"quot", "\""},
    {"apos", "'"},
    {"nbsp", " "},
}};

// "#21439" or "#x53BF"; 0 when it is none.
char32_t numbered(std::string_view name) {
  if (name.size() < 2 || name.front() != '#') return 0;
  const bool is_hex = lower(name[1]) == 'x';
  const std::string_view digits = name.substr(is_hex ? 2 : 1);
  uint32_t point = 0;
  const auto [end, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), point, is_hex ? 16 : 10);
  const bool is_point = error == std::errc() && end == digits.data() + digits.size() && point < 0x110000 &&
                        (point < 0xD800 || point > 0xDFFF);
  return is_point ? char32_t(point) : 0;
}

bool append_entity(std::string_view name, std::string& out) {
  if (const char32_t point = numbered(name)) {
    append_utf8(point == 0xA0 ? U' ' : point, out);
    return true;
  }
  for (const auto& [entity, text] : kEntities) {
    if (name != entity) continue;
    out += text;
    return true;
  }
  return false;
}

size_t find_ignoring_case(std::string_view text, std::string_view wanted) {
  const auto at = std::search(text.begin(), text.end(), wanted.begin(), wanted.end(),
                              [](char a, char b) { return lower(a) == b; });
  return at == text.end() ? std::string_view::npos : size_t(at - text.begin());
}

}  // namespace

HtmlTag parse_html_tag(std::string_view tag) {
  HtmlTag parsed;
  parsed.is_end = tag.starts_with('/');
  if (parsed.is_end) tag.remove_prefix(1);
  size_t at = 0;
  for (; at < tag.size() && is_name(tag[at]); ++at) parsed.name += lower(tag[at]);
  parsed.inside = tag.substr(at);
  return parsed;
}

int html_span(const HtmlTag& tag, std::string_view attribute, int most) {
  size_t at = find_ignoring_case(tag.inside, attribute);
  if (at == std::string_view::npos) return 1;
  for (at += attribute.size();
       at < tag.inside.size() && (tag.inside[at] == '=' || tag.inside[at] == '"' || tag.inside[at] == '\'' ||
                                  is_blank(tag.inside[at]));)
    ++at;
  int value = 1;
  std::from_chars(tag.inside.data() + at, tag.inside.data() + tag.inside.size(), value);
  return std::clamp(value, 1, most);
}

void append_html_text(std::string_view text, std::string& out) {
  constexpr size_t kLongestEntity = 10;
  for (;;) {
    const size_t at = text.find('&');
    out += text.substr(0, at);
    if (at == std::string_view::npos) return;
    text.remove_prefix(at + 1);
    const size_t end = text.substr(0, kLongestEntity + 1).find(';');
    if (end != std::string_view::npos && append_entity(text.substr(0, end), out)) {
      text.remove_prefix(end + 1);
    } else {
      out += '&';
    }
  }
}

std::string tidy_html_text(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool is_behind_break = out.empty() || out.back() == '\n';
    if (is_blank(c)) {
      if (!is_behind_break && out.back() != ' ') out += ' ';
    } else if (c == '\n') {
      if (!out.empty() && out.back() == ' ') out.pop_back();
      if (!out.empty()) out += '\n';
    } else {
      out += c;
    }
  }
  while (!out.empty() && (out.back() == ' ' || out.back() == '\n')) out.pop_back();
  return out;
}

std::string html_charset(std::string_view head) {
  constexpr std::string_view kMark = "charset=";
  head = head.substr(0, 4096);
  const size_t at = find_ignoring_case(head, kMark);
  if (at == std::string_view::npos) return {};
  std::string name;
  for (const char c : head.substr(at + kMark.size())) {
    if (is_name(c) || c == '_') name += c;
    if (!is_name(c) && c != '_' && c != '"' && c != '\'') break;
  }
  return name;
}

}  // namespace qy
