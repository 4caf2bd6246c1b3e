#include "synth/habits.h"

#include <algorithm>

#include "synth/calendar.h"
#include "synth/population.h"

namespace qy::synth {
namespace {

constexpr size_t kTrainingTrade = 8;
constexpr std::string_view kRushedSubject = "30201";  // 办公费

Date late_december(int year, Random& random) {
  Date day = day_of(year, 12, random.between(18, 31));
  while (!is_working(day)) day = day.plus_days(-1);
  return day;
}

Payment made(const HabitYear& at, Date on, Fen amount_fen, Random& random) {
  Payment payment;
  payment.on = working_day_from(on);
  if (payment.on.year() != at.year) payment.on = late_december(at.year, random);
  payment.amount_fen = amount_fen;
  payment.firm = at.habit.firm;
  payment.invoice_no = draw_invoice_no(at.year, random);
  payment.plant = at.habit.plant;
  return payment;
}

// A payment worth paying twice: with an invoice, from 3,000 yuan on, early enough for a second one.
int candidate(const std::vector<Payment>& rows, int year, Random& random) {
  for (int attempt = 0; attempt < 500; ++attempt) {
    const auto i = random.below(uint32_t(rows.size()));
    const auto& row = rows[i];
    if (row.invoice_no.size() >= 8 && row.amount_fen >= 300'000 && row.plant == kNoPlant &&
        row.on < day_of(year, 11, 1))
      return int(i);
  }
  return -1;
}

Payment again(const Payment& row, int days, Random& random) {
  Payment second = row;
  second.on = working_day_from(row.on.plus_days(days + int(random.below(20))));
  return second;
}

void pay_twice(const HabitYear& at, Random& random, std::vector<Payment>& rows) {
  const int i = candidate(rows, at.year, random);
  if (i < 0) return;
  auto& row = rows[size_t(i)];
  row.plant = at.habit.plant;
  Payment second = again(row, 6, random);
  if (at.habit.habit == Habit::reverses) {
    Payment back = again(second, 4, random);
    back.amount_fen = -back.amount_fen;
    back.note = "（冲回重复支付）";
    rows.push_back(std::move(back));
  }
  rows.push_back(std::move(second));
}

std::string altered(std::string number, Random& random) {
  switch (random.below(4)) {
    case 0: {
      size_t i = number.size() - 3;
      while (i > 1 && number[i] == number[i - 1]) --i;
      std::swap(number[i], number[i - 1]);
      return number;
    }
    case 1:
      return number + "-1";
    case 2: {
      // A digit near the front: not what the next invoice of a block would bear.
      char& digit = number[number.size() - 7];
      digit = digit == '9' ? '3' : char(digit + 1);
      return number;
    }
    default:
      return "No." + number;
  }
}

void pay_altered(const HabitYear& at, Random& random, std::vector<Payment>& rows) {
  const int i = candidate(rows, at.year, random);
  if (i < 0) return;
  rows[size_t(i)].plant = at.habit.plant;
  Payment second = again(rows[size_t(i)], 9, random);
  second.invoice_no = altered(second.invoice_no, random);
  rows.push_back(std::move(second));
}

void use_meter_number(const HabitYear& at, std::vector<Payment>& rows) {
  for (auto& row : rows) {
    if (row.firm != at.plan.water) continue;
    row.invoice_no = "SH" + padded(uint64_t(at.habit.unit) + 10'000, 8);
    row.amount_fen = 86'400;
    row.plant = at.habit.plant;
  }
}

void export_twice(const HabitYear& at, std::vector<Payment>& rows) {
  const size_t from = rows.size() / 3, to = std::min(rows.size(), from + 15);
  for (size_t i = from; i < to; ++i) {
    rows[i].plant = at.habit.plant;
    Payment repeat = rows[i];
    repeat.is_repeated = true;
    rows.push_back(std::move(repeat));
  }
}

void pay_monthly(const HabitYear& at, Random& random, std::vector<Payment>& rows) {
  const Fen rent_fen = Fen(random.between(36, 180)) * 10'000;
  const uint32_t first = random.below(90'000'000);
  for (int month = 1; month <= 12; ++month) {
    Payment payment = made(at, day_of(at.year, month, 12), rent_fen, random);
    payment.invoice_no =
        payment.invoice_no.substr(0, payment.invoice_no.size() - 8) + padded(first + uint32_t(month), 8);
    payment.note = "（按月）";
    rows.push_back(std::move(payment));
  }
}

void split(const HabitYear& at, Random& random, std::vector<Payment>& rows) {
  const Date start = day_of(at.year, random.between(2, 11), random.between(2, 12));
  for (int32_t i = 0; i < at.habit.size; ++i) {
    const Fen amount_fen = kProcurementLimitFen - Fen(random.between(1, 60)) * 50'000;
    rows.push_back(made(at, start.plus_days(i * 4 + int(random.below(3))), amount_fen, random));
  }
}

// Stage payments of one contract: two that stand below the limit and one above it.
void progress(const HabitYear& at, Random& random, std::vector<Payment>& rows) {
  const Date start = day_of(at.year, random.between(3, 8), 10);
  for (int32_t i = 0; i < 3; ++i) {
    const Fen amount_fen =
        i == 2 ? Fen(random.between(330, 520)) * 100'000 : Fen(random.between(246, 292)) * 100'000;
    Payment payment = made(at, start.plus_days(i * 15), amount_fen, random);
    payment.contract_no = "HT" + std::to_string(at.year) + "8" + padded(uint64_t(at.habit.unit), 5);
    payment.note = "（进度款）";
    rows.push_back(std::move(payment));
  }
}

// People who make numbers up stay just below round ones and love an eight; what follows they vary.
void invent(const HabitYear& at, Random& random, std::vector<Payment>& rows) {
  constexpr int kLoved[] = {48, 49, 58, 68, 78, 86, 88, 96, 98};
  for (auto& row : rows) {
    if (!random.percent(55)) continue;
    Fen step_fen = 100;  // of the size of the true amount: who invents keeps to the budget
    while (step_fen * 100 <= row.amount_fen) step_fen *= 10;
    row.amount_fen = random.pick(kLoved) * step_fen + Fen(random.below(uint32_t(step_fen / 100))) * 100;
    if (random.percent(30)) row.firm = at.habit.firm;
    row.contract_no.clear();
    row.plant = at.habit.plant;
  }
}

void pay_fixed_fees(const HabitYear& at, Random& random, std::vector<Payment>& rows) {
  constexpr Fen kFees[] = {30'000, 45'000, 60'000, 120'000};
  for (auto& row : rows) {
    if (!random.percent(22)) continue;
    row.amount_fen = random.pick(kFees);
    row.firm = at.plan.rosters[size_t(at.habit.unit)][kTrainingTrade * 3];
    row.note = "（按规定标准）";
    row.contract_no.clear();
    row.plant = at.habit.plant;
  }
}

// One bill a hundred times what a meal costs, in a subject of many small ones.
void spend_on_one_subject(const HabitYear& at, Random& random, std::vector<Payment>& rows) {
  const bool is_task = at.habit.habit == Habit::special_task;
  for (int32_t i = 0; i < at.habit.size; ++i) {
    const Fen amount_fen = rounded_like_a_price(
        Fen(double(random.between(110, 190)) * 90'000 * std::max(1.0, at.scale)), random);
    Payment payment =
        made(at, day_of(at.year, random.between(2, 11), random.between(3, 27)), amount_fen, random);
    if (is_task) {
      payment.contract_no = "HT" + std::to_string(at.year) + "7" + padded(uint64_t(at.habit.unit), 5);
      payment.project = "全省现场会专项";
      payment.note = "（专项任务）";
    }
    rows.push_back(std::move(payment));
  }
}

void feed_newcomer(const HabitYear& at, Random& random, std::vector<Payment>& rows) {
  const bool is_winner = at.habit.habit == Habit::tender_winner;
  for (int32_t i = 0; i < at.habit.size; ++i) {
    const auto amount_fen =
        is_winner ? Fen(8'650'000) : rounded_like_a_price(Fen(random.lognormal(4'200'000, 0.5)), random);
    const int month = is_winner ? i + 1 : random.between(3, 12);
    Payment payment = made(at, day_of(at.year, month, random.between(4, 26)), amount_fen, random);
    if (is_winner)
      payment.contract_no = "HT" + std::to_string(at.year) + "6" + padded(uint64_t(at.habit.unit), 5);
    rows.push_back(std::move(payment));
  }
}

// In the years before its rise the newcomer sold a trifle.
void sell_a_trifle(const HabitYear& at, Random& random, std::vector<Payment>& rows) {
  if (at.habit.habit == Habit::feeds_newcomer && random.percent(50))
    rows.push_back(
        made(at, day_of(at.year, random.between(4, 10), 15), Fen(random.between(800, 2'900)) * 100, random));
}

void rush(const HabitYear& at, uint32_t percent, Random& random, std::vector<Payment>& rows) {
  const bool is_one_subject = at.habit.habit == Habit::rushes;
  for (auto& row : rows) {
    const auto subject = trades()[at.firms.all[size_t(row.firm)].trade].subject_code;
    if ((is_one_subject && subject != kRushedSubject) || !random.percent(percent)) continue;
    row.on = late_december(at.year, random);
    row.plant = at.habit.plant;
    if (is_one_subject) row.amount_fen *= 3;
    if (at.habit.habit == Habit::late_budget) row.project = "上级追加专项（11月下达）";
  }
}

void move_to(const HabitYear& at, uint32_t percent, bool (*is_wanted)(Date), Random& random,
             std::vector<Payment>& rows) {
  for (auto& row : rows) {
    if (!random.percent(percent)) continue;
    Date day = row.on;
    for (int i = 0; i < 120 && !is_wanted(day); ++i) day = day.plus_days(1);
    if (!is_wanted(day) || day.year() != at.year) continue;
    row.on = day;
    row.plant = at.habit.plant;
  }
}

}  // namespace

void follow(const HabitYear& at, Random& random, std::vector<Payment>& rows) {
  if (at.habit.year != 0 && at.habit.year != at.year) return sell_a_trifle(at, random, rows);
  switch (at.habit.habit) {
    case Habit::pays_twice:
    case Habit::reverses:
      return pay_twice(at, random, rows);
    case Habit::standing_number:
      return use_meter_number(at, rows);
    case Habit::exported_twice:
      return export_twice(at, rows);
    case Habit::pays_altered:
      return pay_altered(at, random, rows);
    case Habit::periodic:
      return pay_monthly(at, random, rows);
    case Habit::splits:
      return split(at, random, rows);
    case Habit::progress:
      return progress(at, random, rows);
    case Habit::invents:
      return invent(at, random, rows);
    case Habit::fixed_fees:
      return pay_fixed_fees(at, random, rows);
    case Habit::overspends:
    case Habit::special_task:
      return spend_on_one_subject(at, random, rows);
    case Habit::feeds_newcomer:
    case Habit::tender_winner:
      return feed_newcomer(at, random, rows);
    case Habit::rushes:
      return rush(at, 62, random, rows);
    case Habit::rushes_always:
      return rush(at, 45, random, rows);
    case Habit::late_budget:
      return rush(at, 38, random, rows);
    case Habit::pays_on_weekends:
      return move_to(
          at, 24, [](Date day) { return !is_working(day); }, random, rows);
    case Habit::makeup_days:
      return move_to(
          at, 40, [](Date day) { return kind_of(day) == DayKind::makeup_workday; }, random, rows);
  }
}

}  // namespace qy::synth
