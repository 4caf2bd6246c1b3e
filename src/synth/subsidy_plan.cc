#include "synth/subsidy_plan.h"

#include "synth/planner.h"

namespace qy::synth {

std::pair<const Deviation*, const Deviation*> SubsidyPlan::of(int32_t person, Program program) const {
  const auto before = [](const Deviation& a, const std::pair<int32_t, Program>& b) {
    return a.person != b.first ? a.person < b.first : a.program < b.second;
  };
  const auto from =
      std::lower_bound(deviations.begin(), deviations.end(), std::pair(person, program), before);
  auto to = from;
  while (to != deviations.end() && to->person == person && to->program == program) ++to;
  const Deviation* data = deviations.data();
  return {data + (from - deviations.begin()), data + (to - deviations.begin())};
}

const Deviation* SubsidyPlan::find(int32_t person, Program program, Turn turn) const {
  const auto [from, to] = of(person, program);
  const auto* at = std::find_if(from, to, [&](const Deviation& deviation) { return deviation.turn == turn; });
  return at == to ? nullptr : at;
}

SubsidyPlan plan_subsidies(Stage& stage) {
  return Planner(stage).plan();
}

}  // namespace qy::synth
