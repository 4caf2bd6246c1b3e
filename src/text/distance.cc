// Optimal string alignment, a bit vector at a time: one machine word holds a column of the table, so that
// each character of the longer text costs a dozen operations whatever the shorter one's length (up to 64).
//
// Source: H. Hyyrö, "A Bit-Vector Algorithm for Computing Levenshtein and Damerau Edit Distances" (2003).
// Counter-example to keep in mind: this is no metric. CA → AC is 1 and AC → ABC is 1, yet CA → ABC is 3,
// because a pair once swapped is not edited again.
#include "text/distance.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "text/character_row.h"
#include "text/utf8.h"

namespace qy {
namespace {

constexpr size_t kMostBytes = 4;  // of one character in UTF-8

void decode(std::string_view utf8, std::u32string& out) {
  out.clear();
  const auto byte = [&](size_t at) { return uint32_t(uint8_t(utf8[at])); };
  for (size_t at = 0; at < utf8.size();) {
    // ASCII, and U+4000 to U+9FFF where most Chinese characters lie; the rest by the book.
    if (byte(at) < 0x80) {
      out.push_back(char32_t(byte(at++)));
    } else if (byte(at) >= 0xE4 && byte(at) <= 0xE9 && at + 2 < utf8.size() &&
               (byte(at + 1) & 0xC0) == 0x80 && (byte(at + 2) & 0xC0) == 0x80) {
      out.push_back(char32_t((byte(at) & 0xF) << 12 | (byte(at + 1) & 0x3F) << 6 | (byte(at + 2) & 0x3F)));
      at += 3;
    } else {
      out.push_back(next_code_point(utf8, at));
    }
  }
}

template <class Places>
int by_bits(std::u32string_view pattern, std::u32string_view text, int limit) {
  const Places places(pattern);
  const size_t size = pattern.size(), length = text.size();
  const uint64_t inside = ~uint64_t{0} >> (64 - size);
  uint64_t positive = ~uint64_t{0}, negative = 0, diagonal = 0, before = 0;
  const uint64_t last = uint64_t{1} << (size - 1);
  int distance = int(size);
  for (size_t j = 0; j < length; ++j) {
    const uint64_t match = places.places(text[j]) & inside;
    const uint64_t swapped = ((~diagonal & match) << 1) & before;
    diagonal = (((match & positive) + positive) ^ positive) | match | negative | swapped;
    uint64_t up = negative | ~(diagonal | positive);
    const uint64_t down = positive & diagonal;
    distance += (up & last) != 0 ? 1 : (down & last) != 0 ? -1 : 0;
    // What is left of the text can win back one edit a character.
    if (distance - int(length - j - 1) > limit) return limit + 1;
    up = up << 1 | 1;
    positive = down << 1 | ~(diagonal | up);
    negative = up & diagonal;
    before = match;
  }
  return distance;
}

int by_rows(std::u32string_view a, std::u32string_view b, int limit) {
  const size_t m = a.size(), n = b.size();
  std::vector<int> two_ago(n + 1), previous(n + 1), current(n + 1);
  for (size_t j = 0; j <= n; ++j) previous[j] = int(j);
  for (size_t i = 1; i <= m; ++i) {
    current[0] = int(i);
    int least = current[0];
    for (size_t j = 1; j <= n; ++j) {
      const int cost = a[i - 1] == b[j - 1] ? 0 : 1;
      int best = std::min({previous[j] + 1, current[j - 1] + 1, previous[j - 1] + cost});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        best = std::min(best, two_ago[j - 2] + 1);
      current[j] = best;
      least = std::min(least, best);
    }
    // A swap looks two rows back, so one row past the limit proves nothing yet; two rows' least differ by
    // one.
    if (least > limit + 1) return limit + 1;
    std::swap(two_ago, previous);
    std::swap(previous, current);
  }
  return previous[n];
}

// Neither is empty; what both begin and end with is cut off.
int of_what_differs(std::u32string_view a, std::u32string_view b, int limit) {
  const bool a_is_shorter = a.size() <= b.size();
  const std::u32string_view pattern = a_is_shorter ? a : b, text = a_is_shorter ? b : a;
  const size_t size = pattern.size();
  int distance = 0;
  if (size > 64) {
    distance = by_rows(pattern, text, limit);
  } else if (size > 32 || !is_basic_plane(pattern) || !is_basic_plane(text)) {
    distance = by_bits<LongCharacterRow>(pattern, text, limit);
  } else if (size > 16) {
    distance = by_bits<CharacterRow<uint16_t, 32>>(pattern, text, limit);
  } else {
    distance = by_bits<CharacterRow<uint16_t, 16>>(pattern, text, limit);
  }
  return std::min(distance, limit + 1);
}

bool is_inside_character(char byte) {
  return (uint8_t(byte) & 0xC0) == 0x80;
}

size_t characters(std::string_view utf8) {
  return size_t(std::count_if(utf8.begin(), utf8.end(), [](char c) { return !is_inside_character(c); }));
}

// Takes the characters off that both begin with, and those that both end with.
void cut_what_is_common(std::string_view& a, std::string_view& b) {
  const size_t shorter = std::min(a.size(), b.size());
  size_t front = 0;
  while (front < shorter && a[front] == b[front]) ++front;
  const auto is_cut = [](std::string_view text, size_t at) {
    return at < text.size() && is_inside_character(text[at]);
  };
  while (front > 0 && (is_cut(a, front) || is_cut(b, front))) --front;
  a.remove_prefix(front);
  b.remove_prefix(front);
  size_t back = 0;
  while (back < shorter - front && a[a.size() - 1 - back] == b[b.size() - 1 - back]) ++back;
  while (back > 0 && is_inside_character(a[a.size() - back])) --back;
  a.remove_suffix(back);
  b.remove_suffix(back);
}

}  // namespace

int edit_distance(std::string_view a_utf8, std::string_view b_utf8, int limit) {
  if (a_utf8 == b_utf8) return 0;
  cut_what_is_common(a_utf8, b_utf8);
  // What is left differs in its first character and in its last: one edit mends that only where these are the
  // same character, or neighbours swapped. Most questions with a limit of one end here, nothing decoded.
  const auto [less, most] = std::minmax({a_utf8.size(), b_utf8.size()});
  if (limit == 1 && less > 0 && most > 2 * kMostBytes) return limit + 1;
  const auto [fewer, more] = std::minmax({characters(a_utf8), characters(b_utf8)});
  if (fewer == 0) return int(std::min<int64_t>(int64_t(more), int64_t(limit) + 1));
  if (int64_t(more - fewer) > limit || (limit == 1 && more > 2)) return limit + 1;

  thread_local std::u32string a, b;
  decode(a_utf8, a);
  decode(b_utf8, b);
  return of_what_differs(a, b, limit);
}

int edit_distance(std::u32string_view a, std::u32string_view b, int limit) {
  const size_t shorter = std::min(a.size(), b.size());
  size_t front = 0, back = 0;
  while (front < shorter && a[front] == b[front]) ++front;
  while (back < shorter - front && a[a.size() - 1 - back] == b[b.size() - 1 - back]) ++back;
  a = a.substr(front, a.size() - front - back);
  b = b.substr(front, b.size() - front - back);
  const auto [fewer, more] = std::minmax({a.size(), b.size()});
  if (fewer == 0) return int(std::min<int64_t>(int64_t(more), int64_t(limit) + 1));
  if (int64_t(more - fewer) > limit || (limit == 1 && more > 2)) return limit + 1;
  return of_what_differs(a, b, limit);
}

}  // namespace qy
