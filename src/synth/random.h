// Chance that is the same on every machine: SplitMix64 and integer arithmetic, no std:: distributions, no
// libm.
//
// Every concern draws from a stream of its own (seed, name, index), so that adding a draw in one place does
// not shift the rest of the county.
//
//   Source: Steele, Lea, Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace qy::synth {

uint64_t mix(uint64_t x);

class Random {
 public:
  explicit Random(uint64_t seed) : state_(mix(seed)) {}
  Random(uint64_t seed, std::string_view stream, uint64_t index = 0);

  uint64_t next() {
    state_ += 0x9E3779B97F4A7C15ULL;
    return mix(state_);
  }
  // 0 .. n-1; n must be positive.
  uint32_t below(uint32_t n) { return uint32_t((uint64_t(uint32_t(next() >> 32)) * n) >> 32); }
  // Both ends included.
  int between(int low, int high) { return low + int(below(uint32_t(high - low + 1))); }
  bool chance(uint32_t per_million) { return below(1'000'000) < per_million; }
  bool percent(uint32_t share) { return below(100) < share; }
  double unit() { return double(next() >> 11) * 0x1.0p-53; }
  // Mean 0, deviation 1: the sum of twelve uniforms (Irwin and Hall), exact in every arithmetic.
  double normal();
  // median × e^(sigma × normal).
  double lognormal(double median, double sigma);

  template <class List>
  const auto& pick(const List& list) {
    return list[below(uint32_t(std::size(list)))];
  }

 private:
  uint64_t state_;
};

// e^x by its series: the same bits wherever IEEE 754 holds (this folder is compiled without contraction).
double exp_of(double x);

}  // namespace qy::synth
