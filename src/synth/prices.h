// What things cost in the county: reference prices of food, funerals, office goods and building materials.
#pragma once

#include <span>

#include "synth/scheme.h"

namespace qy::synth {

struct Good {
  std::string_view item, spec, unit;
  Fen price_fen = 0;
  int season_percent = 0;  // how far the price swings over the year
};
std::span<const Good> foods();
std::span<const Good> office_goods();
std::span<const Good> materials();

// What a square metre of a unit's house brings in a year, by valuation: 18 yuan a month.
inline constexpr Fen kFairRentFen = 21'600;

// The market's price in a month: the good's own, its season, a slow rise of prices.
Fen market_price(const Good& good, int year, int month);

Result<void> write_prices(Delivery& delivery);

}  // namespace qy::synth
