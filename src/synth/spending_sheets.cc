#include <algorithm>

#include "synth/spending.h"

namespace qy::synth {
namespace {

constexpr Fen kLitreFen = 782;  // 92号汽油

class SpendingWriter {
 public:
  SpendingWriter(Stage& stage, Spending spending, Delivery& delivery)
      : stage_(stage),
        spending_(std::move(spending)),
        delivery_(delivery),
        random_(stage.random("spending sheets")) {}

  Result<void> write() {
    QY_CHECK(write_cars());
    QY_CHECK(write_fills());
    QY_CHECK(write_dispatches());
    QY_CHECK(write_claims());
    return write_bills();
  }

 private:
  const std::string& unit_code(int32_t unit) const { return stage_.offices.units[size_t(unit)].code; }

  Result<void> write_cars() {
    auto sheet = delivery_.open(
        "机关事务服务中心", "公务用车台账", {Charset::gb18030, ',', DateStyle::dotted},
        {{"车牌号码"}, {"使用单位代码"}, {"品牌型号"}, {"油箱容量（升）"}, {"启用日期"}, {"停用日期"}});
    for (const auto& car : spending_.cars) {
      const auto& model = car_models()[car.model];
      stage_.truth.saw(car.plant, sheet->name(), sheet->line(), 0);
      sheet->text(car.plate).text(unit_code(car.unit)).text(model.name).count(model.tank_litre).day(car.from);
      sheet->text("-").end_row();
    }
    return delivery_.close(*sheet, "official_vehicle");
  }

  Result<void> write_fills() {
    constexpr std::string_view kStations[] = {"青岚城东加油站", "青岚城西加油站", "石桥加油站",
                                              "岚州服务区加油站"};
    auto& fills = spending_.fills;
    std::stable_sort(fills.begin(), fills.end(), [](const Fill& a, const Fill& b) {
      return a.at.day != b.at.day ? a.at.day < b.at.day : a.at.minute < b.at.minute;
    });
    SheetStyle style{Charset::gb18030, ',', DateStyle::iso, MoneyStyle::yuan, "青岚县公务加油卡交易明细"};
    style.has_totals = true;
    auto sheet = delivery_.open("机关事务服务中心", "加油卡交易明细", style,
                                {{"加油卡号"},
                                 {"车牌号"},
                                 {"用车单位"},
                                 {"交易时间"},
                                 {"加油量（升）"},
                                 {"交易金额", "", true},
                                 {"加油站名称"}});
    for (const auto& fill : fills) {
      const auto& car = spending_.cars[size_t(fill.car)];
      const Fen amount_fen = fill.litre_hundredths * kLitreFen / 100;
      stage_.truth.saw(fill.plant, sheet->name(), sheet->line(), amount_fen);
      sheet->text(fill.card.empty() ? car.card : fill.card).text(car.plate).text(unit_code(car.unit));
      sheet->text(fill.at.text())
          .hundredths(fill.litre_hundredths)
          .fen(amount_fen)
          .text(random_.pick(kStations))
          .end_row();
    }
    return delivery_.close(*sheet, "fuel_transaction");
  }

  Result<void> write_dispatches() {
    auto sheet = delivery_.open("机关事务服务中心", "派车单", {Charset::utf8_bom, ','},
                                {{"派出车辆"}, {"出车时间"}, {"收车时间"}, {"用车事由"}, {"派车人"}});
    for (const auto& dispatch : spending_.dispatches) {
      stage_.truth.saw(dispatch.plant, sheet->name(), sheet->line(), 0);
      sheet->text(spending_.cars[size_t(dispatch.car)].plate)
          .text(dispatch.from.text())
          .text(dispatch.to.text());
      sheet->text(dispatch.purpose).text("办公室").end_row();
    }
    return delivery_.close(*sheet, "vehicle_dispatch");
  }

  Result<void> write_claims() {
    constexpr std::string_view kKinds[] = {"差旅费", "公务接待", "培训费", "会议费", "其他"};
    auto& claims = spending_.claims;
    std::stable_sort(claims.begin(), claims.end(),
                     [](const Claim& a, const Claim& b) { return a.on < b.on; });
    SheetStyle style{Charset::utf8_bom, ',', DateStyle::slashed, MoneyStyle::yuan_commas};
    auto sheet = delivery_.open("财政局", "网上报销明细", style,
                                {{"报销单位"},
                                 {"报销人身份证号"},
                                 {"费用类别"},
                                 {"开始时间"},
                                 {"结束时间"},
                                 {"地点"},
                                 {"报销金额"},
                                 {"发票号码"},
                                 {"公函号"},
                                 {"报销日期"}});
    for (const auto& claim : claims) {
      stage_.truth.saw(claim.plant, sheet->name(), sheet->line(), claim.amount_fen);
      sheet->text(unit_code(claim.unit)).text(stage_.number(claim.person)).text(kKinds[size_t(claim.kind)]);
      sheet->text(claim.from.text()).text(claim.to.text()).text(claim.place).fen(claim.amount_fen);
      sheet->text(claim.invoice_no).text(claim.letter_no).day(claim.on).end_row();
    }
    return delivery_.close(*sheet, "expense_claim");
  }

  Result<void> write_bills() {
    auto& bills = spending_.bills;
    std::stable_sort(bills.begin(), bills.end(), [](const Bill& a, const Bill& b) { return a.on < b.on; });
    auto sheet = delivery_.open("税务局", "单位抬头发票信息",
                                {Charset::gb18030, '\t', DateStyle::iso, MoneyStyle::yuan},
                                {{"发票代码"},
                                 {"发票号码"},
                                 {"销售方税号"},
                                 {"购买方税号"},
                                 {"价税合计"},
                                 {"开票日期"},
                                 {"开票项目"},
                                 {"入账单位"}});
    for (const auto& bill : bills) {
      stage_.truth.saw(bill.plant, sheet->name(), sheet->line(), bill.amount_fen);
      sheet->text(bill.no.size() > 12 ? "" : "059900" + std::to_string(bill.on.year())).text(bill.no);
      sheet->text(stage_.firms.all[size_t(bill.seller)].code)
          .text(unit_code(bill.unit))
          .fen(bill.amount_fen)
          .day(bill.on);
      sheet->text("*" + std::string(bill.item) + "*" + std::string(bill.item));
      sheet->text(bill.is_claimed ? unit_code(bill.unit) : "").end_row();
    }
    return delivery_.close(*sheet, "invoice");
  }

  Stage& stage_;
  Spending spending_;
  Delivery& delivery_;
  Random random_;
};

}  // namespace

Result<void> write_spending(Stage& stage, const Spending& spending, Delivery& delivery) {
  return SpendingWriter(stage, spending, delivery).write();
}

}  // namespace qy::synth
