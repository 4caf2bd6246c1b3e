#include "text/normalize.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>

#include <algorithm>
#include <array>

#include "text/utf8.h"

namespace qy {
namespace {

bool is_blank(char32_t c) {
  return c == ' ' || (c >= 0x09 && c <= 0x0D) || c == 0x85 || c == 0xA0 || c == 0x1680 ||
         (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F ||
         c == 0x3000;
}

// Seen by no reader: controls, zero-width characters, marks of direction, soft hyphens, variation selectors.
bool is_invisible(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0xAD || c == 0x180E || (c >= 0x200B && c <= 0x200F) ||
         (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || (c >= 0xFE00 && c <= 0xFE0F) ||
         c == 0xFEFF || (c >= 0xE0000 && c <= 0xE01EF);
}

// Kangxi radicals and compatibility ideographs come out of PDF files in the place of the common character.
bool is_compatibility_han(char32_t c) {
  return (c >= 0x2E80 && c <= 0x2FD5) || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x2F800 && c <= 0x2FA1F);
}

char32_t common_han(char32_t c) {
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2* nfkc = unorm2_getNFKCInstance(&status);
  if (U_FAILURE(status)) return c;
  std::array<char16_t, 8> units{};
  const int n = unorm2_getDecomposition(nfkc, UChar32(c), units.data(), int32_t(units.size()), &status);
  if (U_FAILURE(status) || n < 1) return c;
  if (n == 1) return units[0];
  return n == 2 && (units[0] & 0xFC00) == 0xD800
             ? char32_t(0x10000 + ((units[0] & 0x3FF) << 10) + (units[1] & 0x3FF))
             : c;
}

char32_t narrow(char32_t c) {
  constexpr std::u32string_view kSigns = U"¢£¬¯¦¥₩";  // U+FFE0 and on
  if (c >= 0xFF01 && c <= 0xFF5E) return c - 0xFEE0;
  if (c >= 0xFFE0 && c <= 0xFFE6) return kSigns[c - 0xFFE0];
  if (is_compatibility_han(c)) return common_han(c);
  return c;
}

// Length of the Han character at the front, of U+4000..U+9FFF, which nothing here changes; else 0.
size_t common_han_bytes(std::string_view text) {
  const auto is_follower = [](char c) { return (uint8_t(c) & 0xC0U) == 0x80; };
  const bool is_han = text.size() >= 3 && uint8_t(text[0]) >= 0xE4 && uint8_t(text[0]) <= 0xE9 &&
                      is_follower(text[1]) && is_follower(text[2]);
  return is_han ? 3 : 0;
}

// True for most cells of most ledgers: printable ASCII and common Han, without a blank at an end or two in a
// row.
bool is_plain(std::string_view text) {
  char before = ' ';
  for (size_t at = 0; at < text.size();) {
    const char c = text[at];
    const bool is_ascii_print = c >= 0x20 && c != 0x7F;
    const size_t length = is_ascii_print ? 1 : common_han_bytes(text.substr(at));
    if (length == 0 || (c == ' ' && before == ' ')) return false;
    before = c;
    at += length;
  }
  return text.empty() || before != ' ';
}

std::string normalize_slowly(std::string_view utf8) {
  std::string out;
  out.reserve(utf8.size());
  bool blank_due = false;
  for (size_t at = 0; at < utf8.size();) {
    const char32_t c = next_code_point(utf8, at);
    if (is_blank(c)) {
      blank_due = !out.empty();
    } else if (!is_invisible(c)) {
      if (blank_due) out += ' ';
      blank_due = false;
      append_utf8(narrow(c), out);
    }
  }
  return out;
}

char32_t unified(char32_t c) {
  if (is_han(c)) return c;
  constexpr std::u32string_view kOpening = U"（【〔［｛〈《「『[{〖", kClosing = U"）】〕］｝〉》」』]}〗";
  constexpr std::u32string_view kDots = U"•‧・･⋅⸱·", kDashes = U"‐‑‒–—―−";
  if (kOpening.find(c) != std::u32string_view::npos) return '(';
  if (kClosing.find(c) != std::u32string_view::npos) return ')';
  if (kDots.find(c) != std::u32string_view::npos) return U'·';
  if (kDashes.find(c) != std::u32string_view::npos) return '-';
  if (c == U'‘' || c == U'’' || c == '`') return '\'';
  return char32_t(u_toupper(UChar32(c)));
}

std::string upper_ascii(std::string text) {
  for (char& c : text) {
    if (c >= 'a' && c <= 'z') c = char(c - 32);
    if (c == '[' || c == '{') c = '(';
    if (c == ']' || c == '}') c = ')';
    if (c == '`') c = '\'';
  }
  return text;
}

// A blank between two words of Latin stays; beside a Chinese character it is an accident of typing.
bool drops_blank(char32_t before, char32_t after) {
  return is_han(before) || is_han(after);
}

}  // namespace

bool is_normal(std::string_view text) {
  bool blank_before = false;
  for (const char c : text) {
    if (c < 0x20 || c >= 0x7F || (c == ' ' && blank_before)) return false;
    blank_before = c == ' ';
  }
  return true;
}

std::string normalize(std::string_view utf8) {
  return is_plain(utf8) ? std::string(utf8) : normalize_slowly(utf8);
}

std::string fold_key(std::string_view utf8) {
  const std::string text = normalize(utf8);
  std::string out;
  out.reserve(text.size());
  for (size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    if (c < 0x80) {
      if (c >= 'A' && c <= 'Z') out += char(c + 32);
      if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '$') out += char(c);
    } else if (u_isalnum(UChar32(c)) != 0 || u_charType(UChar32(c)) == U_CURRENCY_SYMBOL ||
               u_charType(UChar32(c)) == U_NON_SPACING_MARK || u_charType(UChar32(c)) == U_LETTER_NUMBER) {
      append_utf8(char32_t(u_tolower(UChar32(c))), out);
    }
  }
  return out;
}

std::string normalize_name(std::string_view utf8) {
  std::string text = normalize(utf8);
  if (is_ascii(text)) return upper_ascii(std::move(text));
  std::string out;
  out.reserve(text.size());
  char32_t before = 0;
  for (size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    if (c == ' ' && at < text.size()) {
      size_t ahead = at;
      if (drops_blank(before, next_code_point(text, ahead))) continue;
    }
    before = unified(c);
    append_utf8(before, out);
  }
  return out;
}

}  // namespace qy
