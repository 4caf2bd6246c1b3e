#include <algorithm>
#include <array>
#include <cmath>

#include "synth/ledger.h"
#include "synth/population.h"
#include "synth/scheme.h"

namespace qy::synth {
namespace {

struct HabitCard {
  Habit habit;
  PlantKind kind;
  std::string_view rule, scheme, explanation;
  int per_share;       // instances for each share of the county
  int least_payments;  // of the unit over three years
  bool is_every_year;
};

constexpr HabitCard kCards[] = {
    {Habit::pays_twice, kWrong, "P01", "paid-twice", "同一发票在不同日期重复支付，未见冲回", 4, 60, false},
    {Habit::reverses, kAlike, "P01", "reversed", "重复支付后已冲回", 2, 60, false},
    {Habit::standing_number, kAlike, "P01", "standing-number", "发票号栏填的是户号，每月缴费", 2, 120, true},
    {Habit::exported_twice, kAlike, "P01", "exported-twice",
     "导出时同一段记录出现两次，支付令号、凭证号完全相同", 1, 60, false},
    {Habit::pays_altered, kWrong, "P02", "altered-number", "发票号略有改动后再次支付同一金额", 4, 60, false},
    {Habit::periodic, kAlike, "P02", "periodic", "按月等额付款，发票号连续", 2, 60, false},
    {Habit::splits, kWrong, "P03", "split", "半月内向同一收款人分多笔支付，每笔略低于采购限额", 3, 80, false},
    {Habit::progress, kAlike, "P03", "progress-payments", "同一招标合同的进度款，分期支付", 2, 80, false},
    {Habit::invents, kWrong, "P04 P06", "invented-amounts", "多数金额系编造，首两位数字分布异常", 1, 800,
     true},
    {Habit::fixed_fees, kAlike, "P04", "fixed-fees", "按规定标准收付的固定金额较多", 1, 700, true},
    {Habit::overspends, kWrong, "P05", "peer-outlier", "个别付款是同科目常见金额的上百倍", 2, 600, false},
    {Habit::special_task, kAlike, "P05", "special-task", "承办专项任务，大额支出有合同和预算项目", 1, 600,
     false},
    {Habit::feeds_newcomer, kWrong, "P06", "newcomer", "新出现的供应商一年内付款激增，几乎全部来自一个单位",
     2, 80, false},
    {Habit::tender_winner, kAlike, "P06", "tender-winner", "新供应商公开中标，按合同付款", 1, 80, false},
    {Habit::rushes, kWrong, "P07", "december-rush", "某一科目全年大部分支出集中在年底最后十余天", 2, 350,
     false},
    {Habit::rushes_always, kWrong, "P07", "december-habit", "历年都在年底最后十余天集中支付近半数资金", 1,
     100, true},
    {Habit::late_budget, kAlike, "P07", "late-budget", "专项指标11月下达，年底集中支付", 1, 100, false},
    {Habit::pays_on_weekends, kWrong, "P08", "weekends", "大量支付发生在周末和节假日", 2, 100, true},
    {Habit::makeup_days, kAlike, "P08", "makeup-days", "周末支付均为调休工作日", 1, 100, true},
};

// The largest unit pays some twenty times what a small one does.
void size_units(const Offices& offices, int64_t payments, Random& random, LedgerPlan& plan) {
  std::vector<double> weights;
  double sum = 0;
  for (const auto& unit : offices.units) {
    weights.push_back(random.lognormal(unit.is_small ? 0.5 : 1.0, 1.0));
    sum += weights.back();
    plan.scale_of_unit.push_back(random.lognormal(unit.is_small ? 0.4 : 1.0, 0.4));
  }
  for (const double weight : weights)
    plan.payments_of_unit.push_back(std::max(30, int32_t(double(payments) * weight / sum)));
}

std::vector<int32_t> roster_of(const Firms& firms, Random& random) {
  std::vector<int32_t> roster;
  for (size_t trade = 0; trade < trades().size(); ++trade)
    for (int rank = 0; rank < 3; ++rank) {
      const auto& known = firms.by_trade[trade];
      roster.push_back(known.empty() ? -1 : random.pick(known));
    }
  return roster;
}

class HabitPlanner {
 public:
  HabitPlanner(const Offices& offices, Firms& firms, uint64_t seed, Truth& truth, LedgerPlan& plan)
      : offices_(offices), firms_(firms), truth_(truth), plan_(plan), seed_(seed), random_(seed, "habits") {
    taken_.assign(offices.units.size(), false);
  }

  void plan(const HabitCard& card, int instances) {
    for (int i = 0; i < instances; ++i) {
      const int32_t unit = free_unit(card);
      if (unit < 0) return;
      HabitOfUnit habit{
          unit, card.is_every_year ? 0 : random_.between(kFirstYear, kLastYear), card.habit, kNoPlant, -1, 0};
      if (card.habit == Habit::feeds_newcomer || card.habit == Habit::tender_winner) habit.year = kLastYear;
      dress(habit);
      const auto& buyer = offices_.units[size_t(unit)];
      habit.plant = truth_.plant(card.kind, std::string(card.rule), std::string(card.scheme), "payment",
                                 subject_of(habit, buyer), std::string(card.explanation));
      plan_.habits.push_back(habit);
    }
  }

 private:
  // A unit has one habit at most, so that what a rule finds there has one cause.
  int32_t free_unit(const HabitCard& card) {
    for (int attempt = 0; attempt < 20'000; ++attempt) {
      const auto unit = int32_t(random_.below(uint32_t(taken_.size())));
      if (taken_[size_t(unit)] || plan_.payments_of_unit[size_t(unit)] < card.least_payments) continue;
      // First digits and peers need a ledger that is not cut up by departments.
      const bool needs_whole_ledger = card.rule == "P04" || card.rule == "P05";
      if (needs_whole_ledger && offices_.units[size_t(unit)].has_departments) continue;
      taken_[size_t(unit)] = true;
      return unit;
    }
    return -1;
  }

  void dress(HabitOfUnit& habit) {
    const auto newcomer = [&](uint16_t trade) { return found_firm(firms_, seed_, trade); };
    switch (habit.habit) {
      case Habit::splits:
        habit.firm = newcomer(uint16_t(random_.percent(50) ? 3 : 17));
        habit.size = random_.between(3, 5);
        break;
      case Habit::progress:
        habit.firm = newcomer(15);
        habit.size = random_.between(3, 4);
        break;
      case Habit::invents:
        habit.firm = newcomer(0);
        break;
      case Habit::overspends:
        habit.firm = newcomer(6);
        habit.size = random_.between(1, 2);
        break;
      case Habit::special_task:
        habit.firm = newcomer(6);
        habit.size = 1;
        break;
      case Habit::feeds_newcomer:
        habit.firm = newcomer(10);
        habit.size = random_.between(24, 40);
        break;
      case Habit::tender_winner:
      case Habit::periodic:
        habit.firm = newcomer(2);
        habit.size = 12;
        break;
      default:
        break;
    }
  }

  std::string subject_of(const HabitOfUnit& habit, const Unit& buyer) const {
    std::string subject = buyer.code;
    if (habit.firm >= 0 && habit.habit != Habit::invents)
      subject += "|" + firms_.all[size_t(habit.firm)].code;
    if (habit.year != 0) subject += "|" + std::to_string(habit.year);
    return subject;
  }

  const Offices& offices_;
  Firms& firms_;
  Truth& truth_;
  LedgerPlan& plan_;
  uint64_t seed_;
  Random random_;
  std::vector<bool> taken_;
};

}  // namespace

LedgerPlan plan_ledger(Stage& stage, int64_t payments) {
  const Offices& offices = stage.offices;
  Firms& firms = stage.firms;
  const uint64_t seed = stage.seed;
  Random random(seed, "ledger");
  LedgerPlan plan;
  size_units(offices, payments, random, plan);
  for (size_t i = 0; i < offices.units.size(); ++i) plan.rosters.push_back(roster_of(firms, random));
  const auto utilities = uint16_t(trades().size() - 2);
  plan.power = found_named_firm(firms, seed, utilities, std::string(kCountyName) + "供电有限责任公司");
  plan.water =
      found_named_firm(firms, seed, uint16_t(utilities + 1), std::string(kCountyName) + "自来水有限责任公司");
  HabitPlanner planner(offices, firms, seed, stage.truth, plan);
  // There are few units even in a large county: the instances grow with the units, not with the people.
  const int share = std::max(1, int(offices.units.size() / 220));
  // The large units first, before smaller habits take them.
  std::vector<HabitCard> cards(std::begin(kCards), std::end(kCards));
  std::stable_sort(cards.begin(), cards.end(), [](const HabitCard& a, const HabitCard& b) {
    return a.least_payments > b.least_payments;
  });
  for (const auto& card : cards)
    planner.plan(card,
                 int(std::lround(card.per_share * share * stage.setting.factor("payments", card.kind))));
  std::stable_sort(plan.habits.begin(), plan.habits.end(),
                   [](const HabitOfUnit& a, const HabitOfUnit& b) { return a.unit < b.unit; });
  return plan;
}

}  // namespace qy::synth
