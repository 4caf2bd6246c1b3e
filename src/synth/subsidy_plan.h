// What departs from the plain course of the subsidies: the planted wrongdoing and its innocent look-alikes,
// decided before a row is written. Everybody without a deviation is paid by the rules.
#pragma once

#include <string>
#include <vector>

#include "synth/offices.h"
#include "synth/programs.h"
#include "synth/truth.h"

namespace qy::synth {

struct Stage;

enum class Turn : uint8_t {
  paid_after_death,      // until `until`
  returned_after_death,  // payments until `until` come back from the bank
  card_of_other,         // money to the card of person `other`, from `from` on
  card_of_collective,    // money to the account of village `other`
  collected_by,          // person `other` collects, with papers
  enrolled,              // in the programme although not entitled; between `from` and `until`
  listed_elsewhere,      // paid a second time from village `other`'s list
  land_elsewhere,        // paid for other land in village `other` as well
  paid_twice,            // the period that holds `from` is paid in two batches
  reissued,              // the payment of the period that holds `from` is returned, then paid again
  inflated,              // paid `other` per mille of what is due
  carried_over,          // the period that holds `from` brings `other` fen more, of the year before
  rounded,               // paid in whole yuan
  not_listed,            // paid without being on the list
  listed_late,           // on the supplementary list
  listed_as_head,        // the list still names person `other` of the household
  old_number,            // 15 digits in the payments of year `other`
  mistyped,              // in year `other` list and payments have two digits of the number swapped
  small_x,               // check digit X in lower case
  unpaid,                // listed, but not paid from `from` to `until`
  large_area,            // `other` per cent of the area
  small_right,           // the land register knows only `other` per cent of the area
  approved_late,         // listed with a day after the payment
  new_card,              // money to a new card of their own, from `from` on
  former_name,           // the account bears a former name
  foreign_card,          // list and payments bear a Hong Kong or Macao resident\'s travel permit
};

struct Deviation {
  int32_t person = 0;
  Program program = Program::farmland;
  Turn turn = Turn::enrolled;
  int plant = kNoPlant;
  int32_t other = 0;
  Date from = day_of(kFirstYear, 1, 1);
  Date until = day_of(kLastYear, 12, 31);
};

struct SubsidyPlan {
  std::vector<Deviation> deviations;  // sorted by person, then programme

  // Those of one person and programme, as a range of pointers.
  std::pair<const Deviation*, const Deviation*> of(int32_t person, Program program) const;
  const Deviation* find(int32_t person, Program program, Turn turn) const;
};

// Chooses the subjects, marks them kTouched, adds ghosts (people that are in no register) to the county.
SubsidyPlan plan_subsidies(Stage& stage);

}  // namespace qy::synth
