#include "text/name_words.h"

#include <algorithm>

#include "text/capital_words.h"
#include "text/distance.h"
#include "text/firm_words.h"
#include "text/similarity.h"
#include "text/transliteration.h"

namespace qy {
namespace {

using Words = std::vector<std::u32string>;

// Legal forms out, wherever they stand; all of it stays where nothing else is there.
Words without_forms(const Words& words) {
  Words out;
  for (size_t at = 0; at < words.size();) {
    const size_t form = english_form_words(words, at);
    if (form == 0) out.push_back(words[at]);
    at += std::max<size_t>(1, form);
  }
  return out.empty() ? words : out;
}

double alike(std::u32string_view a, std::u32string_view b, bool initials) {
  constexpr double kInitial = 0.8;
  if (a == b) return 1;
  if (initials && (a.size() == 1 || b.size() == 1)) return a[0] == b[0] ? kInitial : 0;
  return 1 - double(edit_distance(a, b)) / double(std::max(a.size(), b.size()));
}

struct Pair {
  double alike;
  size_t a, b;
};

// The best pairs first, each word once.
std::vector<Pair> partners(const NameWords& a, const NameWords& b) {
  std::vector<Pair> all, out;
  for (size_t i = 0; i < a.words.size(); ++i)
    for (size_t j = 0; j < b.words.size(); ++j)
      all.push_back({alike(a.words[i], b.words[j], a.kind == NameKind::person), i, j});
  // Ties by the words themselves, so that it makes no difference which name comes first.
  const auto words_in_order = [&](const Pair& pair) { return std::minmax(a.words[pair.a], b.words[pair.b]); };
  std::sort(all.begin(), all.end(), [&](const Pair& x, const Pair& y) {
    return x.alike != y.alike ? x.alike > y.alike : words_in_order(x) < words_in_order(y);
  });
  std::vector<bool> used_a(a.words.size()), used_b(b.words.size());
  for (const Pair& pair : all) {
    if (used_a[pair.a] || used_b[pair.b]) continue;
    used_a[pair.a] = used_b[pair.b] = true;
    out.push_back(pair);
  }
  return out;
}

}  // namespace

NameWords read_name_words(std::string_view utf8, NameKind kind) {
  NameWords out{.kind = kind, .words = capital_words(code_points(latin_capitals(utf8)))};
  if (kind == NameKind::firm) out.words = without_forms(out.words);
  for (const std::u32string& word : out.words) out.joined += word;
  return out;
}

double alignment(const NameWords& a, const NameWords& b) {
  constexpr double kLeftOver = 0.06, kWhole = 0.92;
  if (a.words.empty() || b.words.empty()) return 0;
  if (a.joined == b.joined) return 1;
  const double whole = alike(a.joined, b.joined, false);
  const auto [fewer, more] = std::minmax({a.words.size(), b.words.size()});
  const size_t left = more - fewer, most_left = a.kind == NameKind::person ? 3 : 2;
  double worst = 0;
  if (left <= most_left && fewer >= std::min<size_t>(2, more)) {
    const std::vector<Pair> pairs = partners(a, b);
    worst = std::max(0.0, pairs.back().alike - kLeftOver * double(left));
  }
  return whole >= kWhole ? std::max(whole, worst) : worst;
}

}  // namespace qy
