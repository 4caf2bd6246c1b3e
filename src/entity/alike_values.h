// Which values of a column are alike, found without comparing each with each: an inverted index of their runs
// of two characters.
//
//   MÜLLER  ^M MÜ ÜL LL LE ER R$         MUELLER shares ^M LL LE ER R$ : 5 of 10, 0.5
//   王小明   ^王 王小 小明 明$              王晓明 shares ^王 明$ : 2 of 6, 0.33
//
// Of two values that share enough, one's rarest runs must hold one of the other's rarest (prefix filter), so
// only those are indexed. Runs that more than `kMostPostings` values have among their rarest are passed over,
// and counted: time stays bounded where all values are made of the same few characters.
//
// Source: R. J. Bayardo, Y. Ma, R. Srikant, "Scaling Up All Pairs Similarity Search" (2007).
#pragma once

#include <utility>
#include <vector>

#include "entity/records.h"

namespace qy {

struct AlikeValues {
  static constexpr size_t kMostPostings = 1000;

  std::vector<std::pair<ValueCode, ValueCode>> pairs;  // the smaller code first, sorted
  size_t runs_passed_over = 0;

  bool contains(ValueCode a, ValueCode b) const;
};

// `at_least`: of the runs that either has, the share that both have (Jaccard), above 0.
AlikeValues alike_values(const Values& values, double at_least);

}  // namespace qy
