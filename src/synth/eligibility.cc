#include <algorithm>

#include "synth/calendar.h"
#include "synth/subsidies.h"

namespace qy::synth {
namespace {

SheetStyle list_style(std::string_view department, int year) {
  SheetStyle style;
  style.charset = year == kFirstYear ? Charset::gb18030 : Charset::utf8_bom;
  style.dates = year == kFirstYear       ? DateStyle::dotted
                : year == kFirstYear + 1 ? DateStyle::chinese
                                         : DateStyle::iso;
  style.delimiter = year == kLastYear && department == "林业局" ? ';' : ',';
  style.has_blank_column = department == "民政局" && year == kFirstYear + 1;
  if (year != kLastYear)
    style.title =
        std::string(kCountyName) + std::string(department) + std::to_string(year) + "年度补贴资格名单";
  if (year == kFirstYear) style.remark = "说明：本名单经村级公示无异议。";
  return style;
}

std::vector<Column> list_columns(int year) {
  const std::string number = year == kFirstYear       ? "证件号码"
                             : year == kFirstYear + 1 ? "身份证号码"
                                                      : "公民身份号码";
  return {{"项目编码"}, {"年度"},     {number},     {"姓名"},     {"户编号"},
          {"村代码"},   {"核定数量"}, {"计量单位"}, {"审批日期"}, {"审批人"}};
}

class ListWriter {
 public:
  ListWriter(const Population& county, const SubsidyPlan& plan, uint64_t seed, Truth& truth)
      : county_(county), plan_(plan), truth_(truth), random_(seed, "eligibility") {}

  // `is_supplement`: only those who were approved later; else everybody but them.
  void write(Sheet& sheet, const ProgramCard& card, int year, const std::vector<Enrolment>& enrolments,
             bool is_supplement) {
    for (const auto& enrolment : enrolments) {
      int32_t listed = enrolment.person;
      int plant = kNoPlant;
      bool is_late = false, is_mistyped = false, has_permit = false, is_after_payment = false;
      if (enrolment.is_touched) {
        const auto [from, to] = plan_.of(enrolment.person, card.id);
        for (const auto* deviation = from; deviation != to; ++deviation) {
          if (deviation->turn == Turn::not_listed) listed = -1;
          if (deviation->turn == Turn::listed_as_head) listed = deviation->other;
          if (deviation->turn == Turn::listed_late) is_late = true;
          if (deviation->turn == Turn::foreign_card) has_permit = true;
          if (deviation->turn == Turn::mistyped && deviation->other == year) is_mistyped = true;
          if (deviation->turn == Turn::approved_late) is_after_payment = true;
          const bool is_seen_here = deviation->turn == Turn::listed_as_head || is_late || is_mistyped ||
                                    has_permit || is_after_payment || deviation->turn == Turn::unpaid ||
                                    deviation->turn == Turn::large_area;
          if (is_seen_here) plant = deviation->plant;
        }
      }
      if (listed < 0 || is_late != is_supplement) continue;
      truth_.saw(plant, sheet.name(), sheet.line(), 0);
      const auto& person = county_.people[size_t(listed)];
      const std::string number = is_mistyped  ? with_swapped_digits(person.number)
                                 : has_permit ? permit_number(uint64_t(listed))
                                              : std::string(view(person.number));
      const Date approved = is_after_payment ? day_of(year, 12, 5)
                                             : std::max(day_of(year, is_supplement ? 2 : 1, 10),
                                                        Date::from_days(enrolment.start));
      put(sheet, card, year, person, number, enrolment, approved);
    }
  }

 private:
  void put(Sheet& sheet, const ProgramCard& card, int year, const Person& person, const std::string& number,
           const Enrolment& enrolment, Date approved) {
    name_.clear();
    append_name(person.name, name_);
    sheet.text(card.code).count(year).text(number).text(name_);
    sheet.text(county_.household_no(person.household)).text(county_.village_of(person).code);
    if (random_.chance(2'000))
      sheet.text(full_width(std::to_string(enrolment.entitlement.quantity_hundredths / 100)));
    else
      sheet.hundredths(enrolment.entitlement.quantity_hundredths);
    sheet.text(card.unit);
    sheet.day(working_day_from(approved)).text(random_.chance(30'000) ? "暂无" : "县级审核组").end_row();
  }

  const Population& county_;
  const SubsidyPlan& plan_;
  Truth& truth_;
  Random random_;
  std::string name_;
};

std::vector<std::string_view> departments() {
  std::vector<std::string_view> names;
  for (const auto& card : programs())
    if (std::find(names.begin(), names.end(), card.department) == names.end())
      names.push_back(card.department);
  return names;
}

}  // namespace

Result<void> write_eligibility(const Population& county, const SubsidyPlan& plan, uint64_t seed, Truth& truth,
                               Delivery& delivery) {
  ListWriter writer(county, plan, seed, truth);
  for (int year = kFirstYear; year <= kLastYear; ++year) {
    auto supplement = delivery.open("林业局", "资格名单增补_林业局_" + std::to_string(year),
                                    list_style("林业局", year), list_columns(year));
    for (const auto& area : areas_of(county))
      for (const auto department : departments()) {
        const std::string name = "资格名单_" + std::string(department) + "_" + std::to_string(year) +
                                 "_片区" + std::to_string(area.number);
        auto sheet =
            delivery.open(std::string(department), name, list_style(department, year), list_columns(year));
        for (const auto& card : programs()) {
          if (card.department != department) continue;
          const auto enrolments = enrol(county, plan, area, card.id, year, seed);
          writer.write(*sheet, card, year, enrolments, false);
          if (card.id == Program::forest) writer.write(*supplement, card, year, enrolments, true);
        }
        QY_CHECK(delivery.close(*sheet, "subsidy_eligibility"));
      }
    QY_CHECK(delivery.close(*supplement, "subsidy_eligibility"));
  }
  return {};
}

Result<void> write_programs(Delivery& delivery) {
  SheetStyle style{Charset::utf8_bom, ',', DateStyle::iso, MoneyStyle::yuan, "青岚县惠民惠农补贴政策清单",
                   "单位：元"};
  auto sheet = delivery.open("财政局", "补贴政策清单", style,
                             {{"项目编码"},
                              {"项目名称"},
                              {"主管部门"},
                              {"年度"},
                              {"计量单位"},
                              {"补贴标准"},
                              {"每年期数"},
                              {"财政供养人员可否领取"},
                              {"互斥组"},
                              {"政策依据"}});
  for (int year = kFirstYear; year <= kLastYear; ++year)
    for (const auto& card : programs()) {
      const int32_t standard = card.standard_fen[size_t(year - kFirstYear)];
      sheet->text(card.code).text(card.name).text(card.department).count(year).text(card.unit);
      standard == 0 ? sheet->text("/") : sheet->fen(standard);
      sheet->count(card.periods)
          .text(card.payroll_allowed ? "是" : "否")
          .text(card.stackable_group)
          .text(card.basis)
          .end_row();
    }
  return delivery.close(*sheet, "subsidy_program");
}

}  // namespace qy::synth
