#include "synth/calendar.h"
#include "synth/enforcement.h"

namespace qy::synth {

Result<void> write_enforcement(Stage& stage, const Enforcement& enforcement, Delivery& delivery) {
  const auto& units = stage.offices.units;
  const auto& firms = stage.firms.all;
  SheetStyle style{Charset::gb18030, ',', DateStyle::chinese, MoneyStyle::wan, "青岚县涉企行政执法案件台账",
                   "金额单位：万元"};
  auto cases = delivery.open("司法局", "涉企执法案件台账", style,
                             {{"案件编号"},
                              {"执法机关代码"},
                              {"执法机关"},
                              {"当事人统一社会信用代码"},
                              {"当事人名称"},
                              {"当事人住所地代码"},
                              {"案由"},
                              {"立案日期"},
                              {"决定日期"},
                              {"处罚种类"},
                              {"罚没金额（万元）"},
                              {"缴款期限"},
                              {"已缴金额（万元）"},
                              {"缴款日期"},
                              {"复议诉讼情况"}});
  const auto day_or_blank = [](Sheet& sheet, const std::optional<Date>& day) {
    day&&* day <= day_of(kLastYear, 12, 31) ? sheet.day(*day) : sheet.blank();
  };
  int number = 0;
  for (const auto& made : enforcement.cases) {
    stage.truth.saw(made.plant, cases->name(), cases->line(), made.fine_fen);
    cases->text("青罚" + padded(uint64_t(++number), 6))
        .text(units[size_t(made.unit)].code)
        .text(units[size_t(made.unit)].name);
    cases->text(firms[size_t(made.firm)].code)
        .text(firms[size_t(made.firm)].name)
        .text(made.region)
        .text(made.matter)
        .day(made.filed);
    day_or_blank(*cases, made.decided);
    cases->text(made.decided ? made.decision : "");
    if (made.decided)
      cases->fen(made.fine_fen).day(made.decided->plus_days(made.due_days));
    else
      cases->blank().blank();
    made.paid_fen > 0 ? cases->fen(made.paid_fen) : cases->text("-");
    day_or_blank(*cases, made.paid);
    cases->text(made.reviewed).end_row();
  }
  QY_CHECK(delivery.close(*cases, "enforcement_case"));

  auto seizures =
      delivery.open("司法局", "行政强制措施台账", {Charset::utf8_bom, ',', DateStyle::iso, MoneyStyle::yuan},
                    {{"强制措施编号"},
                     {"关联案号"},
                     {"执法机关代码"},
                     {"当事人代码"},
                     {"强制措施种类"},
                     {"实施日期"},
                     {"批准延长至"},
                     {"解除日期"},
                     {"涉案财物价值"}});
  number = 0;
  for (const auto& made : enforcement.seizures) {
    stage.truth.saw(made.plant, seizures->name(), seizures->line(), made.value_fen);
    seizures->text("KY" + padded(uint64_t(++number), 6)).text("青罚" + padded(uint64_t(made.in_case) + 1, 6));
    seizures->text(units[size_t(made.unit)].code)
        .text(firms[size_t(made.firm)].code)
        .text(made.kind)
        .day(made.from);
    day_or_blank(*seizures, made.extended);
    day_or_blank(*seizures, made.lifted);
    seizures->fen(made.value_fen).end_row();
  }
  QY_CHECK(delivery.close(*seizures, "seizure"));

  constexpr std::string_view kChannels[] = {"12345热线", "来信", "来访", "网上信访"};
  auto complaints = delivery.open("信访局", "群众反映登记", {Charset::gb18030, ',', DateStyle::slashed},
                                  {{"信访编号"},
                                   {"反映渠道"},
                                   {"受理日期"},
                                   {"村代码"},
                                   {"责任单位代码"},
                                   {"事项类别"},
                                   {"是否重复信访"},
                                   {"办结日期"}});
  number = 0;
  for (const auto& made : enforcement.complaints) {
    stage.truth.saw(made.plant, complaints->name(), complaints->line(), 0);
    ++number;
    complaints->text("XF" + padded(uint64_t(number), 7))
        .text(kChannels[size_t(number) % 4])
        .day(made.received);
    complaints->text(stage.county.villages[made.village].code)
        .text(units[size_t(made.unit)].code)
        .text(made.matter);
    complaints->text(made.is_repeated ? "是" : "否");
    day_or_blank(*complaints, made.closed);
    complaints->end_row();
  }
  return delivery.close(*complaints, "complaint");
}

}  // namespace qy::synth
