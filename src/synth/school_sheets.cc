#include <algorithm>

#include "synth/calendar.h"
#include "synth/schools.h"

namespace qy::synth {
namespace {

std::string month_text(int month) {
  return std::to_string(kFirstYear + month / 12) + "-" + padded(uint64_t(month % 12 + 1), 2);
}
std::string month_in_chinese(int month) {
  return std::to_string(kFirstYear + month / 12) + "年" + std::to_string(month % 12 + 1) + "月";
}

class SchoolWriter {
 public:
  SchoolWriter(Stage& stage, const Schools& schools, Delivery& delivery)
      : stage_(stage), schools_(schools), delivery_(delivery), random_(stage.random("school sheets")) {}

  Result<void> write() {
    QY_CHECK(write_rolls());
    QY_CHECK(write_meals());
    QY_CHECK(write_purchases());
    QY_CHECK(write_charges());
    return write_aids();
  }

 private:
  const Unit& unit(int32_t school) const {
    return stage_.offices.units[size_t(schools_.all[size_t(school)].unit)];
  }

  Result<void> write_rolls() {
    auto sheet = delivery_.open("教育局", "在籍学生月报", {Charset::gb18030, ','},
                                {{"学校代码"}, {"统计月份"}, {"在校生数"}, {"寄宿生数"}});
    for (size_t i = 0; i < schools_.all.size(); ++i)
      for (int month = 0; month < kMonths; ++month) {
        const auto& now = schools_.all[i].months[size_t(month)];
        stage_.truth.saw(now.plant, sheet->name(), sheet->line(), 0);
        sheet->text(unit(int32_t(i)).code)
            .text(month_text(month))
            .count(now.roll)
            .count(now.boarders)
            .end_row();
      }
    return delivery_.close(*sheet, "school_roll");
  }

  Result<void> write_meals() {
    constexpr Fen kSubsidyFen = 500;  // a meal: 营养改善计划 5 yuan
    SheetStyle style{Charset::utf8_bom,
                     ',',
                     DateStyle::iso,
                     MoneyStyle::wan,
                     "青岚县义务教育学生营养改善计划就餐申报汇总表",
                     "金额单位：万元"};
    style.has_totals = true;
    auto sheet = delivery_.open(
        "教育局", "营养餐就餐申报", style,
        {{"学校代码"}, {"申报月份"}, {"就餐人次"}, {"就餐人数"}, {"补助金额（万元）", "", true}});
    for (size_t i = 0; i < schools_.all.size(); ++i)
      for (int month = 0; month < kMonths; ++month) {
        const auto& now = schools_.all[i].months[size_t(month)];
        if (now.meals == 0) continue;
        stage_.truth.saw(now.plant, sheet->name(), sheet->line(), now.meals * kSubsidyFen);
        sheet->text(unit(int32_t(i)).code).text(month_in_chinese(month)).count(now.meals).count(now.eaters);
        sheet->fen(now.meals * kSubsidyFen).end_row();
      }
    return delivery_.close(*sheet, "meal_claim");
  }

  Result<void> write_purchases() {
    for (int year = 0; year < kYears; ++year) {
      SheetStyle style{year == 1 ? Charset::utf8_bom : Charset::gb18030, ',',
                       year == 0 ? DateStyle::dotted : DateStyle::iso, MoneyStyle::yuan};
      auto sheet =
          delivery_.open("教育局", "学校食堂食材采购明细_" + std::to_string(kFirstYear + year), style,
                         {{"采购学校"},
                          {"供应商统一社会信用代码"},
                          {"食材名称"},
                          {"规格"},
                          {"计量单位"},
                          {"采购数量"},
                          {"采购单价"},
                          {"采购金额"},
                          {"采购日期"}});
      for (const auto& purchase : schools_.purchases) {
        if (purchase.month / 12 != year) continue;
        const auto& food = foods()[purchase.food];
        const Fen amount_fen = purchase.quantity_hundredths * purchase.price_fen / 100;
        stage_.truth.saw(purchase.plant, sheet->name(), sheet->line(), amount_fen);
        sheet->text(unit(purchase.school).code).text(stage_.firms.all[size_t(purchase.supplier)].code);
        sheet->text(food.item).text(purchase.spec.empty() ? food.spec : purchase.spec).text(food.unit);
        sheet->hundredths(purchase.quantity_hundredths).fen(purchase.price_fen).fen(amount_fen);
        const Date on =
            working_day_from(day_of(kFirstYear + year, purchase.month % 12 + 1, random_.between(1, 20)));
        sheet->day(on).end_row();
      }
      QY_CHECK(delivery_.close(*sheet, "food_purchase"));
    }
    return {};
  }

  Result<void> write_charges() {
    SheetStyle style{Charset::gb18030,
                     ',',
                     DateStyle::chinese,
                     MoneyStyle::yuan_commas,
                     "青岚县中小学服务性收费和代收费情况表",
                     "单位：元"};
    auto sheet = delivery_.open("教育局", "学校收费情况", style,
                                {{"学校代码"},
                                 {"收费月份"},
                                 {"学校收费项目"},
                                 {"批准标准"},
                                 {"生均收费"},
                                 {"缴费人数"},
                                 {"收费总额"},
                                 {"支出总额"},
                                 {"收款账户名称"},
                                 {"收费日期"}});
    auto charges = schools_.charges;
    std::stable_sort(charges.begin(), charges.end(), [](const SchoolCharge& a, const SchoolCharge& b) {
      return a.school != b.school ? a.school < b.school : a.month < b.month;
    });
    for (const auto& charge : charges) {
      const Fen amount_fen = charge.price_fen * charge.pupils;
      stage_.truth.saw(charge.plant, sheet->name(), sheet->line(), amount_fen);
      sheet->text(unit(charge.school).code).text(month_text(charge.month)).text(charge.item);
      charge.approved_fen == 0 ? sheet->text("无") : sheet->fen(charge.approved_fen);
      sheet->fen(charge.price_fen).count(charge.pupils).fen(amount_fen).fen(charge.spent_fen);
      sheet->text(charge.account_name.empty() ? unit(charge.school).name : charge.account_name);
      sheet->day(day_of(kFirstYear + charge.month / 12, charge.month % 12 + 1, 5)).end_row();
    }
    return delivery_.close(*sheet, "school_charge");
  }

  Result<void> write_aids() {
    auto sheet = delivery_.open("教育局", "学生资助发放明细", {Charset::utf8_bom, ',', DateStyle::slashed},
                                {{"学校代码"},
                                 {"学生身份证号"},
                                 {"资助学期"},
                                 {"资助项目"},
                                 {"学籍状态"},
                                 {"离校日期"},
                                 {"资助金额"},
                                 {"收款账号"},
                                 {"资助发放日期"}});
    for (const auto& aid : schools_.aids) {
      stage_.truth.saw(aid.plant, sheet->name(), sheet->line(), aid.amount_fen);
      const auto card = card_number(stage_.seed, uint64_t(stage_.person(aid.person).account_owner));
      sheet->text(unit(aid.school).code).text(view(stage_.person(aid.person).number));
      sheet->text(std::to_string(kFirstYear + aid.term / 2) + (aid.term % 2 == 0 ? "春" : "秋"));
      sheet->text("家庭经济困难学生生活补助").text(aid.status);
      aid.left ? sheet->day(*aid.left) : sheet->blank();
      sheet->fen(aid.amount_fen).text({card.data(), card.size()});
      sheet->day(working_day_from(term_starts(aid.term).plus_days(46))).end_row();
    }
    return delivery_.close(*sheet, "student_aid");
  }

  Stage& stage_;
  const Schools& schools_;
  Delivery& delivery_;
  Random random_;
};

}  // namespace

Result<void> write_schools(Stage& stage, const Schools& schools, Delivery& delivery) {
  return SchoolWriter(stage, schools, delivery).write();
}

}  // namespace qy::synth
