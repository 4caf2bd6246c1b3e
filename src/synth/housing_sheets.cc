#include <algorithm>

#include "synth/housing.h"

namespace qy::synth {

Result<void> write_housing(Stage& stage, std::vector<HousingAid> aids, Delivery& delivery) {
  std::stable_sort(aids.begin(), aids.end(),
                   [](const HousingAid& a, const HousingAid& b) { return a.from < b.from; });
  for (const bool is_rebuilding : {false, true}) {
    SheetStyle style{is_rebuilding ? Charset::gb18030 : Charset::utf8_bom, ',',
                     is_rebuilding ? DateStyle::chinese : DateStyle::iso,
                     is_rebuilding ? MoneyStyle::capital : MoneyStyle::yuan};
    if (is_rebuilding) {
      style.title = "青岚县农村危房改造补助对象花名册";
      style.note = "单位：平方米，金额大写";
      style.has_totals = true;
    }
    auto sheet =
        delivery.open("住房和城乡建设局", is_rebuilding ? "农村危房改造补助名册" : "公租房保障名册", style,
                      {{is_rebuilding ? "项目名称" : "保障方式"},
                       {is_rebuilding ? "户主身份证号" : "承租人身份证号"},
                       {"家庭编号"},
                       {is_rebuilding ? "开工日期" : "配租日期"},
                       {is_rebuilding ? "竣工日期" : "退出日期"},
                       {is_rebuilding ? "补助资金" : "租赁补贴", "", true},
                       {is_rebuilding ? "改造面积" : "配租面积"},
                       {"房屋坐落"},
                       {is_rebuilding ? "危改对象类别" : "保障对象类别"},
                       {"申请日期"},
                       {"家庭人口"}});
    const int capital = is_rebuilding ? stage.truth.plant(PlantKind::dirt, "ingest", "amounts-in-capitals",
                                                          "housing_aid", sheet->name(), "金额为大写")
                                      : kNoPlant;
    for (const auto& aid : aids) {
      if ((aid.scheme == kRebuilding) != is_rebuilding) continue;
      stage.truth.saw(capital, sheet->name(), sheet->line(), 0);
      const auto& person = stage.person(aid.person);
      stage.truth.saw(aid.plant, sheet->name(), sheet->line(), aid.amount_fen);
      sheet->text(aid.scheme).text(view(person.number)).text(stage.county.household_no(person.household));
      sheet->day(aid.from);
      aid.to ? sheet->day(*aid.to) : sheet->blank();
      sheet->fen(aid.amount_fen);
      aid.area_m2 > 0 ? sheet->count(aid.area_m2) : sheet->text("/");
      sheet->text(aid.scheme == kFlat
                      ? "青岚县安居小区" + std::to_string(aid.person % 12 + 1) + "栋" +
                            std::to_string(aid.person % 300 + 101) + "室"
                      : stage.county.village_of(person).name + std::to_string(aid.person % 400 + 1) + "号");
      sheet->text(aid.category);
      aid.applied ? sheet->day(*aid.applied) : sheet->text("-");
      sheet->count(aid.persons).end_row();
    }
    QY_CHECK(delivery.close(*sheet, "housing_aid"));
  }
  return {};
}

}  // namespace qy::synth
