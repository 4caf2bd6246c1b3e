// How alike two texts are, 0 to 1, over code points. What edit distance (distance.h) says in steps, these say
// in shares.
//
// All take code points, decoded once a value and not once a pair: linkage compares one name with thousands.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace qy {

std::u32string code_points(std::string_view utf8);

// Winkler's boost of Jaro: names that begin alike are more alike.
//
//   Source:  W. E. Winkler, "String Comparator Metrics and Enhanced Decision Rules in the Fellegi-Sunter
//            Model of Record Linkage" (1990): prefix of at most four, weight 0.1, whatever Jaro gives.
//   Example: MARTHA, MARHTA -> 0.9611; DIXON, DICKSONX -> 0.8133.
//   Two empty texts are alike (1); an empty and another are not (0).
double jaro(std::u32string_view a, std::u32string_view b);
double jaro_winkler(std::u32string_view a, std::u32string_view b);

// The runs of `q` code points of a text, sorted, each once: what the shares below are taken of. A text
// shorter than q is its own only gram.
std::vector<std::u32string> grams_of(std::u32string_view text, size_t q);
// The words of a text between blanks and punctuation, sorted, each once.
std::vector<std::u32string> tokens_of(std::u32string_view text);

// What two sorted lists share: |a ∩ b| / |a ∪ b| (Jaccard), and |a ∩ b| / min(|a|, |b|), which forgives a
// name that says more than the other.
double jaccard(const std::vector<std::u32string>& a, const std::vector<std::u32string>& b);
double overlap(const std::vector<std::u32string>& a, const std::vector<std::u32string>& b);

}  // namespace qy
