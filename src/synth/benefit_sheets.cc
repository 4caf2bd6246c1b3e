#include <algorithm>
#include <map>

#include "synth/benefits.h"
#include "synth/calendar.h"

namespace qy::synth {
namespace {

struct Roll {
  Program program;
  std::string_view scheme, file;
};
// Those who stand on a roll because the one-card subsidies say so.
constexpr Roll kRolls[] = {{Program::minimum, "农村最低生活保障", "农村低保享受名册"},
                           {Program::destitute, "特困人员分散供养", "特困分散供养名册"},
                           {Program::elder, "高龄津贴", "高龄津贴享受名册"},
                           {Program::disabled_living, "困难残疾人生活补贴", "残疾人生活补贴名册"},
                           {Program::disabled_nursing, "重度残疾人护理补贴", "残疾人护理补贴名册"}};

std::vector<Column> roll_columns() {
  return {{"保障项目"}, {"公民身份号码"}, {"姓名"},   {"户编号"},  {"村代码"},
          {"纳入日期"}, {"退出日期"},     {"月标准"}, {"对象类别"}};
}

class BenefitWriter {
 public:
  BenefitWriter(Stage& stage, const SubsidyPlan& subsidies, Benefits& benefits, Delivery& delivery)
      : stage_(stage),
        subsidies_(subsidies),
        benefits_(benefits),
        delivery_(delivery),
        random_(stage.random("benefit sheets")) {
    for (const auto& mark : benefits.marks) marks_.emplace(std::pair(mark.program, mark.person), mark.plant);
    std::stable_sort(benefits.grants.begin(), benefits.grants.end(), [](const Grant& a, const Grant& b) {
      return a.benefit != b.benefit ? a.benefit < b.benefit : a.person < b.person;
    });
  }

  Result<void> write() {
    for (const auto& roll : kRolls) QY_CHECK(write_roll(roll));
    QY_CHECK(write_pension_rolls());
    for (int year = kFirstYear; year <= kLastYear; ++year) QY_CHECK(write_payments(year));
    return write_funerals();
  }

 private:
  void put_roll_row(Sheet& sheet, std::string_view scheme, int32_t id, Date from, std::optional<Date> to,
                    Fen monthly_fen, std::string_view category) {
    const auto& person = stage_.person(id);
    sheet.text(scheme).text(view(person.number)).text(name_text(person.name));
    sheet.text(stage_.county.household_no(person.household)).text(stage_.county.village_of(person).code);
    sheet.day(from);
    to ? sheet.day(*to) : sheet.text(random_.percent(50) ? "" : "/");
    sheet.fen(monthly_fen).text(category).end_row();
  }

  Result<void> write_roll(const Roll& roll) {
    SheetStyle style{roll.program == Program::elder ? Charset::utf8_bom : Charset::gb18030, ',',
                     roll.program == Program::minimum ? DateStyle::dotted : DateStyle::iso, MoneyStyle::yuan,
                     std::string(kCountyName) + std::string(roll.file)};
    auto sheet = delivery_.open("民政局", std::string(roll.file), style, roll_columns());
    const Date last_day = day_of(kLastYear, 12, 31);
    for (int32_t id = 0; id < stage_.natives; ++id) {
      const auto& person = stage_.person(id);
      if (person.died != 0 && person.died_on() < day_of(kFirstYear, 1, 1)) continue;
      const bool is_planned =
          person.has(kTouched) && subsidies_.find(id, roll.program, Turn::enrolled) != nullptr;
      const Date seen = person.died != 0 ? person.died_on() : last_day;
      if (!is_planned && !is_entitled(stage_.county, person, roll.program, seen)) continue;
      for (auto [at, end] = marks_.equal_range({roll.program, id}); at != end; ++at)
        stage_.truth.saw(at->second, sheet->name(), sheet->line(), 0);
      const int by_age = roll.program == Program::elder ? 80 : 0;
      const Date from = std::max(person.born_on().plus_months(by_age * 12 + 1),
                                 day_of(random_.between(2014, 2022), random_.between(1, 12), 1));
      const auto to = person.died != 0 ? std::optional(person.died_on()) : std::nullopt;
      const auto due = entitlement_of(stage_.county, id, roll.program, kLastYear, stage_.seed);
      put_roll_row(*sheet, roll.scheme, id, from, to, due.due_fen(),
                   roll.program == Program::minimum ? kClasses[size_t(person.household) % 3] : "");
    }
    return delivery_.close(*sheet, "benefit_enrollment");
  }

  Result<void> write_pension_rolls() {
    SheetStyle style{Charset::gb18030,
                     ',',
                     DateStyle::chinese,
                     MoneyStyle::yuan_commas,
                     "青岚县社会保险和社会救助待遇享受人员名册",
                     "单位：元"};
    auto sheet = delivery_.open("人力资源和社会保障局", "待遇享受人员名册", style, roll_columns());
    for (const auto& grant : benefits_.grants) {
      if (grant.benefit == Benefit::funeral_grant) continue;
      stage_.truth.saw(grant.plant, sheet->name(), sheet->line(), 0);
      put_roll_row(*sheet, name_of(grant.benefit), grant.person, grant.from, grant.to, grant.monthly_fen,
                   grant.category);
    }
    return delivery_.close(*sheet, "benefit_enrollment");
  }

  Result<void> write_payments(int year) {
    SheetStyle style{year == kLastYear ? Charset::utf8_bom : Charset::gb18030, ',',
                     year == kFirstYear ? DateStyle::compact : DateStyle::slashed, MoneyStyle::yuan};
    style.has_totals = year == kFirstYear + 1;
    auto sheet = delivery_.open(
        "人力资源和社会保障局", "待遇支付明细_" + std::to_string(year), style,
        {{"保障项目"}, {"公民身份号码"}, {"待遇月份"}, {"支付金额", "", true}, {"银行账号"}, {"支付日期"}});
    for (const auto& grant : benefits_.grants)
      for (int month = 1; month <= 12; ++month) pay(*sheet, grant, day_of(year, month, 1));
    return delivery_.close(*sheet, "benefit_payment");
  }

  void pay(Sheet& sheet, const Grant& grant, Date month) {
    const Date month_end = month.plus_months(1).plus_days(-1);
    if (grant.from > month_end || grant.paid_until < month) return;
    const auto& person = stage_.person(grant.person);
    const bool is_after_death = person.died != 0 && month.days() > person.died;
    const Date pay_day = working_day_from(month.plus_days(11));
    put_payment(sheet, grant, month, pay_day, grant.monthly_fen, is_after_death || person.died == 0);
    // What came after the death is asked back from the bank a quarter later.
    if (is_after_death && grant.recovered_months > 0)
      put_payment(sheet, grant, month, working_day_from(pay_day.plus_months(3)), -grant.monthly_fen, true);
  }

  void put_payment(Sheet& sheet, const Grant& grant, Date month, Date on, Fen amount_fen,
                   bool is_of_the_plant) {
    if (is_of_the_plant) stage_.truth.saw(grant.plant, sheet.name(), sheet.line(), amount_fen);
    const auto card = card_number(stage_.seed, uint64_t(stage_.person(grant.person).account_owner));
    sheet.text(name_of(grant.benefit)).text(view(stage_.person(grant.person).number));
    sheet.text(std::to_string(month.year()) + "-" + padded(uint64_t(month.month()), 2)).fen(amount_fen);
    sheet.text({card.data(), card.size()}).day(on).end_row();
  }

  Result<void> write_funerals() {
    SheetStyle style{Charset::gb18030, ',', DateStyle::dotted, MoneyStyle::yuan,
                     "青岚县殡仪馆殡葬服务收费明细"};
    auto sheet = delivery_.open("民政局", "殡葬服务收费明细", style,
                                {{"逝者身份证号"},
                                 {"火化证号"},
                                 {"殡仪馆"},
                                 {"殡葬收费项目"},
                                 {"收费单价"},
                                 {"数量"},
                                 {"收费金额"},
                                 {"惠民减免金额"},
                                 {"服务日期"}});
    auto& all = benefits_.funerals;
    std::stable_sort(all.begin(), all.end(),
                     [](const FuneralCharge& a, const FuneralCharge& b) { return a.on < b.on; });
    for (const auto& charge : all) {
      stage_.truth.saw(charge.plant, sheet->name(), sheet->line(),
                       std::max(charge.price_fen, charge.waived_fen));
      sheet->text(view(stage_.person(charge.deceased).number));
      charge.is_cremated ? sheet->text("HH" + padded(uint64_t(charge.deceased), 7)) : sheet->text("无");
      sheet->text("青岚县殡仪馆").text(charge.item).fen(charge.price_fen).count(1);
      sheet->fen(charge.price_fen).fen(charge.waived_fen).day(charge.on).end_row();
    }
    return delivery_.close(*sheet, "funeral_charge");
  }

  static constexpr std::string_view kClasses[] = {"A类", "B类", "C类"};

  Stage& stage_;
  const SubsidyPlan& subsidies_;
  Benefits& benefits_;
  Delivery& delivery_;
  Random random_;
  std::multimap<std::pair<Program, int32_t>, int> marks_;
};

}  // namespace

Result<void> write_benefits(Stage& stage, const SubsidyPlan& subsidies, Benefits benefits,
                            Delivery& delivery) {
  return BenefitWriter(stage, subsidies, benefits, delivery).write();
}

}  // namespace qy::synth
