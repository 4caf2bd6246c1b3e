// Chance under a seed: the same seed gives the same year on every machine, which the library's own distributions do not promise.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace qy::county {

class Chance {
 public:
  // Each deed has a chance of its own, so that one deed can be left out of a story and the others stay as they were.
  Chance(uint64_t seed, uint64_t deed)
      : state_(seed * 0x9E3779B97F4A7C15u + deed * 0xD1B54A32D192ED03u + 1) {}

  int below(int n) { return int(next() % uint64_t(n)); }
  bool one_in(int n) { return below(n) == 0; }
  template <class T>
  const T& among(const std::vector<T>& all) {
    return all[std::size_t(below(int(all.size())))];
  }

 private:
  // Vigna's splitmix64.
  uint64_t next() {
    uint64_t z = (state_ += 0x9E3779B97F4A7C15u);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
  }
  uint64_t state_;
};

}  // namespace qy::county
