// Schools: rolls, meal claims, what the canteens buy, what pupils pay and what poor pupils are given.
#pragma once

#include "synth/prices.h"

namespace qy::synth {

struct SchoolMonth {
  int roll = 0, boarders = 0;
  int meals = 0, eaters = 0;  // as claimed
  int plant = kNoPlant;
};

struct School {
  int32_t unit = 0;
  int pupils = 0, boarder_percent = 0, meals_a_day = 1;
  int32_t suppliers[2] = {0, 0};
  std::vector<SchoolMonth> months;  // kYears × 12
};

struct Purchase {
  int32_t school = 0;
  int month = 0;  // since the first of the story
  uint16_t food = 0;
  int32_t supplier = 0;
  int64_t quantity_hundredths = 0;
  Fen price_fen = 0;
  std::string_view spec;  // empty: the food's own
  int plant = kNoPlant;
};

struct SchoolCharge {
  int32_t school = 0;
  int month = 0;
  std::string_view item;
  Fen approved_fen = 0, price_fen = 0, spent_fen = 0;
  int pupils = 0;
  std::string account_name;  // empty: the school's own
  int plant = kNoPlant;
};

struct StudentAid {
  int32_t person = 0, school = 0;
  int term = 0;  // 0: spring of the first year
  std::string_view status = "在籍";
  std::optional<Date> left;
  Fen amount_fen = 0;
  int plant = kNoPlant;
};

struct Schools {
  std::vector<School> all;
  std::vector<Purchase> purchases;
  std::vector<SchoolCharge> charges;
  std::vector<StudentAid> aids;
};

inline constexpr int kMonths = kYears * 12;
int school_days(int month);  // since the first of the story
double kilos_a_meal(uint16_t food);
Date term_starts(int term);

Schools draw_schools(Stage& stage);
void plant_meals(Stage& stage, Schools& schools);
void plant_charges(Stage& stage, Schools& schools);
Result<void> write_schools(Stage& stage, const Schools& schools, Delivery& delivery);

}  // namespace qy::synth
