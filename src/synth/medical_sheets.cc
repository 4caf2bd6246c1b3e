#include <algorithm>
#include <array>
#include <map>

#include "synth/medical.h"

namespace qy::synth {
namespace {

class MedicalWriter {
 public:
  MedicalWriter(Stage& stage, Medical medical, Delivery& delivery)
      : stage_(stage),
        medical_(std::move(medical)),
        delivery_(delivery),
        random_(stage.random("medical sheets")) {
    std::stable_sort(medical_.stays.begin(), medical_.stays.end(),
                     [](const Stay& a, const Stay& b) { return a.admitted < b.admitted; });
    used_.assign(medical_.hospitals.size() * remedies().size() * size_t(kYears * 12), 0);
  }

  Result<void> write() {
    QY_CHECK(write_items());
    QY_CHECK(write_stays());
    return write_stock();
  }

 private:
  const Unit& hospital(int16_t index) const {
    return stage_.offices.units[size_t(medical_.hospitals[size_t(index)])];
  }
  static std::string stay_id(size_t index) { return "ZY" + padded(index + 1, 8); }

  Result<void> write_items() {
    for (int year = kFirstYear; year <= kLastYear; ++year) {
      SheetStyle style{year == kFirstYear ? Charset::gb18030 : Charset::utf8_bom, ',',
                       year == kLastYear ? DateStyle::compact : DateStyle::slashed, MoneyStyle::yuan};
      sheet_ = delivery_.open("医疗保障局", "住院费用明细_" + std::to_string(year), style,
                              {{"就诊流水号"},
                               {"医保目录编码"},
                               {"医保目录名称"},
                               {"费用发生日期"},
                               {"计费数量"},
                               {"计价单位"},
                               {"明细项目费用总额", "", true}});
      for (size_t i = 0; i < medical_.stays.size(); ++i)
        if (medical_.stays[i].admitted.year() == year) put_items(i);
      QY_CHECK(delivery_.close(*sheet_, "medical_item"));
    }
    return {};
  }

  // A remedy given daily stands in one line for each third of the stay.
  void put_items(size_t index) {
    const auto& stay = medical_.stays[index];
    const int days = std::max(1, days_between(stay.admitted, stay.discharged));
    totals_.push_back(0);
    for (uint16_t remedy = 0; remedy < remedies().size(); ++remedy) {
      const auto& card = remedies()[remedy];
      if (random_.below(1000) >= card.per_mille) continue;
      if (stay.posting != Posting::daily) {
        const bool is_at_end = stay.posting == Posting::on_discharge;
        put(index, remedy, is_at_end ? days : 0, std::max(1, int(card.a_day * days)));
        if (!is_at_end && card.a_day >= 1) put(index, remedy, days, 1);
        continue;
      }
      const int times = std::max(1, int(card.a_day * days));
      const int lines = card.a_day >= 1 ? std::min(times, 3) : 1;
      for (int line = 0; line < lines; ++line)
        put(index, remedy, days * line / lines, times / lines + (line < times % lines ? 1 : 0));
    }
    for (const auto& extra : stay.extra) put(index, extra.remedy, extra.day, extra.times);
  }

  void put(size_t index, uint16_t remedy, int day, int times) {
    const auto& stay = medical_.stays[index];
    const auto& card = remedies()[remedy];
    const Date on = stay.admitted.plus_days(day);
    const Fen amount_fen = card.price_fen * times;
    totals_.back() += amount_fen;
    const size_t month =
        size_t(std::clamp((on.year() - kFirstYear) * 12 + on.month() - 1, 0, kYears * 12 - 1));
    used_[(size_t(stay.hospital) * remedies().size() + remedy) * size_t(kYears * 12) + month] += times;
    stage_.truth.saw(stay.plant, sheet_->name(), sheet_->line(), 0);
    sheet_->text(stay_id(index)).text(card.code).text(card.name).day(on).count(times).text(card.unit);
    sheet_->fen(amount_fen).end_row();
  }

  Result<void> write_stays() {
    SheetStyle style{
        Charset::gb18030, ',', DateStyle::iso, MoneyStyle::yuan, "青岚县基本医疗保险住院结算明细",
        "单位：元"};
    auto sheet = delivery_.open("医疗保障局", "住院结算明细", style,
                                {{"就诊流水号"},
                                 {"参保人身份证号"},
                                 {"定点医药机构编号"},
                                 {"入院日期"},
                                 {"出院日期"},
                                 {"主要诊断编码"},
                                 {"医疗总费用", "", true},
                                 {"统筹基金支付", "", true}});
    for (size_t i = 0; i < medical_.stays.size(); ++i) {
      const auto& stay = medical_.stays[i];
      const Fen fund_fen = std::max<Fen>(0, totals_[i] - 40'000) * (stay.hospital < 3 ? 68 : 82) / 100;
      stage_.truth.saw(stay.plant, sheet->name(), sheet->line(), fund_fen);
      sheet->text(stay_id(i))
          .text(view(stage_.person(stay.person).number))
          .text(hospital(stay.hospital).code);
      sheet->day(stay.admitted)
          .day(stay.discharged)
          .text(stay.diagnosis)
          .fen(totals_[i])
          .fen(fund_fen)
          .end_row();
    }
    return delivery_.close(*sheet, "hospital_stay");
  }

  // What a hospital buys covers what it charged for, and a little more.
  Result<void> write_stock() {
    auto sheet = delivery_.open("医疗保障局", "药品耗材进销存", {Charset::utf8_bom, ','},
                                {{"定点机构代码"},
                                 {"医保目录编码"},
                                 {"统计月份"},
                                 {"期初库存"},
                                 {"采购数量"},
                                 {"使用数量"},
                                 {"计量单位"}});
    for (int16_t at = 0; at < int16_t(medical_.hospitals.size()); ++at)
      for (uint16_t remedy = 0; remedy < remedies().size(); ++remedy) {
        if (!remedies()[remedy].is_stocked) continue;
        int64_t stock = random_.between(20, 60);
        for (int month = 0; month < kYears * 12; ++month) stock = put_month(*sheet, at, remedy, month, stock);
      }
    return delivery_.close(*sheet, "drug_stock");
  }

  int64_t put_month(Sheet& sheet, int16_t at, uint16_t remedy, int month, int64_t stock) {
    const int64_t used =
        used_[(size_t(at) * remedies().size() + remedy) * size_t(kYears * 12) + size_t(month)];
    int64_t bought = stock >= used + 20 ? used : used + 12;
    std::string_view unit = remedies()[remedy].unit;
    int64_t shown = used;
    for (const auto& odd : medical_.oddities) {
      if (odd.hospital != at || odd.remedy != remedy) continue;
      if (!odd.unit.empty()) {
        unit = odd.unit;
        bought = (bought + 9) / 10;
        shown = (used + 9) / 10;
        stage_.truth.saw(odd.plant, sheet.name(), sheet.line(), 0);
      } else if (odd.year == month / 12) {
        bought = used * odd.bought_percent / 100;
        shown = std::min(used, stock + bought);
        stage_.truth.saw(odd.plant, sheet.name(), sheet.line(),
                         (used - bought) * remedies()[remedy].price_fen);
      }
    }
    sheet.text(hospital(at).code).text(remedies()[remedy].code);
    sheet.text(std::to_string(kFirstYear + month / 12) + "-" + padded(uint64_t(month % 12 + 1), 2));
    sheet.count(stock).count(bought).count(shown).text(unit).end_row();
    return std::max<int64_t>(0, stock + bought - shown);
  }

  Stage& stage_;
  Medical medical_;
  Delivery& delivery_;
  Random random_;
  std::unique_ptr<Sheet> sheet_;
  std::vector<Fen> totals_;    // by stay
  std::vector<int64_t> used_;  // by hospital, remedy and month
};

}  // namespace

Result<void> write_medical(Stage& stage, const Medical& medical, Delivery& delivery) {
  return MedicalWriter(stage, medical, delivery).write();
}

}  // namespace qy::synth
