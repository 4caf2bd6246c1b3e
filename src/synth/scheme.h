// Kinds of planted matters as data, and the stage on which they are set.
//
//   constexpr PlantCard<Canteens> kCards[] = {
//       {{"more-meals-than-pupils", kWrong, "D01", 0.3, "申报就餐人数长期多于在籍人数"}, "meal_claim",
//       &Canteens::inflate}, …
//   sow(stage, canteens, kCards);
//
// A scheme says how many of its kind a county of 10,000 has; the setting (setting.h) may say otherwise.
#pragma once

#include <functional>
#include <optional>
#include <set>

#include "synth/firms.h"
#include "synth/offices.h"
#include "synth/registry.h"
#include "synth/setting.h"

namespace qy::synth {

// An approved departure from the rule, as it stands in the register of policy exceptions.
struct PolicyException {
  std::string_view kind;  // a word of the importer for policy_exception.kind
  std::string subject_code;
  int32_t person = -1;
  std::string matter;
  int plant = kNoPlant;
  Date from = day_of(kFirstYear, 1, 1), to = day_of(kLastYear, 12, 31);
};

// A wrong entry in one of the death registers.
struct StrayDeath {
  std::string number, name;
  Date died_on;
  int plant = kNoPlant;
  std::string_view in_register = "cremation";
};

// Moved into or out of the household in which the register shows the person.
struct Move {
  int32_t person = 0;
  std::optional<Date> in, out;
  int plant = kNoPlant;
};

// What a domain's author works with. The county is settled, its offices are filled; firms may still be
// founded.
struct Stage {
  uint64_t seed = 0;
  const Setting& setting;
  Population& county;
  Offices& offices;
  Firms& firms;
  Truth& truth;
  int32_t natives = 0;  // people without ghosts
  Registry registry{seed, county, natives};
  std::vector<PolicyException> exceptions{};
  std::vector<StrayDeath> stray_deaths{};
  std::vector<Move> moves{};
  std::set<int32_t> uncremated{};  // of the dead: the crematorium never saw them

  // How many of a scheme this county has: at least one.
  int wanted(const Scheme& scheme) const;
  Random random(std::string_view stream) const { return Random(seed, stream); }
  // A person who passes and on whom nothing was planted yet, marked kTouched; -1 when none is within reach.
  int32_t choose(Random& random, const std::function<bool(const Person&)>& test);
  // The same, without marking: for those who only stand by.
  int32_t look_for(Random& random, const std::function<bool(const Person&)>& test) const;
  // An adult nobody knows yet, who neither draws relief nor serves: marked kTouched.
  int32_t stranger(Random& random, int least_age = 26, int most_age = 60);
  // A stranger who comes to serve in the unit: the entry on the payroll, nullptr when nobody is left.
  PayrollEntry* hire(Random& random, int32_t unit, std::string_view post, int plant);
  void mark_household(int32_t person, Trait trait);
  const Person& person(int32_t id) const { return county.people[size_t(id)]; }
  std::string number(int32_t id) const { return std::string(view(person(id).number)); }
};

template <class Planter>
struct PlantCard {
  Scheme scheme;
  std::string_view table;  // of the subject
  // Sets the matter up and returns its subject, "" when nobody was left to plant it on.
  std::string (Planter::*act)(int plant);
};

template <class Planter, size_t kCount>
void sow(Stage& stage, Planter& planter, const PlantCard<Planter> (&cards)[kCount]) {
  for (const auto& card : cards)
    for (int i = stage.wanted(card.scheme); i > 0; --i) {
      const auto& scheme = card.scheme;
      const int plant = stage.truth.plant(scheme.kind, std::string(scheme.rules), std::string(scheme.name),
                                          std::string(card.table), "", std::string(scheme.explanation));
      std::string subject = (planter.*card.act)(plant);
      if (subject.empty())
        stage.truth.drop(plant);
      else
        stage.truth.name_subject(plant, std::move(subject));
    }
}

}  // namespace qy::synth
