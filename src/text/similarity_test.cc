#include "text/similarity.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace qy {
namespace {

// Values of Winkler's papers, to four places.
TEST(JaroWinkler, PublishedPairs) {
  struct Row {
    const char32_t* a;
    const char32_t* b;
    double jaro, jaro_winkler;
  };
  for (const Row& row : std::vector<Row>{{U"MARTHA", U"MARHTA", 0.9444, 0.9611},
                                         {U"DIXON", U"DICKSONX", 0.7667, 0.8133},
                                         {U"JELLYFISH", U"SMELLYFISH", 0.8963, 0.8963},
                                         {U"DWAYNE", U"DUANE", 0.8222, 0.8400},
                                         {U"JONES", U"JOHNSON", 0.7905, 0.8324},
                                         {U"SHACKLEFORD", U"SHACKELFORD", 0.9697, 0.9818},
                                         {U"", U"", 1, 1},
                                         {U"A", U"", 0, 0},
                                         {U"A", U"A", 1, 1}}) {
    EXPECT_NEAR(jaro(row.a, row.b), row.jaro, 5e-5);
    EXPECT_NEAR(jaro_winkler(row.a, row.b), row.jaro_winkler, 5e-5);
  }
}

// Two of three characters in place: (2/3 + 2/3 + 1) / 3 = 0.7778, and one of prefix more: 0.8.
TEST(JaroWinkler, CountsCharactersAndNotBytes) {
  EXPECT_NEAR(jaro(U"王小明", U"王小兰"), 0.7778, 5e-5);
  EXPECT_NEAR(jaro_winkler(U"王小明", U"王晓明"), 0.8, 5e-5);
}

// The definition, written down: a match within half the longer length less one; half of what is out of order.
double naive_jaro(const std::u32string& a, const std::u32string& b) {
  if (a.empty() && b.empty()) return 1;
  if (a.empty() || b.empty()) return 0;
  const int reach = std::max(0, int(std::max(a.size(), b.size())) / 2 - 1);
  std::vector<char> in_a(a.size()), in_b(b.size());
  double matches = 0;
  for (int i = 0; i < int(a.size()); ++i)
    for (int j = 0; j < int(b.size()); ++j)
      if (in_a[size_t(i)] == 0 && in_b[size_t(j)] == 0 && std::abs(i - j) <= reach &&
          a[size_t(i)] == b[size_t(j)]) {
        in_a[size_t(i)] = in_b[size_t(j)] = 1;
        ++matches;
      }
  if (matches == 0) return 0;
  std::u32string of_a, of_b;
  for (size_t i = 0; i < a.size(); ++i)
    if (in_a[i] != 0) of_a += a[i];
  for (size_t j = 0; j < b.size(); ++j)
    if (in_b[j] != 0) of_b += b[j];
  double out_of_order = 0;
  for (size_t k = 0; k < of_a.size(); ++k) out_of_order += of_a[k] == of_b[k] ? 0 : 1;
  return (matches / double(a.size()) + matches / double(b.size()) + (matches - out_of_order / 2) / matches) /
         3;
}

// Lengths on both sides of the 16, the 32 and the 64 at which the way of counting changes.
std::u32string word() {
  const int longest = *rc::gen::elementOf(std::vector<int>{8, 18, 34, 70});
  std::u32string out;
  const int length = *rc::gen::inRange(0, longest);
  for (int i = 0; i < length; ++i) out += *rc::gen::elementOf(std::u32string(U"ab中国é\U00020BB7"));
  return out;
}

RC_GTEST_PROP(JaroWinkler, AgreesWithTheDefinition, ()) {
  const std::u32string a = word(), b = word();
  RC_ASSERT(std::abs(jaro(a, b) - naive_jaro(a, b)) < 1e-12);
}

RC_GTEST_PROP(JaroWinkler, StaysBetweenNoneAndAll, ()) {
  const std::u32string a = word(), b = word();
  const double alike = jaro_winkler(a, b);
  RC_ASSERT(alike >= jaro(a, b) - 1e-12 && alike <= 1 + 1e-12);
  RC_ASSERT(jaro_winkler(a, a) > 1 - 1e-12);
}

TEST(Shares, OfGramsAndWords) {
  EXPECT_EQ(grams_of(U"银行支行", 2), (std::vector<std::u32string>{U"支行", U"行支", U"银行"}));
  EXPECT_EQ(grams_of(U"银", 2), (std::vector<std::u32string>{U"银"}));
  EXPECT_TRUE(grams_of(U"", 2).empty());
  EXPECT_EQ(tokens_of(U" the  cat, the·dog "), (std::vector<std::u32string>{U"cat", U"dog", U"the"}));
  // 农机, 机站 against 农机, 机械: one of three.
  EXPECT_DOUBLE_EQ(jaccard(grams_of(U"农机站", 2), grams_of(U"农机械", 2)), 1.0 / 3);
  EXPECT_DOUBLE_EQ(overlap(tokens_of(U"acme ltd"), tokens_of(U"acme holdings ltd uk")), 1);
  EXPECT_DOUBLE_EQ(jaccard({}, {}), 1);
  EXPECT_DOUBLE_EQ(overlap({}, tokens_of(U"a")), 0);
}

}  // namespace
}  // namespace qy
