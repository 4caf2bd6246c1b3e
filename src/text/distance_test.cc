#include "text/distance.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "text/utf8.h"

namespace qy {
namespace {

TEST(EditDistance, CountsCodePoints) {
  struct Row {
    const char* a;
    const char* b;
    int distance;
  };
  for (const Row& row : std::vector<Row>{{"", "", 0},
                                         {"", "abc", 3},
                                         {"kitten", "sitting", 3},
                                         {"abcd", "abdc", 1},  // neighbours swapped
                                         {"CA", "ABC", 3},     // a swapped pair is not edited again
                                         {"张三", "张四", 1},
                                         {"建设有限公司", "建设有限责任公司", 2},
                                         {"王小明", "王明小", 1},
                                         {"中国", "中", 1}}) {
    EXPECT_EQ(edit_distance(row.a, row.b), row.distance) << row.a << " / " << row.b;
    EXPECT_EQ(edit_distance(row.b, row.a), row.distance) << row.b << " / " << row.a;
  }
}

TEST(EditDistance, StopsEarly) {
  EXPECT_EQ(edit_distance("kitten", "sitting", 3), 3);
  EXPECT_EQ(edit_distance("kitten", "sitting", 2), 3);
  EXPECT_EQ(edit_distance("kitten", "sitting", 0), 1);
  EXPECT_EQ(edit_distance("a", std::string(1000, 'b'), 5), 6);
  const std::string a(200, 'a'), b(200, 'b');
  EXPECT_EQ(edit_distance(a, b), 200);
  EXPECT_EQ(edit_distance(a, b, 10), 11);
}

// The definition, written down.
int naive(const std::u32string& a, const std::u32string& b) {
  std::vector<std::vector<int>> d(a.size() + 1, std::vector<int>(b.size() + 1));
  for (size_t i = 0; i <= a.size(); ++i) d[i][0] = int(i);
  for (size_t j = 0; j <= b.size(); ++j) d[0][j] = int(j);
  for (size_t i = 1; i <= a.size(); ++i)
    for (size_t j = 1; j <= b.size(); ++j) {
      d[i][j] =
          std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
    }
  return d[a.size()][b.size()];
}

// Few letters, so that matches and swaps abound; lengths on both sides of the 16, 32 and 64 at which the way
// of counting changes, and a character outside the basic plane, which two of these ways do not hold.
std::u32string word() {
  const int longest = *rc::gen::elementOf(std::vector<int>{12, 12, 20, 40, 90});
  std::u32string out;
  const int length = *rc::gen::inRange(0, longest);
  for (int i = 0; i < length; ++i) out += *rc::gen::elementOf(std::u32string(U"ab中国é\U00020BB7"));
  return out;
}

std::string utf8(const std::u32string& text) {
  std::string out;
  for (const char32_t c : text) append_utf8(c, out);
  return out;
}

RC_GTEST_PROP(EditDistance, AgreesWithTheDefinition, ()) {
  const std::u32string a = word(), b = word();
  const int expected = naive(a, b);
  RC_ASSERT(edit_distance(utf8(a), utf8(b)) == expected);
  const int limit = *rc::gen::inRange(0, 20);
  RC_ASSERT(edit_distance(utf8(a), utf8(b), limit) == std::min(expected, limit + 1));
  RC_ASSERT(edit_distance(std::u32string_view(a), b) == expected);
  RC_ASSERT(edit_distance(std::u32string_view(a), b, limit) == std::min(expected, limit + 1));
}

RC_GTEST_PROP(EditDistance, IsZeroForEqualsSymmetricAndBounded, ()) {
  const std::u32string a = word(), b = word();
  const int distance = edit_distance(utf8(a), utf8(b));
  RC_ASSERT((distance == 0) == (a == b));
  RC_ASSERT(distance == edit_distance(utf8(b), utf8(a)));
  RC_ASSERT(distance >= std::abs(int(a.size()) - int(b.size())));
  RC_ASSERT(distance <= int(std::max(a.size(), b.size())));
}

RC_GTEST_PROP(EditDistance, OneEditIsAtMostOne, ()) {
  const std::u32string a = word();
  RC_PRE(!a.empty());
  std::u32string b = a;
  const auto at = size_t(*rc::gen::inRange<int>(0, int(a.size())));
  switch (*rc::gen::inRange(0, 4)) {
    case 0:
      b.erase(at, 1);
      break;
    case 1:
      b.insert(at, 1, U'x');
      break;
    case 2:
      b[at] = U'x';
      break;
    default:
      if (at + 1 < b.size()) std::swap(b[at], b[at + 1]);
  }
  RC_ASSERT(edit_distance(utf8(a), utf8(b)) <= 1);
}

RC_GTEST_PROP(EditDistance, TakesAnyBytes, (const std::string& a, const std::string& b)) {
  RC_ASSERT(edit_distance(a, b) >= 0);
}

}  // namespace
}  // namespace qy
