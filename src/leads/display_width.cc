#include "leads/display_width.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

namespace qy {
namespace {

struct Glyph {
  std::string_view bytes;
  char32_t code = 0;
};

// One code point; a byte that is no UTF-8 is a glyph of its own (U+FFFD).
Glyph next_glyph(std::string_view text) {
  const auto lead = uint8_t(text[0]);
  if (lead < 0x80) return {text.substr(0, 1), lead};
  const size_t length = lead >= 0xF0 && lead < 0xF5 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC2 ? 2 : 1;
  if (length == 1 || lead >= 0xF5 || text.size() < length) return {text.substr(0, 1), 0xFFFD};
  char32_t code = lead & (0xFF >> (length + 1));
  for (size_t i = 1; i < length; ++i) {
    if ((uint8_t(text[i]) & 0xC0) != 0x80) return {text.substr(0, 1), 0xFFFD};
    code = (code << 6) | (uint8_t(text[i]) & 0x3F);
  }
  return {text.substr(0, length), code};
}

using Range = std::pair<char32_t, char32_t>;

// East Asian Wide and Fullwidth (UAX #11), joined into the blocks that matter here.
constexpr std::array<Range, 13> kWide{{{0x1100, 0x115F},
                                       {0x231A, 0x231B},
                                       {0x2E80, 0x303E},
                                       {0x3041, 0x4DBF},
                                       {0x4E00, 0xA4CF},
                                       {0xA960, 0xA97F},
                                       {0xAC00, 0xD7A3},
                                       {0xF900, 0xFAFF},
                                       {0xFE30, 0xFE6F},
                                       {0xFF01, 0xFF60},
                                       {0xFFE0, 0xFFE6},
                                       {0x1F300, 0x1FAFF},
                                       {0x20000, 0x3FFFD}}};
constexpr std::array<Range, 6> kNone{{{0x0300, 0x036F},
                                      {0x200B, 0x200F},
                                      {0x202A, 0x202E},
                                      {0x2060, 0x2069},
                                      {0xFE00, 0xFE0F},
                                      {0xFEFF, 0xFEFF}}};

template <size_t n>
bool within(const std::array<Range, n>& ranges, char32_t code) {
  return std::any_of(ranges.begin(), ranges.end(),
                     [&](const Range& r) { return code >= r.first && code <= r.second; });
}

int width_of(char32_t code) {
  if (code < 0x20 || within(kNone, code)) return 0;
  return within(kWide, code) ? 2 : 1;
}

// 禁则: what a line must not begin with, and what it must not end with.
bool clings_to_the_left(char32_t code) {
  constexpr std::u32string_view kClosing = U"，。、；：？！）》」』】”’…,.;:?!)%";
  return kClosing.find(code) != std::u32string_view::npos;
}
bool clings_to_the_right(char32_t code) {
  constexpr std::u32string_view kOpening = U"（《「『【“‘(";
  return kOpening.find(code) != std::u32string_view::npos;
}
bool may_break_between(char32_t left, char32_t right) {
  if (left == ' ') return true;
  if (clings_to_the_left(right) || clings_to_the_right(left)) return false;
  return width_of(left) == 2 || width_of(right) == 2;
}

}  // namespace

int display_width(std::string_view utf8) {
  int width = 0;
  while (!utf8.empty()) {
    const Glyph glyph = next_glyph(utf8);
    width += width_of(glyph.code);
    utf8.remove_prefix(glyph.bytes.size());
  }
  return width;
}

std::string cut_to_width(std::string_view utf8, int columns) {
  if (display_width(utf8) <= columns) return std::string(utf8);
  if (columns < 1) return "";
  std::string cut;
  int width = 0;
  while (!utf8.empty()) {
    const Glyph glyph = next_glyph(utf8);
    width += width_of(glyph.code);
    if (width > columns - 1) break;
    cut += glyph.bytes;
    utf8.remove_prefix(glyph.bytes.size());
  }
  return cut + "…";
}

std::string fit_left(std::string_view utf8, int columns) {
  std::string text = cut_to_width(utf8, columns);
  return text + std::string(size_t(std::max(0, columns - display_width(text))), ' ');
}

std::string fit_right(std::string_view utf8, int columns) {
  const std::string text = cut_to_width(utf8, columns);
  return std::string(size_t(std::max(0, columns - display_width(text))), ' ') + text;
}

std::vector<std::string> wrap(std::string_view utf8, int columns) {
  std::vector<std::string> lines;
  std::string line;
  size_t break_at = 0;  // the last place where the line may be broken
  char32_t before = 0;
  while (!utf8.empty()) {
    const Glyph glyph = next_glyph(utf8);
    utf8.remove_prefix(glyph.bytes.size());
    if (!line.empty() && may_break_between(before, glyph.code)) break_at = line.size();
    while (!line.empty() && display_width(line) + width_of(glyph.code) > columns) {
      const size_t end = break_at > 0 ? break_at : line.size();
      std::string rest = line.substr(end);
      lines.push_back(line.substr(0, line.find_last_not_of(' ', end - 1) + 1));
      line = std::move(rest);
      break_at = 0;
    }
    if (line.empty() && glyph.code == ' ') continue;
    line += glyph.bytes;
    before = glyph.code;
  }
  if (!line.empty() || lines.empty()) lines.push_back(line);
  return lines;
}

std::string without_controls(std::string_view utf8) {
  std::string clean;
  while (!utf8.empty()) {
    const Glyph glyph = next_glyph(utf8);
    utf8.remove_prefix(glyph.bytes.size());
    const bool control = glyph.code < 0x20 || (glyph.code >= 0x7F && glyph.code < 0xA0) ||
                         glyph.code == 0xFFFD || (glyph.code >= 0x202A && glyph.code <= 0x202E) ||
                         (glyph.code >= 0x2066 && glyph.code <= 0x2069);
    if (control) {
      clean += "\xEF\xBF\xBD";
    } else {
      clean += glyph.bytes;
    }
  }
  return clean;
}

}  // namespace qy
