// The firms that the county buys from, by trade, and what each trade is bought as.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/money.h"

namespace qy::synth {

// How a trade is paid for in the units' books.
struct Trade {
  std::string_view word;          // as it stands in the firm's name
  std::string_view subject_code;  // 部门预算支出经济分类
  std::string_view subject_name;
  std::string_view what;  // as it stands in a summary
  Fen median_fen = 0;     // of one payment
  double sigma = 1.2;     // of its logarithm
  uint16_t weight = 0;    // how often units buy it
  uint16_t firms = 0;     // in a county of fifty thousand unit payments, beside a floor of twelve
};
std::span<const Trade> trades();
// Places in it.
inline constexpr uint16_t kShops = 0, kPrinters = 1, kMeals = 6, kAdvisers = 11, kBuilders = 15;

struct Firm {
  std::string name, code, account;
  uint16_t trade = 0;
};

struct Firms {
  std::vector<Firm> all;
  std::vector<std::vector<int32_t>> by_trade;
};

Firms found_firms(uint64_t seed, int64_t unit_payments);
// One more firm of the trade, known to nobody yet.
int32_t found_firm(Firms& firms, uint64_t seed, uint16_t trade);
// A name of its own instead of a drawn one (the water works, an insurer).
int32_t found_named_firm(Firms& firms, uint64_t seed, uint16_t trade, std::string name);

}  // namespace qy::synth
