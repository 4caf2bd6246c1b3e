#include "synth/scheme.h"

#include <algorithm>

namespace qy::synth {

int Stage::wanted(const Scheme& scheme) const {
  return std::max(1, int(setting.rate(scheme) * double(natives) / 10'000.0 + 0.5));
}

int32_t Stage::choose(Random& random, const std::function<bool(const Person&)>& test) {
  return choose_person(county, natives, random, test);
}

int32_t Stage::look_for(Random& random, const std::function<bool(const Person&)>& test) const {
  for (int attempt = 0; attempt < 60'000; ++attempt) {
    const auto id = int32_t(random.below(uint32_t(natives)));
    if (!person(id).has(kTouched) && test(person(id))) return id;
  }
  return -1;
}

}  // namespace qy::synth
