#include "synth/public_office.h"

namespace qy::synth {

Result<void> write_certificates(Stage& stage, std::vector<Certificate> certificates, Delivery& delivery) {
  // The ground: builders' and advisers' own people.
  Random random = stage.random("certificates");
  for (const uint16_t trade : {kBuilders, kAdvisers})
    for (const int32_t firm : stage.firms.by_trade[trade])
      for (int i = random.between(1, 3); i > 0; --i) {
        const int32_t person = stage.look_for(random, [](const Person& p) {
          return p.died == 0 && p.age_on(day_of(kLastYear, 1, 1)) > 25 &&
                 p.age_on(day_of(kLastYear, 1, 1)) < 62 &&
                 (p.traits & (kOnPayroll | kLowIncome | kDestitute | kOnRelief)) == 0;
        });
        if (person < 0) continue;
        Certificate own;
        own.person = person;
        own.firm = firm;
        own.kind = trade == kBuilders ? "二级建造师（建筑工程）" : "注册监理工程师";
        own.from = day_of(random.between(2017, 2024), random.between(1, 12), 18);
        certificates.push_back(own);
      }
  SheetStyle style{Charset::gb18030, ',', DateStyle::iso, MoneyStyle::yuan};
  auto sheet = delivery.open("住房和城乡建设局", "执业注册人员信息", style,
                             {{"持证人身份证号"},
                              {"注册证书编号"},
                              {"执业资格类别"},
                              {"注册单位统一社会信用代码"},
                              {"注册单位名称"},
                              {"注册日期"},
                              {"注册有效期至"}});
  int64_t number = 0;
  for (const auto& certificate : certificates) {
    const auto& unit_or_firm = certificate.firm >= 0 ? stage.firms.all[size_t(certificate.firm)].code
                                                     : stage.offices.units[size_t(certificate.unit)].code;
    stage.truth.saw(certificate.plant, sheet->name(), sheet->line(), 0);
    sheet->text(stage.number(certificate.person))
        .text("岚注" + padded(uint64_t(++number), 8))
        .text(certificate.kind)
        .text(unit_or_firm);
    sheet->text(certificate.firm >= 0 ? stage.firms.all[size_t(certificate.firm)].name
                                      : stage.offices.units[size_t(certificate.unit)].name);
    sheet->day(certificate.from);
    certificate.to ? sheet->day(*certificate.to) : sheet->blank();
    sheet->end_row();
  }
  return delivery.close(*sheet, "practice_certificate");
}

}  // namespace qy::synth
