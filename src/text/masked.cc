#include "text/masked.h"

#include <algorithm>

#include "text/normalize.h"
#include "text/similarity.h"
#include "text/utf8.h"

namespace qy {
namespace {

constexpr size_t kAnyNumber = 3;  // stars that stand for any number of characters

bool is_star(char32_t c) {
  constexpr std::u32string_view kStars = U"*＊×✱∗•●○■□#?";
  return kStars.find(c) != std::u32string_view::npos;
}

std::u32string cleaned(std::string_view utf8) {
  std::u32string out;
  for (const char32_t c : code_points(normalize(utf8)))
    if (c != ' ' && c != '-') out += is_star(c) ? U'*' : c >= 'a' && c <= 'z' ? c - 32 : c;
  for (size_t at = 0; at < out.size();) {
    const size_t end = std::min(out.find_first_not_of(U'X', at), out.size());
    if (end - at >= 2) std::fill(out.begin() + long(at), out.begin() + long(end), U'*');
    at = std::max(end, at + 1);
  }
  return out;
}

size_t stars(std::u32string_view text) {
  return size_t(std::count(text.begin(), text.end(), U'*'));
}

// Place by place, both of one length.
MaskedAnswer by_places(std::u32string_view a, std::u32string_view b) {
  MaskedAnswer out{.may_be = true};
  for (size_t i = 0; i < a.size(); ++i) {
    if (a[i] == '*' || b[i] == '*') {
      ++out.hidden;
    } else if (a[i] == b[i]) {
      ++out.agree;
    } else {
      return {};
    }
  }
  return out;
}

// A run of three stars and more, which is where one of two lengths may give way; only one such run is told.
bool gives_way(std::u32string_view text) {
  const size_t from = text.find(U'*'), to = text.rfind(U'*');
  return from != text.npos && to - from + 1 == stars(text) && stars(text) >= kAnyNumber;
}

}  // namespace

bool is_masked(std::string_view utf8) {
  return stars(cleaned(utf8)) > 0;
}

std::string clean_masked(std::string_view utf8) {
  std::string out;
  for (const char32_t c : cleaned(utf8)) append_utf8(c, out);
  return out;
}

MaskedAnswer compare_masked(std::u32string_view a, std::u32string_view b) {
  if (a.empty() || b.empty()) return {};
  if (a.size() == b.size()) return by_places(a, b);
  if (!gives_way(a) || (gives_way(b) && b.size() < a.size())) std::swap(a, b);
  if (!gives_way(a)) return {};
  // The run of a shrinks or grows to b's length; what b has in its place is hidden.
  const size_t front = a.find(U'*'), back = a.size() - 1 - a.rfind(U'*');
  if (front + back > b.size()) return {};
  std::u32string stretched(a.substr(0, front));
  stretched.append(b.size() - front - back, U'*').append(a.substr(a.size() - back));
  return by_places(stretched, b);
}

std::string shown_ends(std::string_view utf8, int each) {
  const std::u32string text = cleaned(utf8);
  const auto most = size_t(each);
  const std::u32string_view shown(text);
  const size_t front = std::min({most, text.find(U'*'), text.size()});
  const size_t star = text.rfind(U'*');
  const size_t back = std::min(most, text.size() - (star == text.npos ? 0 : star + 1));
  std::u32string ends(text);
  if (front + back <= text.size())
    ends = std::u32string(shown.substr(0, front)) + std::u32string(shown.substr(text.size() - back));
  std::string out;
  for (const char32_t c : ends) append_utf8(c, out);
  return out;
}

}  // namespace qy
