#include "synth/random.h"

namespace qy::synth {

uint64_t mix(uint64_t x) {
  x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9ULL;
  x = (x ^ (x >> 27)) * 0x94D049BB133111EBULL;
  return x ^ (x >> 31);
}

Random::Random(uint64_t seed, std::string_view stream, uint64_t index) : state_(0) {
  uint64_t hash = 0xCBF29CE484222325ULL;  // FNV-1a, so that the name of a stream counts and not its address
  for (const char c : stream) hash = (hash ^ uint8_t(c)) * 0x100000001B3ULL;
  state_ = mix(mix(seed + 0x9E3779B97F4A7C15ULL) ^ hash ^ mix(index + 0xD1B54A32D192ED03ULL));
}

double Random::normal() {
  int64_t sum = 0;
  for (int word = 0; word < 3; ++word) {
    const uint64_t bits = next();
    for (int part = 0; part < 4; ++part) sum += int64_t((bits >> (16 * part)) & 0xFFFF);
  }
  return double(sum - 6 * 0xFFFF) / 65536.0;
}

double Random::lognormal(double median, double sigma) {
  return median * exp_of(sigma * normal());
}

double exp_of(double x) {
  constexpr double kLn2 = 0.69314718055994530942;
  int halvings = 0;
  const bool is_negative = x < 0;
  double rest = is_negative ? -x : x;
  while (rest > kLn2) {
    rest -= kLn2;
    ++halvings;
  }
  double sum = 1.0;
  for (int term = 16; term >= 1; --term) sum = 1.0 + sum * rest / term;
  for (int i = 0; i < halvings; ++i) sum *= 2.0;
  return is_negative ? 1.0 / sum : sum;
}

}  // namespace qy::synth
