#include <algorithm>
#include <array>
#include <optional>

#include "text/encoding.h"
#include "text/gb18030.h"
#include "text/utf8.h"

namespace qy {
namespace {

using namespace std::string_view_literals;

constexpr std::u16string_view kWindows1252High =
    u"\u20AC\0\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\0\u017D\0\0\u2018\u2019"
    u"\u201C"
    u"\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\0\u017E\u0178"sv;

// The byte of windows-1252 (or of Latin-1, for its control characters) that was read as this character.
std::optional<uint8_t> western_byte(char32_t c) {
  if (c >= 0x80 && c <= 0xFF) return uint8_t(c);
  if (c > 0xFFFF || c == 0) return std::nullopt;
  const size_t at = kWindows1252High.find(char16_t(c));
  if (at == std::u16string_view::npos) return std::nullopt;
  return uint8_t(0x80 + at);
}

// "Ã©", "Â£", "â€™", "ä¸­": a lead byte and its followers, each read as a Western letter. A closing quotation
// mark or a dash behind a capital À..Ã is left alone: people write that.
bool has_western_marks(std::string_view utf8) {
  std::string bytes;
  for (size_t at = 0; at < utf8.size();) {
    const std::optional<uint8_t> byte = western_byte(next_code_point(utf8, at));
    bytes += byte ? char(*byte) : ' ';
  }
  for (size_t at = 0; at + 1 < bytes.size(); ++at) {
    const auto first = uint8_t(bytes[at]), second = uint8_t(bytes[at + 1]);
    const bool is_punctuation = second == 0x85 || (second >= 0x91 && second <= 0x97);
    if ((first == 0xC2 && second >= 0xA0 && second <= 0xBF) ||
        (first == 0xC3 && second >= 0x80 && second <= 0xBF && !is_punctuation))
      return true;
    if (first >= 0xE0 && at + 3 <= bytes.size() &&
        well_formed_prefix(std::string_view(bytes).substr(at, first >= 0xF0 ? 4 : 3)) >= 3)
      return true;
  }
  return false;
}

// UTF-8 read as GBK: written back as GBK, the bytes turn out to be UTF-8 for the most part.
bool has_gbk_marks(std::string_view utf8) {
  std::string bytes;
  for (size_t at = 0; at < utf8.size();) {
    const char32_t c = next_code_point(utf8, at);
    if (c >= 0x80 && c != kReplacement) gb18030::append(c, bytes);
  }
  size_t covered = 0, characters = 0;
  for (size_t at = 0; at < bytes.size();) {
    const auto lead = uint8_t(bytes[at]);
    const bool is_three =
        (lead & 0xF0) == 0xE0 && well_formed_prefix(std::string_view(bytes).substr(at, 3)) == 3;
    covered += is_three ? 3 : 0;
    characters += is_three ? 1 : 0;
    at += is_three ? 3 : 1;
  }
  return characters >= 2 && covered * 5 >= bytes.size() * 4;
}

}  // namespace

bool looks_mojibake(std::string_view utf8) {
  if (is_ascii(utf8)) return false;
  return utf8.find("锟斤拷") != std::string_view::npos || has_western_marks(utf8) || has_gbk_marks(utf8);
}

}  // namespace qy
