// Jaro looks, for each character of one text, for the same character near its place in the other. Texts of up
// to 32 characters lie in machine registers (character_row.h); most names are that short.
#include "text/similarity.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <type_traits>

#include "text/character_row.h"
#include "text/utf8.h"

namespace qy {
namespace {

constexpr size_t kWord = 64;  // bits of a machine word

// The lowest `count` bits.
uint64_t lowest(size_t count) {
  return count >= kWord ? ~uint64_t{0} : (uint64_t{1} << count) - 1;
}

double share(size_t m, size_t n, size_t matches, size_t out_of_order) {
  if (matches == 0) return 0;
  const auto found = double(matches);
  return (found / double(m) + found / double(n) + (found - double(out_of_order) / 2) / found) / 3;
}

// The matches of both texts as bits; the k-th of the one belongs to the k-th of the other when both are read
// in their own order, and what differs then is out of order.
template <class Places>
double jaro_by_bits(std::u32string_view a, std::u32string_view b) {
  const size_t window = std::max(a.size(), b.size()) / 2;
  const size_t reach = window == 0 ? 0 : window - 1;
  const Places row(b);
  const uint64_t inside = lowest(b.size()), window_wide = lowest(2 * reach + 1);
  uint64_t of_a = 0, of_b = 0;
  uint32_t seen = row.seen();
  for (size_t i = 0; i < a.size(); ++i) {
    seen |= uint32_t(a[i]);
    const uint64_t near = i >= reach ? window_wide << (i - reach) : window_wide >> (reach - i);
    const uint64_t free = row.places(a[i]) & near & inside & ~of_b;
    if (free == 0) continue;
    of_b |= free & (~free + 1);
    of_a |= uint64_t{1} << i;
  }
  if (!std::is_same_v<Places, LongCharacterRow> && seen > 0xFFFF) return jaro_by_bits<LongCharacterRow>(a, b);
  size_t matches = 0, out_of_order = 0;
  for (; of_a != 0; of_a &= of_a - 1, of_b &= of_b - 1, ++matches)
    out_of_order += a[size_t(std::countr_zero(of_a))] != b[size_t(std::countr_zero(of_b))] ? 1 : 0;
  return share(a.size(), b.size(), matches, out_of_order);
}

double jaro_by_rows(std::u32string_view a, std::u32string_view b) {
  const size_t window = std::max(a.size(), b.size()) / 2;
  const size_t reach = window == 0 ? 0 : window - 1;
  std::vector<bool> taken(b.size());
  std::u32string of_a, of_b;
  for (size_t i = 0; i < a.size(); ++i) {
    const size_t to = std::min(b.size(), i + reach + 1);
    for (size_t j = i > reach ? i - reach : 0; j < to; ++j) {
      if (taken[j] || a[i] != b[j]) continue;
      taken[j] = true;
      of_a += a[i];
      break;
    }
  }
  for (size_t j = 0; j < b.size(); ++j)
    if (taken[j]) of_b += b[j];
  size_t out_of_order = 0;
  for (size_t k = 0; k < of_a.size(); ++k) out_of_order += of_a[k] == of_b[k] ? 0 : 1;
  return share(a.size(), b.size(), of_a.size(), out_of_order);
}

bool is_between_words(char32_t c) {
  return c < 128 ? !((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))
                 : (c >= 0x2000 && c <= 0x206F) || (c >= 0x3000 && c <= 0x303F) || c == 0xB7;
}

void sort_once(std::vector<std::u32string>& list) {
  std::sort(list.begin(), list.end());
  list.erase(std::unique(list.begin(), list.end()), list.end());
}

size_t shared(const std::vector<std::u32string>& a, const std::vector<std::u32string>& b) {
  size_t count = 0;
  for (size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    const int order = a[i].compare(b[j]);
    count += order == 0 ? 1 : 0;
    i += order <= 0 ? 1 : 0;
    j += order >= 0 ? 1 : 0;
  }
  return count;
}

}  // namespace

std::u32string code_points(std::string_view utf8) {
  std::u32string out;
  out.reserve(utf8.size());
  for (size_t at = 0; at < utf8.size();) out += next_code_point(utf8, at);
  return out;
}

double jaro(std::u32string_view a, std::u32string_view b) {
  if (a.empty() || b.empty()) return a.size() == b.size() ? 1 : 0;
  const size_t longer = std::max(a.size(), b.size());
  if (longer <= 32)
    return longer <= 16 ? jaro_by_bits<CharacterRow<uint16_t, 16>>(a, b)
                        : jaro_by_bits<CharacterRow<uint16_t, 32>>(a, b);
  if (longer <= kWord) return jaro_by_bits<LongCharacterRow>(a, b);
  return jaro_by_rows(a, b);
}

double jaro_winkler(std::u32string_view a, std::u32string_view b) {
  constexpr size_t kMostPrefix = 4;
  constexpr double kPrefixWeight = 0.1;
  const double alike = jaro(a, b);
  const size_t most = std::min({kMostPrefix, a.size(), b.size()});
  size_t prefix = 0;
  while (prefix < most && a[prefix] == b[prefix]) ++prefix;
  return alike + double(prefix) * kPrefixWeight * (1 - alike);
}

std::vector<std::u32string> grams_of(std::u32string_view text, size_t q) {
  std::vector<std::u32string> out;
  if (text.empty()) return out;
  for (size_t at = 0; at == 0 || at + q <= text.size(); ++at) out.emplace_back(text.substr(at, q));
  sort_once(out);
  return out;
}

std::vector<std::u32string> tokens_of(std::u32string_view text) {
  std::vector<std::u32string> out;
  for (size_t at = 0; at < text.size();) {
    size_t end = at;
    while (end < text.size() && !is_between_words(text[end])) ++end;
    if (end > at) out.emplace_back(text.substr(at, end - at));
    at = end + 1;
  }
  sort_once(out);
  return out;
}

double jaccard(const std::vector<std::u32string>& a, const std::vector<std::u32string>& b) {
  if (a.empty() && b.empty()) return 1;
  const size_t both = shared(a, b);
  return double(both) / double(a.size() + b.size() - both);
}

double overlap(const std::vector<std::u32string>& a, const std::vector<std::u32string>& b) {
  if (a.empty() || b.empty()) return a.size() == b.size() ? 1 : 0;
  return double(shared(a, b)) / double(std::min(a.size(), b.size()));
}

}  // namespace qy
