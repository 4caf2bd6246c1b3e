// The units' payments of three years, unit by unit: what is normal, and what was planted.
#pragma once

#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "synth/delivery.h"
#include "synth/firms.h"
#include "synth/offices.h"
#include "synth/random.h"
#include "synth/truth.h"

namespace qy::synth {

struct Stage;

struct Payment {
  Date on;
  Fen amount_fen = 0;
  int32_t firm = 0;
  std::string invoice_no, contract_no, project;
  std::string_view note;  // behind the trade's words in the summary
  int plant = kNoPlant;
  bool is_repeated = false;  // exported twice: the same payment and voucher number as the row before
};

// What a unit does that its neighbours do not.
enum class Habit : uint8_t {
  pays_twice,        // P01 the same invoice again
  reverses,          // P01, innocent: paid twice, the second taken back
  standing_number,   // P01, innocent: a meter's number stands where the invoice number belongs
  exported_twice,    // P01, innocent: a section of the file repeats rows of the same payment number
  pays_altered,      // P02 the same invoice under a number slightly changed
  periodic,          // P02, innocent: equal sums every month, numbers in sequence
  splits,            // P03 just below the threshold, several times in a fortnight
  progress,          // P03, innocent: progress payments of one tendered contract
  invents,           // P04 amounts out of somebody's head
  fixed_fees,        // P04, innocent: prescribed fees repeat
  overspends,        // P05 many times what its peers spend on one subject
  special_task,      // P05, innocent: a task of its own, under contract
  feeds_newcomer,    // P06 a firm from nowhere
  tender_winner,     // P06, innocent: a new firm with a tendered contract
  rushes,            // P07 one subject: most of the year in its last days
  rushes_always,     // P07 everything, every year: half in the last days
  late_budget,       // P07, innocent: the budget came in November
  pays_on_weekends,  // P08
  makeup_days,       // P08, innocent: weekends that were working days
};

struct HabitOfUnit {
  int32_t unit = 0;
  int year = 0;  // 0: every year
  Habit habit = Habit::pays_twice;
  int plant = kNoPlant;
  int32_t firm = -1;
  int32_t size = 0;
};

struct LedgerPlan {
  std::vector<int32_t> payments_of_unit;  // over three years
  std::vector<double> scale_of_unit;      // of its amounts
  std::vector<HabitOfUnit> habits;        // sorted by unit
  std::vector<std::vector<int32_t>>
      rosters;                   // of a unit: the firm that it mostly buys from, for every trade two
  int32_t power = 0, water = 0;  // the two utilities
  std::vector<std::vector<Payment>> contracts;  // by unit: instalments of tendered contracts, all years
};

LedgerPlan plan_ledger(Stage& stage, int64_t payments);

// All payments of a unit in a year, in the order of their dates.
std::vector<Payment> payments_of(const LedgerPlan& plan, const Firms& firms, int32_t unit, int year,
                                 uint64_t seed);

// What a unit paid in a year out of a budget project.
using PaidByProject = std::map<std::tuple<int, int32_t, std::string>, Fen>;  // year, unit, project
Result<PaidByProject> write_unit_payments(const Offices& offices, const Firms& firms, const LedgerPlan& plan,
                                          uint64_t seed, Truth& truth, Delivery& delivery);
Result<void> write_thresholds(Delivery& delivery);

// Purchases from here on go through a tender or the procurement office.
inline constexpr Fen kProcurementLimitFen = 30'000'000;  // 分散采购限额: 30万元
inline constexpr Fen kOpenTenderGoodsFen = 200'000'000;  // 公开招标: 货物服务200万元
inline constexpr Fen kOpenTenderWorksFen = 400'000'000;  // 必须招标: 工程400万元

}  // namespace qy::synth
