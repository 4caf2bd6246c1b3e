#include <algorithm>

#include "synth/calendar.h"
#include "synth/payout.h"
#include "synth/subsidies.h"

namespace qy::synth {
namespace {

constexpr std::array<std::string_view, 3> kStatusWords{"发放成功", "退回", "补发"};
constexpr std::array<std::string_view, 3> kBanks{"青岚农村商业银行", "岚州银行青岚支行", "青岚村镇银行"};

SheetStyle payment_style(int year) {
  SheetStyle style;
  style.charset = year == kLastYear    ? Charset::utf8_bom
                  : year == kFirstYear ? Charset::gb18030
                                       : Charset::utf8;
  style.dates = year == kFirstYear  ? DateStyle::dotted
                : year == kLastYear ? DateStyle::iso
                                    : DateStyle::compact;
  style.delimiter = year == kLastYear ? ';' : ',';
  if (year != kFirstYear) return style;
  style.title = std::string(kCountyName) + "惠民惠农财政补贴资金“一卡通”发放明细表";
  style.note = "单位：元        制表单位：县财政局";
  style.has_totals = true;
  style.remark = "备注：退回款项已于当月缴回国库。";
  return style;
}

std::vector<Column> payment_columns(int year) {
  const bool has_groups = year == kFirstYear;
  const auto under = [&](const char* group) { return std::string(has_groups ? group : ""); };
  return {{"项目编码", under("补贴项目")},
          {"补贴名称", under("补贴项目")},
          {"主管部门"},
          {"年度"},
          {"发放期次"},
          {"批次号"},
          {year == kLastYear ? "公民身份号码" : "身份证号"},
          {"姓名"},
          {"户编号"},
          {"村代码"},
          {"数量"},
          {"计量单位"},
          {"补贴标准"},
          {"应发金额", "", true},
          {"实发金额", "", true},
          {"银行账号"},
          {"账户名"},
          {"开户行"},
          {"代领人身份证号"},
          {"发放状态"},
          {"退回原因"},
          {"发放日期"},
          {"经办人"}};
}

class Payer {
 public:
  Payer(const Population& county, const SubsidyPlan& plan, uint64_t seed, Truth& truth)
      : county_(county), plan_(plan), truth_(truth), seed_(seed) {
    for (size_t i = 0; i < county.townships.size(); ++i) {
      Random random(seed, "operator", i);
      PersonName name;
      name.surname = draw_surname(random);
      draw_given_name(random, 1988, Sex::female, name);
      operators_.push_back(name_text(name));
    }
    for (const auto& household : county.households)
      household_numbers_.push_back(county.household_no(int32_t(&household - county.households.data())));
  }

  void write_year(Sheet& sheet, const Area& area, int year) {
    std::array<std::vector<Enrolment>, kPrograms> enrolments;
    for (const auto& card : programs())
      enrolments[size_t(card.id)] = enrol(county_, plan_, area, card.id, year, seed_);
    sheet_ = &sheet;
    year_ = year;
    for (int month = 1; month <= 12; ++month)
      for (const auto& card : programs())
        for (int period = 1; period <= card.periods; ++period)
          if (period_start(card, year, period).month() == month)
            pay_batch(card, area, period, enrolments[size_t(card.id)]);
  }

  const PaidTotals& totals() const { return totals_; }

 private:
  void pay_batch(const ProgramCard& card, const Area& area, int period,
                 const std::vector<Enrolment>& enrolments) {
    card_ = &card;
    start_ = period_start(card, year_, period);
    paid_on_ = paid_on(card, year_, period);
    const std::string year = std::to_string(year_);
    const std::string suffix =
        card.periods == 1 ? "" : "-" + padded(uint64_t(period), card.periods == 12 ? 2 : 1);
    period_ = year + suffix;
    batch_ = std::string(card.code) + year + padded(uint64_t(start_.month()), 2) +
             padded(uint64_t(area.number), 2);
    for (const auto& enrolment : enrolments) {
      if (start_.days() < enrolment.start || start_.days() > enrolment.end) continue;
      pay(enrolment);
    }
  }

  void pay(const Enrolment& enrolment) {
    const auto& person = county_.people[size_t(enrolment.person)];
    name_.clear();
    append_name(person.name, name_);
    Payout& row = row_;
    row.person = enrolment.person;
    row.village = county_.household_of(person).village;
    row.number.assign(view(person.number));
    row.entitlement = enrolment.entitlement;
    row.due_fen = row.paid_fen = enrolment.entitlement.due_fen();
    row.status = PayoutStatus::paid;
    row.reason = "";
    row.collected_by.clear();
    row.paid_on = paid_on_;
    row.plant = kNoPlant;
    const auto card = card_number(seed_, uint64_t(person.account_owner));
    row.account.assign(card.data(), card.size());
    row.account_name = name_;
    if (person.account_owner != enrolment.person) {
      row.account_name.clear();
      append_name(county_.people[size_t(person.account_owner)].name, row.account_name);
    }
    if (enrolment.is_touched) return pay_touched(row);
    if (bounces_by_chance(enrolment.person)) return bounce(row);
    note_late_batch(row);
    put(row);
  }

  // Three payments in a thousand come back and are made good three weeks later.
  bool bounces_by_chance(int32_t person) const {
    return mix(seed_ ^ (uint64_t(person) << 20) ^ uint64_t(start_.days() * 16 + int(card_->id))) % 1000 < 3;
  }

  void bounce(Payout row) {
    row.status = PayoutStatus::returned;
    row.reason = "账户状态异常";
    put(row);
    row.status = PayoutStatus::reissued;
    row.reason = "";
    row.paid_on = working_day_from(row.paid_on.plus_days(21));
    put(row);
  }

  void pay_touched(Payout row) {
    const Occasion occasion{county_, *card_, seed_, year_, start_};
    BentPayout bent;
    const auto [from, to] = plan_.of(row.person, card_->id);
    for (const auto* deviation = from; deviation != to; ++deviation)
      if (deviation->turn == Turn::unpaid && start_ >= deviation->from) return;
    for (const auto* deviation = from; deviation != to; ++deviation) bend(occasion, *deviation, row, bent);
    if (bent.bounces) return bounce(std::move(row));
    if (row.plant == kNoPlant) note_late_batch(row);
    put(row);
    if (bent.second) put(*bent.second);
  }

  // Died within the period, paid when the batch at last went out: nobody's fault.
  void note_late_batch(Payout& row) {
    const auto& person = county_.people[size_t(row.person)];
    if (person.died == 0 || row.paid_on.days() <= person.died + 31) return;
    row.plant = truth_.plant(PlantKind::lookalike, "A01", "late-batch", "subsidy_payment",
                             row.number + "|" + std::string(card_->code), "所属期在死亡之前，批次滞后发放");
  }

  void put(const Payout& row) {
    const auto& person = county_.people[size_t(row.person)];
    truth_.saw(row.plant, sheet_->name(), sheet_->line(), row.paid_fen);
    auto& totals = row.status == PayoutStatus::returned ? totals_.returned_fen : totals_.paid_fen;
    totals[size_t(card_->id)][size_t(year_ - kFirstYear)] += row.paid_fen;
    auto& sheet = *sheet_;
    sheet.text(card_->code).text(card_->name).text(card_->department).count(year_).text(period_).text(batch_);
    sheet.text(row.number)
        .text(name_)
        .text(household_numbers_[size_t(person.household)])
        .text(county_.villages[row.village].code);
    sheet.hundredths(row.entitlement.quantity_hundredths).text(card_->unit).fen(row.entitlement.standard_fen);
    sheet.fen(row.due_fen).fen(row.paid_fen).text(row.account).text(row.account_name);
    sheet.text(kBanks[size_t(person.account_owner) % kBanks.size()])
        .text(row.collected_by)
        .text(kStatusWords[size_t(row.status)]);
    sheet.text(row.reason)
        .day(row.paid_on)
        .text(operators_[county_.villages[row.village].township])
        .end_row();
  }

  const Population& county_;
  const SubsidyPlan& plan_;
  Truth& truth_;
  uint64_t seed_;
  std::vector<std::string> operators_, household_numbers_;
  PaidTotals totals_;

  Sheet* sheet_ = nullptr;
  const ProgramCard* card_ = nullptr;
  int year_ = 0;
  Date start_, paid_on_;
  std::string period_, batch_, name_;
  Payout row_;  // used again and again, for its strings' sake
};

}  // namespace

Date paid_on(const ProgramCard& card, int year, int period) {
  Date day = period_start(card, year, period).plus_days(8 + int(card.id) * 7 % 17);
  // Two batches went out late, as the sums had not arrived.
  const bool is_late = (card.id == Program::disabled_nursing && year == kFirstYear + 1 && period == 5) ||
                       (card.id == Program::veteran && year == kFirstYear && period == 10);
  if (is_late) day = day.plus_months(2);
  return working_day_from(day);
}

Result<PaidTotals> write_subsidy_payments(const Population& county, const SubsidyPlan& plan, uint64_t seed,
                                          Truth& truth, Delivery& delivery) {
  Payer payer(county, plan, seed, truth);
  for (int year = kFirstYear; year <= kLastYear; ++year)
    for (const auto& area : areas_of(county)) {
      const std::string name =
          "一卡通发放明细_" + std::to_string(year) + "_片区" + std::to_string(area.number);
      auto sheet = delivery.open("财政局", name, payment_style(year), payment_columns(year));
      payer.write_year(*sheet, area, year);
      QY_CHECK(delivery.close(*sheet, "subsidy_payment"));
    }
  return payer.totals();
}

}  // namespace qy::synth
