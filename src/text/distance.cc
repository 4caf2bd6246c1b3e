// Optimal string alignment, a bit vector at a time: one machine word holds a column of the table, so that
// each character of the longer text costs a dozen operations whatever the shorter one's length (up to 64).
//
// Source: H. Hyyrö, "A Bit-Vector Algorithm for Computing Levenshtein and Damerau Edit Distances" (2003).
// Counter-example to keep in mind: this is no metric. CA → AC is 1 and AC → ABC is 1, yet CA → ABC is 3,
// because a pair once swapped is not edited again.
#include "text/distance.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "text/utf8.h"

namespace qy {
namespace {

using Text = std::vector<char32_t>;

void decode(std::string_view utf8, Text& out) {
  out.clear();
  for (size_t at = 0; at < utf8.size();) out.push_back(next_code_point(utf8, at));
}

// Where each character of a short pattern stands, as a bit mask.
class Places {
 public:
  explicit Places(const char32_t* pattern, size_t size) {
    for (size_t i = 0; i < size; ++i) {
      const char32_t c = pattern[i];
      if (c < 128) {
        ascii_[c] |= uint64_t{1} << i;
        continue;
      }
      size_t at = 0;
      while (at < others_ && characters_[at] != c) ++at;
      if (at == others_) {
        characters_[others_] = c;
        masks_[others_++] = 0;
      }
      masks_[at] |= uint64_t{1} << i;
    }
  }
  uint64_t of(char32_t c) const {
    if (c < 128) return ascii_[c];
    for (size_t at = 0; at < others_; ++at)
      if (characters_[at] == c) return masks_[at];
    return 0;
  }

 private:
  std::array<uint64_t, 128> ascii_{};
  std::array<char32_t, 64> characters_;
  std::array<uint64_t, 64> masks_;
  size_t others_ = 0;
};

int by_bits(const char32_t* pattern, size_t size, const char32_t* text, size_t length, int limit) {
  const Places places(pattern, size);
  uint64_t positive = ~uint64_t{0}, negative = 0, diagonal = 0, before = 0;
  const uint64_t last = uint64_t{1} << (size - 1);
  int distance = int(size);
  for (size_t j = 0; j < length; ++j) {
    const uint64_t match = places.of(text[j]);
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

int by_rows(const char32_t* a, size_t m, const char32_t* b, size_t n, int limit) {
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

}  // namespace

int edit_distance(std::string_view a_utf8, std::string_view b_utf8, int limit) {
  if (a_utf8 == b_utf8) return 0;
  thread_local Text a, b;
  decode(a_utf8, a);
  decode(b_utf8, b);
  const Text* shorter = &a;
  const Text* longer = &b;
  if (shorter->size() > longer->size()) std::swap(shorter, longer);
  if (int64_t(longer->size()) - int64_t(shorter->size()) > limit) return limit + 1;

  size_t from = 0, m = shorter->size(), n = longer->size();
  while (from < m && (*shorter)[from] == (*longer)[from]) ++from;
  while (m > from && (*shorter)[m - 1] == (*longer)[n - 1]) --m, --n;
  m -= from;
  n -= from;
  if (m == 0) return int(n);
  const char32_t* pattern = shorter->data() + from;
  const char32_t* text = longer->data() + from;
  const int distance = m <= 64 ? by_bits(pattern, m, text, n, limit) : by_rows(pattern, m, text, n, limit);
  return std::min(distance, limit + 1);
}

}  // namespace qy
