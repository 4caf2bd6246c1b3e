#include <algorithm>

#include "synth/assets.h"

namespace qy::synth {
namespace {

constexpr std::string_view kStatusWords[] = {"自用", "闲置", "出租"};

std::string owner_code(uint16_t village) {
  return credit_code("N2", 5'000'000U + village);
}

// The order of a township clerk: village by village.
template <class List, class VillageOf>
std::vector<size_t> by_village(const List& list, VillageOf village_of) {
  std::vector<size_t> order(list.size());
  for (size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(),
                   [&](size_t a, size_t b) { return village_of(list[a]) < village_of(list[b]); });
  return order;
}

Result<void> write_assets(const Estate& estate, const Population& county, Delivery& delivery, Truth& truth) {
  SheetStyle style{Charset::gb18030,
                   ',',
                   DateStyle::dotted,
                   MoneyStyle::wan,
                   "青岚县农村集体资产资源台账",
                   "金额单位：万元  面积单位：平方米",
                   "填表说明：资源性资产不计价值。"};
  auto sheet = delivery.open("农业农村局", "集体资产资源台账", style,
                             {{"资产编号"},
                              {"权属单位代码"},
                              {"资产类别"},
                              {"资产名称"},
                              {"面积（平方米）"},
                              {"账面原值（万元）"},
                              {"使用状态"},
                              {"村代码"},
                              {"取得日期"}});
  for (const size_t i : by_village(estate.assets, [](const Asset& asset) { return asset.village; })) {
    const auto& asset = estate.assets[i];
    truth.saw(asset.plant, sheet->name(), sheet->line(), 0);
    sheet->text(asset.no)
        .text(owner_code(asset.village))
        .text(asset.kind)
        .text(asset.name)
        .hundredths(asset.area_hundredths);
    asset.value_fen == 0 ? sheet->text("-") : sheet->fen(asset.value_fen);
    sheet->text(kStatusWords[size_t(asset.status)])
        .text(county.villages[asset.village].code)
        .day(asset.acquired)
        .end_row();
  }
  return delivery.close(*sheet, "asset");
}

Result<void> write_leases(const Estate& estate, const Population& county, const Firms& firms,
                          Delivery& delivery, Truth& truth) {
  SheetStyle style{Charset::utf8_bom,
                   ',',
                   DateStyle::chinese,
                   MoneyStyle::yuan_commas,
                   "青岚县农村集体资产出租（发包）合同台账",
                   "单位：元"};
  auto sheet = delivery.open("农业农村局", "出租发包合同台账", style,
                             {{"合同编号"},
                              {"资产编号"},
                              {"出租方代码"},
                              {"承租方", "承租情况"},
                              {"承租人身份证号", "承租情况"},
                              {"承租方统一社会信用代码", "承租情况"},
                              {"起", "合同期限"},
                              {"止", "合同期限"},
                              {"租赁面积（平方米）"},
                              {"年租金"},
                              {"是否进场交易"},
                              {"平台交易编号"}});
  const auto village_of = [&](const Lease& lease) { return estate.assets[size_t(lease.asset)].village; };
  for (const size_t i : by_village(estate.leases, village_of)) {
    const auto& lease = estate.leases[i];
    const auto& asset = estate.assets[size_t(lease.asset)];
    truth.saw(lease.plant, sheet->name(), sheet->line(), lease.rent_fen);
    sheet->text(lease.contract_no).text(asset.no).text(owner_code(asset.village));
    if (lease.tenant >= 0) {
      const auto& person = county.people[size_t(lease.tenant)];
      sheet->text(name_text(person.name));
      lease.is_without_tenant_no ? sheet->text("/") : sheet->text(view(person.number));
      sheet->blank();
    } else {
      const auto& firm = firms.all[size_t(lease.firm)];
      sheet->text(firm.name).blank().text(firm.code);
    }
    sheet->day(lease.from).day(lease.to).hundredths(asset.area_hundredths).fen(lease.rent_fen);
    sheet->text(lease.platform_no.empty() ? "否" : "是").text(lease.platform_no).end_row();
  }
  return delivery.close(*sheet, "lease");
}

Result<void> write_receipts(const Estate& estate, Delivery& delivery, Truth& truth) {
  SheetStyle style{Charset::gb18030, ',', DateStyle::slashed, MoneyStyle::yuan, "", "", "", true};
  auto sheet = delivery.open(
      "农业农村局", "租金收缴台账", style,
      {{"合同编号"}, {"应收日期"}, {"应收金额", "", true}, {"实收日期"}, {"实收金额", "", true}});
  const auto village_of = [&](const Receipt& receipt) {
    return estate.assets[size_t(estate.leases[size_t(receipt.lease)].asset)].village;
  };
  for (const size_t i : by_village(estate.receipts, village_of)) {
    const auto& receipt = estate.receipts[i];
    truth.saw(receipt.plant, sheet->name(), sheet->line(), receipt.due_fen - receipt.received_fen);
    sheet->text(estate.leases[size_t(receipt.lease)].contract_no).day(receipt.due).fen(receipt.due_fen);
    receipt.has_arrived ? sheet->day(receipt.received) : sheet->blank();
    receipt.has_arrived ? sheet->fen(receipt.received_fen) : sheet->blank();
    sheet->end_row();
  }
  return delivery.close(*sheet, "lease_receipt");
}

Result<void> write_resolutions(const Estate& estate, const Population& county, Delivery& delivery,
                               Truth& truth) {
  auto sheet = delivery.open("农业农村局", "村级民主决策记录", {},
                             {{"村代码"}, {"事项编号"}, {"会议日期"}, {"会议类型"}, {"涉及金额（元）"}});
  int number = 0;
  const auto put = [&](const Resolution& matter) {
    truth.saw(matter.plant, sheet->name(), sheet->line(), 0);
    sheet->text(county.villages[matter.village].code)
        .text("SX" + padded(uint64_t(++number), 6))
        .day(matter.on)
        .text(matter.kind)
        .fen(matter.amount_fen)
        .end_row();
  };
  for (size_t village = 0; village < county.villages.size(); ++village)
    for (int year = kFirstYear; year <= kLastYear; ++year)
      put({uint16_t(village), day_of(year, 2 + int(village % 9), 1 + int(village % 27)),
           "村民代表会议（年度预算）", Fen(1'200 + village * 37 % 900) * 10'000, kNoPlant});
  for (const auto& matter : estate.resolutions) put(matter);
  return delivery.close(*sheet, "resolution");
}

}  // namespace

Result<void> write_estate(const Estate& estate, const Population& county, const Firms& firms,
                          Delivery& delivery, Truth& truth) {
  QY_CHECK(write_assets(estate, county, delivery, truth));
  QY_CHECK(write_leases(estate, county, firms, delivery, truth));
  QY_CHECK(write_receipts(estate, delivery, truth));
  return write_resolutions(estate, county, delivery, truth);
}

}  // namespace qy::synth
