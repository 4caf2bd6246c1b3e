#include "synth/budget.h"

#include <algorithm>

namespace qy::synth {
namespace {

struct BudgetPlant {
  Program program;
  int year;
  PlantKind kind;
  std::string_view scheme;
  int permille;  // of what was paid, beside the plain course
  std::string_view explanation;
};

constexpr BudgetPlant kPlants[] = {
    {Program::forest, kFirstYear + 1, PlantKind::wrongdoing, "left-over", 1310,
     "下达资金比实发多三成，结余未缴回，也未结转"},
    {Program::one_child, kLastYear, PlantKind::wrongdoing, "overpaid", 880, "实发超过下达指标，差额来源不明"},
    {Program::rice, kFirstYear, PlantKind::wrongdoing, "left-over-small", 1085,
     "下达资金比实发多出近一成，结余去向不明"},
    {Program::inputs, kFirstYear, PlantKind::lookalike, "next-year", 1260,
     "年末下达的指标在次年发放，跨年清算"},
    {Program::minimum, kFirstYear + 1, PlantKind::lookalike, "returned", 1012,
     "退回款项已缴回国库，勾稽差额不大"},
};

const BudgetPlant* plant_for(Program program, int year) {
  const auto* at = std::find_if(std::begin(kPlants), std::end(kPlants), [&](const BudgetPlant& plant) {
    return plant.program == program && plant.year == year;
  });
  return at == std::end(kPlants) ? nullptr : at;
}

class BudgetWriter {
 public:
  BudgetWriter(const Offices& offices, Truth& truth, Sheet& sheet)
      : offices_(offices), truth_(truth), sheet_(sheet) {}

  void put(std::string_view unit_code, std::string_view project, int year, Date issued_on, Fen amount_fen,
           std::string_view source, int plant) {
    truth_.saw(plant, sheet_.name(), sheet_.line(), amount_fen);
    sheet_.text(unit_code).text(project).count(year).day(issued_on).fen(amount_fen).text(source).end_row();
  }

  // In two instalments: nine tenths early in the year, the rest in autumn.
  void put_program(const ProgramCard& card, int year, Fen paid_fen) {
    const auto* planted = plant_for(card.id, year);
    int plant = kNoPlant;
    Fen allocated_fen = paid_fen;
    if (planted != nullptr) {
      plant = truth_.plant(planted->kind, "A12", std::string(planted->scheme), "budget_item",
                           std::string(card.code) + "|" + std::to_string(year),
                           std::string(planted->explanation));
      allocated_fen = paid_fen / 1000 * planted->permille;
    }
    const std::string_view unit = code_of(card.department);
    const bool is_late = planted != nullptr && planted->scheme == "next-year";
    const Fen early_fen = allocated_fen / 10 * 9;
    put(unit, card.name, year, is_late ? day_of(year, 12, 26) : day_of(year, 1, 18), early_fen,
        "中央和省级财政", plant);
    put(unit, card.name, year, is_late ? day_of(year, 12, 29) : day_of(year, 9, 20),
        allocated_fen - early_fen, "县级财政", plant);
  }

 private:
  std::string_view code_of(std::string_view department) const {
    for (const auto& unit : offices_.units)
      if (unit.name.size() > department.size() && unit.name.ends_with(department)) return unit.code;
    return offices_.units.front().code;
  }

  const Offices& offices_;
  Truth& truth_;
  Sheet& sheet_;
};

}  // namespace

Result<void> write_budget(const Stage& stage, const LedgerPlan& plan, const Treasury& treasury,
                          const PaidTotals& totals, const PaidByProject& paid, Delivery& delivery) {
  SheetStyle style{Charset::gb18030,         ',',
                   DateStyle::chinese,       MoneyStyle::yuan_commas,
                   "青岚县预算指标下达台账", "金额单位：元",
                   "注：含调整预算。",       true};
  auto sheet = delivery.open(
      "财政局", "预算指标台账", style,
      {{"单位代码"}, {"预算项目"}, {"年度"}, {"下达日期"}, {"指标金额", "", true}, {"资金来源"}});
  const auto& offices = stage.offices;
  BudgetWriter writer(offices, stage.truth, *sheet);
  Random random = stage.random("budget");
  std::set<std::pair<int32_t, std::string>> purposes;  // what has an allocation of its own
  for (const auto& fund : treasury.funds) purposes.insert({fund.unit, fund.project});
  for (int year = kFirstYear; year <= kLastYear; ++year) {
    for (const auto& card : programs())
      writer.put_program(card, year, totals.paid_fen[size_t(card.id)][size_t(year - kFirstYear)]);
    for (const auto& fund : treasury.funds)
      if (fund.issued.year() == year)
        writer.put(offices.units[size_t(fund.unit)].code, fund.project, year, fund.issued, fund.amount_fen,
                   fund.source, fund.plant);
    for (const auto& habit : plan.habits)
      if (habit.habit == Habit::late_budget && habit.year == year) {
        purposes.insert({habit.unit, "上级追加专项（11月下达）"});
        writer.put(offices.units[size_t(habit.unit)].code, "上级追加专项（11月下达）", year,
                   day_of(year, 11, 24), 380'000'000, "上级专项", habit.plant);
      }
    // The rest was allocated much as it was paid: a little more, in one sum, or in two.
    for (const auto& [key, paid_fen] : paid) {
      const auto& [paid_year, unit, project] = key;
      if (paid_year != year || purposes.contains({unit, project})) continue;
      const auto plant_in = [&, unit = unit,
                             &project = project](const std::map<std::pair<int32_t, int>, int>& years) {
        const auto at = years.find({unit, year});
        return at == years.end() || project != "项目支出" ? kNoPlant : at->second;
      };
      const int overspent = plant_in(treasury.overspent), added = plant_in(treasury.added);
      const Fen whole_fen = paid_fen / 1000 * (overspent != kNoPlant ? 790 : random.between(1'005, 1'060));
      const Fen first_fen = added != kNoPlant ? whole_fen / 100 * 70 : whole_fen;
      const Date issued = project == "基本支出" ? day_of(year, 1, 20) : day_of(year, 2, 12);
      writer.put(offices.units[size_t(unit)].code, project, year, issued, first_fen, "一般公共预算",
                 overspent != kNoPlant ? overspent : added);
      if (added != kNoPlant)
        writer.put(offices.units[size_t(unit)].code, project, year, day_of(year, 9, 18),
                   whole_fen - first_fen, "一般公共预算（调整）", added);
    }
  }
  return delivery.close(*sheet, "budget_item");
}

}  // namespace qy::synth
