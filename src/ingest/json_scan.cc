#include "ingest/json_scan.h"

#include <algorithm>
#include <array>

namespace qy {
namespace {

// Goes on to the quote that closes a string. `escaped`: the character before `at` was a backslash that
// counts. False when the text ends first; the backslashes at its end are remembered then.
bool close_string(std::string_view text, size_t& at, bool& escaped) {
  while (true) {
    const size_t quote = at < text.size() ? text.find('"', at) : std::string_view::npos;
    const size_t stop = std::min(quote, text.size());
    size_t run = 0;
    while (run < stop - at && text[stop - 1 - run] == '\\') ++run;
    const bool odd = (run + (run == stop - at && escaped ? 1 : 0)) % 2 == 1;
    if (quote == std::string_view::npos) {
      escaped = odd;
      at = text.size();
      return false;
    }
    at = quote + 1;
    escaped = false;
    if (!odd) return true;
  }
}

}  // namespace

bool is_json_blank(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

std::string_view trimmed_blanks(std::string_view text) {
  while (!text.empty() && is_json_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_json_blank(text.back())) text.remove_suffix(1);
  return text;
}

std::string_view without_mark(std::string_view text) {
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  return text;
}

bool close_container(std::string_view text, size_t& at, int& depth, bool& in_string, bool& escaped) {
  static const auto kTelling = [] {
    std::array<bool, 256> telling{};
    for (const unsigned char c : {'"', '{', '}', '[', ']'}) telling[c] = true;
    return telling;
  }();
  while (at < text.size()) {
    if (in_string) {
      if (!close_string(text, at, escaped)) return false;
      in_string = false;
      continue;
    }
    while (at < text.size() && !kTelling[static_cast<unsigned char>(text[at])]) ++at;
    if (at == text.size()) return false;
    const char c = text[at++];
    if (c == '"') {
      in_string = true;
    } else if (c == '{' || c == '[') {
      ++depth;
    } else if (--depth <= 0) {
      return true;
    }
  }
  return false;
}

bool starts_package(std::string_view text) {
  size_t at = 1;
  while (true) {
    while (at < text.size() && (is_json_blank(text[at]) || text[at] == ',')) ++at;
    if (at >= text.size() || text[at] != '"') return false;
    const size_t key_end = text.find('"', at + 1);
    if (key_end == std::string_view::npos) return false;
    const std::string_view key = text.substr(at + 1, key_end - at - 1);
    at = key_end + 1;
    while (at < text.size() && (is_json_blank(text[at]) || text[at] == ':')) ++at;
    if (key == "ocid") return false;
    if (key == "releases" || key == "records") return at < text.size() && text[at] == '[';
    const size_t length = end_of_json_value(text.substr(std::min(at, text.size())));
    if (length == std::string_view::npos) return false;
    at += length;
  }
}

bool is_lines(std::string_view head) {
  for (int looked = 0; looked < 20 && !head.empty(); ++looked) {
    const size_t line_end = head.find('\n');
    const std::string_view line = head.substr(0, line_end);
    const std::string_view text = trimmed_blanks(line);
    if (line.starts_with('{') && end_of_json_value(text) == text.size()) return !starts_package(text);
    if (line_end == std::string_view::npos) break;
    head.remove_prefix(line_end + 1);
  }
  return false;
}

size_t end_of_json_value(std::string_view text) {
  if (text.empty()) return std::string_view::npos;
  size_t at = 1;
  int depth = 1;
  bool in_string = false;
  bool escaped = false;
  if (text[0] == '{' || text[0] == '[') {
    return close_container(text, at, depth, in_string, escaped) ? at : std::string_view::npos;
  }
  if (text[0] == '"') {
    for (; at < text.size(); ++at) {
      if (text[at] == '\\') {
        ++at;
      } else if (text[at] == '"') {
        return at + 1;
      }
    }
    return std::string_view::npos;
  }
  const size_t stop = text.find_first_of(",]} \t\r\n");
  return stop == 0 ? 1 : stop;
}

bool looks_like_json(std::string_view head) {
  head = trimmed_blanks(without_mark(head));
  if (head.starts_with('[')) head = trimmed_blanks(head.substr(1));
  if (!head.starts_with('{')) return false;
  head = trimmed_blanks(head.substr(1));
  return head.starts_with('"') || head.starts_with('}');
}

}  // namespace qy
