// How much of what two texts say they say both, rare words counting for more: EXAMPLE PUMPS LTD and EXAMPLE
// LTD share the one word that few have.
//
//   Source: G. Salton, C. Buckley, "Term-Weighting Approaches in Automatic Text Retrieval" (1988): the cosine
//   of two
//           texts' words, each word by the logarithm of how few texts have it. For names: W. W. Cohen, P.
//           Ravikumar, S. E. Fienberg, "A Comparison of String Distance Metrics for Name-Matching Tasks"
//           (2003).
//
// Words are runs of Latin letters and digits in capitals; a Chinese text has no blanks, and its pairs of
// neighbouring characters stand for words.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace qy {

struct WeighedText {
  std::vector<std::pair<uint32_t, float>>
      words;  // number and weight, by number; the squares of the weights add up to 1
};

class WordWeights {
 public:
  void count(std::string_view utf8);  // every text once, before the first is weighed
  WeighedText weigh(std::string_view utf8) const;

 private:
  std::unordered_map<std::u32string, std::pair<uint32_t, uint32_t>> words_;  // number, texts that have it
  size_t texts_ = 0;
};

// 0 to 1. Nothing is alike a text without words.
double shared_weight(const WeighedText& a, const WeighedText& b);

}  // namespace qy
