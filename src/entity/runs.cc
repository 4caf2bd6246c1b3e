#include "entity/runs.h"

#include <algorithm>

#include "text/similarity.h"

namespace qy {
namespace {

constexpr char32_t kStart = 2, kEnd = 3;  // control characters, which no normalised text holds

std::vector<Bigram> runs(std::u32string_view text) {
  std::vector<Bigram> out;
  for (size_t i = 0; i + 1 < text.size(); ++i) out.push_back(Bigram(text[i]) << 32 | Bigram(text[i + 1]));
  if (text.size() == 1) out.push_back(Bigram(text[0]));
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

}  // namespace

std::vector<Bigram> runs_of(std::string_view utf8) {
  return runs(code_points(utf8));
}

std::vector<Bigram> marked_runs_of(std::string_view utf8) {
  return runs(kStart + code_points(utf8) + kEnd);
}

size_t shared_runs(const std::vector<Bigram>& a, const std::vector<Bigram>& b) {
  size_t out = 0;
  for (size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    const Bigram x = a[i], y = b[j];
    out += x == y ? 1 : 0;
    i += x <= y ? 1 : 0;
    j += y <= x ? 1 : 0;
  }
  return out;
}

double jaccard_of(const std::vector<Bigram>& a, const std::vector<Bigram>& b) {
  if (a.empty() && b.empty()) return 1;
  const size_t both = shared_runs(a, b);
  return double(both) / double(a.size() + b.size() - both);
}

}  // namespace qy
