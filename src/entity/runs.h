// The runs of two characters of a text, each as one number: what texts are told to be alike by, a million
// pairs at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace qy {

using Bigram = uint64_t;  // two code points

// Sorted, each once. A text of one character is its own only run.
std::vector<Bigram> runs_of(std::string_view utf8);
// With where it begins and ends marked: 王明 is ^王 王明 明$.
std::vector<Bigram> marked_runs_of(std::string_view utf8);

// How many two sorted lists share.
size_t shared_runs(const std::vector<Bigram>& a, const std::vector<Bigram>& b);
// Of those that either has, the share that both have; two without any are alike (1).
double jaccard_of(const std::vector<Bigram>& a, const std::vector<Bigram>& b);

}  // namespace qy
