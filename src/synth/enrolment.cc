#include "synth/enrolment.h"

#include <algorithm>

namespace qy::synth {
namespace {

constexpr int64_t kPeoplePerArea = 125'000;

Date birthday(const Person& person, int age) {
  return person.born_on().plus_months(age * 12);
}

// Programmes by age begin on a birthday; the others with the year.
Date first_day(const Person& person, Program program, int year) {
  const Date new_year = std::max(day_of(year, 1, 1), person.born_on());
  if (program == Program::pension) return std::max(new_year, birthday(person, 60));
  if (program == Program::elder) return std::max(new_year, birthday(person, 80));
  return new_year;
}

Enrolment plain(const Population& county, int32_t id, Program program, int year, uint64_t seed) {
  const auto& person = county.people[size_t(id)];
  Enrolment enrolment;
  enrolment.person = id;
  enrolment.start = first_day(person, program, year).days();
  enrolment.end = day_of(year, 12, 31).days();
  if (person.died != 0) enrolment.end = std::min(enrolment.end, person.died);
  enrolment.entitlement = entitlement_of(county, id, program, year, seed);
  enrolment.is_touched = person.has(kTouched);
  return enrolment;
}

// What the plan says about the span; whoever the plan enrols is paid for the plan's span and no other.
void bend(const SubsidyPlan& plan, Program program, int year, Enrolment& enrolment) {
  const auto [from, to] = plan.of(enrolment.person, program);
  for (const auto* deviation = from; deviation != to; ++deviation) {
    const int until = std::min(deviation->until, day_of(year, 12, 31)).days();
    if (deviation->turn == Turn::paid_after_death || deviation->turn == Turn::returned_after_death)
      enrolment.end = until;
    if (deviation->turn == Turn::large_area)
      enrolment.entitlement.quantity_hundredths =
          enrolment.entitlement.quantity_hundredths / 100 * deviation->other;
    if (deviation->turn == Turn::enrolled) {
      enrolment.start = std::max(deviation->from, day_of(year, 1, 1)).days();
      enrolment.end = until;
    }
  }
}

}  // namespace

std::vector<Area> areas_of(const Population& county) {
  const auto townships = county.townships.size();
  const auto wanted = std::min(townships, size_t(int64_t(county.people.size()) / kPeoplePerArea + 1));
  std::vector<Area> areas(wanted);
  for (size_t i = 0; i < wanted; ++i) {
    areas[i].number = int(i) + 1;
    areas[i].first_township = i * townships / wanted;
    areas[i].last_township = (i + 1) * townships / wanted - 1;
    areas[i].first_person = i == 0 ? 0 : areas[i - 1].end_person;
    areas[i].end_person = areas[i].first_person;
  }
  for (const auto& household : county.households) {
    const size_t township = county.villages[household.village].township;
    for (auto& area : areas)
      if (township >= area.first_township && township <= area.last_township)
        area.end_person = household.first + household.count;
  }
  for (size_t i = 1; i < wanted; ++i) areas[i].first_person = areas[i - 1].end_person;
  return areas;
}

std::vector<Enrolment> enrol(const Population& county, const SubsidyPlan& plan, const Area& area,
                             Program program, int year, uint64_t seed) {
  const Date last_day = day_of(year, 12, 31);
  std::vector<Enrolment> enrolments;
  const auto take = [&](int32_t id) {
    Enrolment enrolment = plain(county, id, program, year, seed);
    if (enrolment.is_touched) bend(plan, program, year, enrolment);
    if (enrolment.start <= enrolment.end && enrolment.end >= day_of(year, 1, 1).days())
      enrolments.push_back(enrolment);
  };
  for (int32_t id = area.first_person; id < area.end_person; ++id) {
    const auto& person = county.people[size_t(id)];
    const bool is_planned = person.has(kTouched) && plan.find(id, program, Turn::enrolled) != nullptr;
    if (is_planned || is_entitled(county, person, program, last_day)) take(id);
  }
  for (const auto& deviation : plan.deviations) {
    const auto& person = county.people[size_t(deviation.person)];
    const int32_t neighbour = county.household_of(person).first;
    const bool is_here = neighbour >= area.first_person && neighbour < area.end_person;
    if (person.has(kGhost) && is_here && deviation.program == program && deviation.turn == Turn::enrolled)
      take(deviation.person);
  }
  return enrolments;
}

}  // namespace qy::synth
