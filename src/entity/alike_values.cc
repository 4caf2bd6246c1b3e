#include "entity/alike_values.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <unordered_map>

#include "entity/runs.h"

namespace qy {
bool AlikeValues::contains(ValueCode a, ValueCode b) const {
  return std::binary_search(pairs.begin(), pairs.end(), std::pair(std::min(a, b), std::max(a, b)));
}

AlikeValues alike_values(const Values& values, double at_least) {
  std::vector<std::vector<Bigram>> runs(values.size());
  std::unordered_map<Bigram, uint32_t> count;
  for (ValueCode code = 1; code < values.size(); ++code) {
    runs[code] = marked_runs_of(values.text(code));
    for (const Bigram run : runs[code]) ++count[run];
  }
  std::vector<ValueCode> by_length(values.size() - 1);
  std::iota(by_length.begin(), by_length.end(), 1U);
  std::stable_sort(by_length.begin(), by_length.end(),
                   [&](ValueCode a, ValueCode b) { return runs[a].size() < runs[b].size(); });
  AlikeValues out;
  std::unordered_map<Bigram, std::vector<ValueCode>> index;
  std::vector<ValueCode> met_by(values.size());  // the last value that met this one
  for (const ValueCode code : by_length) {
    std::vector<Bigram> rarest = runs[code];
    std::sort(rarest.begin(), rarest.end(),
              [&](Bigram a, Bigram b) { return count[a] != count[b] ? count[a] < count[b] : a < b; });
    const auto least_shared = size_t(std::ceil(at_least * double(rarest.size()) - 1e-9));
    rarest.resize(rarest.size() - least_shared + 1);
    for (const Bigram run : rarest) {
      std::vector<ValueCode>& holders = index[run];
      for (const ValueCode other : holders) {
        if (met_by[other] == code) continue;
        met_by[other] = code;
        const size_t both = shared_runs(runs[code], runs[other]);
        if (double(both) >= at_least * double(runs[code].size() + runs[other].size() - both) - 1e-9)
          out.pairs.emplace_back(std::min(code, other), std::max(code, other));
      }
      if (holders.size() < AlikeValues::kMostPostings)
        holders.push_back(code);
      else if (holders.size() == AlikeValues::kMostPostings && count[run] > 0)
        ++out.runs_passed_over, count[run] = 0;
    }
  }
  std::sort(out.pairs.begin(), out.pairs.end());
  return out;
}

}  // namespace qy
