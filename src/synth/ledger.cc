#include "synth/ledger.h"

#include <algorithm>
#include <array>

#include "synth/calendar.h"
#include "synth/habits.h"
#include "synth/population.h"

namespace qy::synth {
namespace {

// Budgets come late and must be spent: little in spring, most in December.
constexpr std::array<uint16_t, 12> kMonthWeights{60, 45, 85, 80, 85, 100, 85, 85, 100, 90, 115, 165};
constexpr int32_t kUtilitiesFrom = 120;  // payments of a unit, below which a landlord pays its bills

template <size_t N>
size_t weighted(const std::array<uint16_t, N>& weights, Random& random) {
  uint32_t sum = 0;
  for (const auto weight : weights) sum += weight;
  uint32_t at = random.below(sum);
  size_t index = 0;
  while (at >= weights[index]) at -= weights[index++];
  return index;
}

uint16_t draw_trade(Random& random) {
  static const uint32_t sum = [] {
    uint32_t total = 0;
    for (const auto& trade : trades()) total += trade.weight;
    return total;
  }();
  uint32_t at = random.below(sum);
  uint16_t trade = 0;
  while (at >= trades()[trade].weight) at -= trades()[trade++].weight;
  return trade;
}

Date draw_day(int year, Random& random) {
  const int month = int(weighted(kMonthWeights, random)) + 1;
  Date day = day_of(year, month, random.between(1, month == 2 ? 28 : 30));
  if (random.chance(4'000)) return day;
  const int step = day.day() > 20 ? -1 : 1;
  while (!is_working(day)) day = day.plus_days(step);
  return day.year() == year ? day : day_of(year, 12, 29);
}

}  // namespace

std::string draw_invoice_no(int year, Random& random) {
  // Paper invoices bore eight digits; since 2024 all are electronic, with twenty.
  if (year == kFirstYear) return padded(random.below(100'000'000), 8);
  return std::to_string(year % 100) + "592000000" + padded(random.below(1'000'000'000), 9);
}

Fen rounded_like_a_price(Fen amount_fen, Random& random) {
  if (random.percent(55)) return amount_fen;
  // Three leading figures are kept, so that rounding leaves the first two as they were.
  Fen step = 1;
  while (amount_fen / step >= 1000) step *= 10;
  return amount_fen / step * step;
}

Payment draw_payment(const LedgerPlan& plan, const Firms& firms, int32_t unit, int year, double scale,
                     Random& random) {
  const uint16_t trade = draw_trade(random);
  const auto& card = trades()[trade];
  Payment payment;
  const uint32_t rank = random.below(100);
  const size_t preference = rank < 45 ? 0 : rank < 66 ? 1 : 2;
  payment.firm = rank < 78 ? plan.rosters[size_t(unit)][size_t(trade) * 3 + preference]
                           : random.pick(firms.by_trade[trade]);
  const auto raw = Fen(random.lognormal(double(card.median_fen) * scale, card.sigma));
  payment.amount_fen = rounded_like_a_price(std::max<Fen>(raw, 2'000), random);
  payment.on = draw_day(year, random);
  if (random.percent(88)) payment.invoice_no = draw_invoice_no(year, random);
  if (payment.amount_fen >= kProcurementLimitFen && random.percent(85))
    payment.contract_no = "HT" + std::to_string(year) + padded(random.below(1'000'000), 6);
  return payment;
}

namespace {

void add_utilities(const LedgerPlan& plan, int year, double scale, Random& random,
                   std::vector<Payment>& rows) {
  const auto bill = [&](int32_t firm, int month, double median_fen, double sigma) {
    Payment payment;
    payment.firm = firm;
    payment.amount_fen = std::max<Fen>(3'000, Fen(random.lognormal(median_fen * scale, sigma)));
    payment.on = working_day_from(day_of(year, month, random.between(8, 18)));
    payment.invoice_no = draw_invoice_no(year, random);
    rows.push_back(std::move(payment));
  };
  for (int month = 1; month <= 12; ++month)
    bill(plan.power, month, month == 1 || month == 7 || month == 8 ? 420'000 : 240'000, 0.45);
  for (int month = 3; month <= 12; month += 3) bill(plan.water, month, 90'000, 0.5);
}

}  // namespace

std::vector<Payment> payments_of(const LedgerPlan& plan, const Firms& firms, int32_t unit, int year,
                                 uint64_t seed) {
  const double scale = plan.scale_of_unit[size_t(unit)];
  Random random(seed, "unit year", uint64_t(unit) * 16 + uint64_t(year - kFirstYear));
  std::vector<Payment> rows;
  const int32_t wanted = plan.payments_of_unit[size_t(unit)] / kYears;
  rows.reserve(size_t(wanted) + 64);
  if (plan.payments_of_unit[size_t(unit)] >= kUtilitiesFrom) add_utilities(plan, year, scale, random, rows);
  while (int32_t(rows.size()) < wanted) rows.push_back(draw_payment(plan, firms, unit, year, scale, random));

  if (size_t(unit) < plan.contracts.size())
    for (const auto& payment : plan.contracts[size_t(unit)])
      if (payment.on.year() == year) rows.push_back(payment);

  const auto first = std::lower_bound(plan.habits.begin(), plan.habits.end(), unit,
                                      [](const HabitOfUnit& habit, int32_t id) { return habit.unit < id; });
  std::vector<const HabitOfUnit*> after_sorting;
  for (auto habit = first; habit != plan.habits.end() && habit->unit == unit; ++habit) {
    if (habit->habit == Habit::exported_twice)
      after_sorting.push_back(&*habit);
    else
      follow({plan, firms, *habit, year, scale}, random, rows);
  }
  std::stable_sort(rows.begin(), rows.end(), [](const Payment& a, const Payment& b) { return a.on < b.on; });
  for (const auto* habit : after_sorting) follow({plan, firms, *habit, year, scale}, random, rows);
  return rows;
}

}  // namespace qy::synth
