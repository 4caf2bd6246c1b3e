// One insertion, deletion, substitution or swap of neighbours apart, told in one pass over both ends.
#pragma once

#include <algorithm>
#include <string_view>

namespace qy {

inline bool is_one_edit(std::u32string_view a, std::u32string_view b) {
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() > 1 || a == b) return false;
  size_t front = 0, back = 0;
  while (front < a.size() && a[front] == b[front]) ++front;
  while (back < a.size() - front && a[a.size() - 1 - back] == b[b.size() - 1 - back]) ++back;
  const size_t left_a = a.size() - front - back, left_b = b.size() - front - back;
  return left_b <= 1 || (left_a == 2 && left_b == 2 && a[front] == b[front + 1] && a[front + 1] == b[front]);
}

}  // namespace qy
