// The desk at which the subsidy plan is drawn up: one function a matter, the rules of one kind in one file.
//
//   plan_identity.cc      A01 after death, A05 invalid numbers
//   plan_accounts.cc      A03 one account for many, A04 twice
//   plan_entitlement.cc   A02 payroll, A06 off the list, A11 amounts, A17 exclusive programmes
//   plan_course.cc        A07 unpaid, A08 land, A10 and A16 accounts, A13 officials, A15 lists
#pragma once

#include <algorithm>
#include <cmath>
#include <functional>

#include "synth/scheme.h"
#include "synth/subsidy_plan.h"

namespace qy::synth {

inline const Date kMiddleOfStory = day_of(kLastYear, 1, 1);

class Planner {
 public:
  explicit Planner(Stage& stage)
      : stage_(stage),
        county_(stage.county),
        offices_(stage.offices),
        truth_(stage.truth),
        setting_(stage.setting),
        seed_(stage.seed),
        random_(stage.random("subsidy plan")),
        natives_(stage.natives),
        share_(std::max(1, int(natives_ / 10'000))) {}

  SubsidyPlan plan() {
    after_death();
    one_card_for_many();
    payroll_members();
    listed_and_paid_twice();
    invalid_numbers();
    off_the_list();
    wrong_amounts();
    exclusive_programs();
    listed_unpaid();
    land_and_lists();
    accounts_drift();
    auto& all = plan_.deviations;
    std::stable_sort(all.begin(), all.end(), [](const Deviation& a, const Deviation& b) {
      return a.person != b.person ? a.person < b.person : a.program < b.program;
    });
    return std::move(plan_);
  }

 private:
  using Test = std::function<bool(const Person&)>;

  int32_t choose(const Test& test) { return choose_person(county_, natives_, random_, test); }

  bool entitled(const Person& person, Program program, int year = kLastYear) const {
    return is_entitled(county_, person, program, day_of(year, 1, 1));
  }
  std::string number(int32_t person) const {
    return std::string(view(county_.people[size_t(person)].number));
  }
  static std::string code(Program program) { return std::string(card_of(program).code); }
  std::string pair(int32_t person, Program program) const { return number(person) + "|" + code(program); }

  int plant(PlantKind kind, const char* rule, const char* scheme, std::string subject,
            const char* explanation) {
    return truth_.plant(kind, rule, scheme, "subsidy_payment", std::move(subject), explanation);
  }
  Deviation& deviate(int32_t person, Program program, Turn turn, int plant) {
    county_.people[size_t(person)].traits |= kTouched;
    plan_.deviations.push_back({person, program, turn, plant});
    return plan_.deviations.back();
  }
  void times(PlantKind kind, int count, const std::function<void()>& act) {
    const int wanted = int(std::lround(count * share_ * setting_.factor("subsidies", kind)));
    for (int i = 0; i < wanted; ++i) act();
  }

  // A01
  void after_death();
  void keep_paying(Program program, const char* scheme, int died_from, int died_to, int least, int most,
                   const char* why);
  void return_after_death();
  void enter_wrong_death();
  void enter_namesake_death();
  // A03
  void one_card_for_many();
  void gather_on_card(const char* scheme, Program program, int least, int most);
  void home_for_the_destitute();
  void card_within_household();
  void guardian_outside_household();
  // A02
  void payroll_members();
  void payroll_draws(Program program, const char* scheme, const char* why);
  void retired_member();
  void temporary_member();
  void open_program_member();
  // A04
  void listed_and_paid_twice();
  // A05
  void invalid_numbers();
  void add_ghost(int style);
  // A06
  void off_the_list();
  // A11
  void wrong_amounts();
  // A17
  void exclusive_programs();
  // A07, A08, A10, A13, A15, A16
  void listed_unpaid();
  void land_and_lists();
  void official_with_much_land(bool is_declared);
  void accounts_drift();

  int32_t village_elsewhere(int32_t person, bool in_same_township);

  Stage& stage_;
  Population& county_;
  Offices& offices_;
  Truth& truth_;
  const Setting& setting_;
  uint64_t seed_;
  Random random_;
  SubsidyPlan plan_;
  int32_t natives_;
  int share_;  // instances grow with the county
};

}  // namespace qy::synth
