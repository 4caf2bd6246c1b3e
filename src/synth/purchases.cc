#include "synth/purchases.h"

#include <algorithm>

#include "synth/calendar.h"
#include "synth/habits.h"

namespace qy::synth {
namespace {

class PurchasePlanner {
 public:
  PurchasePlanner(Stage& stage, const Tenders& tenders)
      : stage_(stage), tenders_(tenders), random_(stage.random("purchases")) {}

  void draw() {
    for (size_t unit = 0; unit < stage_.offices.units.size(); ++unit) {
      if (stage_.offices.units[unit].is_small) continue;
      for (int i = random_.between(9, 24); i > 0; --i)
        purchases_.contracts.push_back(some_contract(int32_t(unit)));
    }
    const double sigma = stage_.setting.mix("price_sigma_percent") / 100.0;
    for (size_t i = 0; i < tenders_.all.size(); ++i) {
      const auto& tender = tenders_.all[i];
      if (tender.market != kComputers && tender.market != kFurniture && tender.market != kFarmGoods) continue;
      for (int line = random_.between(2, 5); line > 0; --line) {
        const Good& good = good_for(tender.market);
        PricedItem item{i,         std::string(good.item) + " " + std::string(good.spec),
                        good.unit, random_.between(3, 60),
                        0,         kNoPlant};
        item.price_fen = Fen(double(good.price_fen) * random_.lognormal(1.0, sigma)) / 100 * 100;
        purchases_.items.push_back(std::move(item));
      }
    }
  }
  Purchases take() { return std::move(purchases_); }

  // One class of goods in one year, bought in pieces from several firms.
  std::string in_pieces(int plant) { return pieces(plant, 9, kComputers, 26'000'000, false); }
  std::string repairs_as_needed(int plant) { return pieces(plant, 5, kRepairs, 4'000'000, true); }
  std::string just_below(int plant) {
    const int32_t unit = some_unit();
    for (int i = 0; i < 8; ++i) {
      SmallContract contract = some_contract(unit);
      contract.amount_fen = 30'000'000 - Fen(random_.between(1, 45)) * 10'000;
      contract.plant = plant;
      purchases_.contracts.push_back(contract);
    }
    return code(unit);
  }
  std::string one_price_list(int plant) {
    const int32_t unit = some_unit();
    SmallContract model = some_contract(unit);
    for (int i = 0; i < 2; ++i) {
      model.amount_fen = 29'600'000;
      model.signed_on = working_day_from(day_of(kFirstYear + i, 6, 10));
      model.plant = plant;
      purchases_.contracts.push_back(model);
    }
    return code(unit);
  }
  std::string many_one_day(int plant) { return one_day(plant, 5); }
  std::string two_one_day(int plant) { return one_day(plant, 2); }

  std::string dear_item(int plant) { return priced(plant, random_.between(148, 190), "", false); }
  std::string dear_by_a_third(int plant) { return priced(plant, 136, "", false); }
  std::string with_installation(int plant) { return priced(plant, 138, "（含安装调试及三年维保）", false); }
  std::string dear_fertiliser(int plant) { return priced(plant, random_.between(165, 210), "", true); }
  std::string weak_fertiliser(int plant) { return priced(plant, random_.between(36, 46), "", true); }

 private:
  static constexpr uint16_t kMarketsOfGoods[] = {kFurniture, kComputers,    kPrinting,
                                                 kProperty,  kMedicalGoods, kRepairs};

  int32_t some_unit() {
    while (true) {
      const auto unit = int32_t(random_.below(uint32_t(stage_.offices.units.size())));
      if (!stage_.offices.units[size_t(unit)].is_small) return unit;
    }
  }
  const std::string& code(int32_t unit) const { return stage_.offices.units[size_t(unit)].code; }
  SmallContract some_contract(int32_t unit) {
    constexpr std::string_view kMethods[] = {"询价", "竞争性磋商", "电子卖场直购", "竞争性谈判"};
    SmallContract contract;
    contract.unit = unit;
    contract.market = random_.pick(kMarketsOfGoods);
    contract.firm = random_.pick(stage_.firms.by_trade[markets()[contract.market].trade]);
    contract.method = random_.pick(kMethods);
    contract.amount_fen = rounded_like_a_price(
        std::clamp<Fen>(Fen(random_.lognormal(8'000'000, 0.7)), 1'000'000, 27'500'000), random_);
    contract.signed_on = working_day_from(
        day_of(random_.between(kFirstYear, kLastYear), random_.between(1, 12), random_.between(1, 26)));
    return contract;
  }
  std::string pieces(int plant, int times, uint16_t market, Fen about_fen, bool spread) {
    const int32_t unit = some_unit();
    const int year = random_.between(kFirstYear, kLastYear);
    const auto& pool = stage_.firms.by_trade[markets()[market].trade];
    for (int i = 0; i < times; ++i) {
      SmallContract contract = some_contract(unit);
      contract.market = market;
      contract.firm = pool[size_t(i % 3)];
      contract.amount_fen = about_fen + Fen(random_.between(1, 320)) * 10'000;
      contract.signed_on = working_day_from(day_of(year, spread ? 1 + i * 2 : 4 + i / 3, 4 + i % 3 * 8));
      contract.plant = plant;
      purchases_.contracts.push_back(contract);
    }
    return code(unit) + "|" + std::string(markets()[market].category) + "|" + std::to_string(year);
  }
  std::string one_day(int plant, int times) {
    const int32_t unit = some_unit();
    const SmallContract model = some_contract(unit);
    for (int i = 0; i < times; ++i) {
      SmallContract contract = model;
      contract.amount_fen = Fen(random_.between(150, 290)) * 100'000;
      contract.plant = plant;
      purchases_.contracts.push_back(contract);
    }
    return code(unit) + "|" + stage_.firms.all[size_t(model.firm)].code + "|" + model.signed_on.iso();
  }
  const Good& good_for(uint16_t market) {
    if (market == kFarmGoods) return materials()[6 + random_.below(2)];  // 有机肥, 复合肥
    return market == kFurniture ? office_goods()[6 + random_.below(2)] : office_goods()[random_.below(6)];
  }
  std::string priced(int plant, int percent, const std::string& behind, bool is_fertiliser) {
    for (int attempt = 0; attempt < 20'000; ++attempt) {
      auto& item = purchases_.items[random_.below(uint32_t(purchases_.items.size()))];
      if (item.plant != kNoPlant || (tenders_.all[item.tender].market == kFarmGoods) != is_fertiliser)
        continue;
      item.price_fen = item.price_fen * percent / 100;
      item.item += behind;
      item.plant = plant;
      return tenders_.all[item.tender].id + "|" + item.item;
    }
    return "";
  }

  Stage& stage_;
  const Tenders& tenders_;
  Random random_;
  Purchases purchases_;
};

using P = PurchasePlanner;
constexpr PlantCard<P> kCards[] = {
    {{"bought-in-pieces", kWrong, "I01", 0.2, "同一年同一品目分九次采购，合计超过公开招标限额"},
     "contract",
     &P::in_pieces},
    {{"repairs-as-needed", kAlike, "I01", 0.6, "零星维修，金额小，随需随修"},
     "contract",
     &P::repairs_as_needed},
    {{"sums-just-below-limit", kWrong, "I02", 0.2, "多份合同都略低于三十万元"}, "contract", &P::just_below},
    {{"one-price-list", kAlike, "I02", 0.6, "年度框架目录价，两份合同金额相同"},
     "contract",
     &P::one_price_list},
    {{"many-contracts-one-day", kWrong, "I09", 0.2, "同一天与同一供应商签订五份合同"},
     "contract",
     &P::many_one_day},
    {{"two-contracts-one-day", kAlike, "I09", 0.6, "两个品目分别签订"}, "contract", &P::two_one_day},
    {{"dear-item", kWrong, "I06 H30", 0.25, "同型号设备单价比市场高出一半以上"}, "award_item", &P::dear_item},
    {{"dear-by-a-third", kWrong, "I06 H30", 0.15, "同型号设备单价高出三成多"},
     "award_item",
     &P::dear_by_a_third},
    {{"with-installation", kAlike, "I06", 0.8, "单价含安装和三年维保"}, "award_item", &P::with_installation},
    {{"dear-fertiliser", kWrong, "G07 H30", 0.15, "有机肥（复合肥）单价高出六成以上"},
     "award_item",
     &P::dear_fertiliser},
    {{"weak-fertiliser", kWrong, "G07", 0.15, "肥料中标单价不到同类一半，含量存疑"},
     "award_item",
     &P::weak_fertiliser},
};

}  // namespace

Purchases plan_purchases(Stage& stage, const Tenders& tenders) {
  PurchasePlanner planner(stage, tenders);
  planner.draw();
  sow(stage, planner, kCards);
  return planner.take();
}

Result<void> write_purchases(Stage& stage, const Tenders& tenders, const Purchases& purchases,
                             Delivery& delivery) {
  const auto& firms = stage.firms.all;
  SheetStyle style{
      Charset::gb18030, ',', DateStyle::slashed, MoneyStyle::yuan_commas, "青岚县限额以下政府采购合同备案表",
      "单位：元"};
  style.has_totals = true;
  auto contracts = delivery.open("财政局", "限额以下采购合同", style,
                                 {{"合同编号"},
                                  {"采购人代码"},
                                  {"采购人名称"},
                                  {"供应商代码"},
                                  {"供应商名称"},
                                  {"合同金额（元）", "", true},
                                  {"签订日期"},
                                  {"采购方式"},
                                  {"采购类别"}});
  int number = 0;
  auto sorted = purchases.contracts;
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const SmallContract& a, const SmallContract& b) { return a.signed_on < b.signed_on; });
  for (const auto& contract : sorted) {
    const auto& unit = stage.offices.units[size_t(contract.unit)];
    stage.truth.saw(contract.plant, contracts->name(), contracts->line(), contract.amount_fen);
    contracts->text("XE" + std::to_string(contract.signed_on.year()) + padded(uint64_t(++number), 6))
        .text(unit.code)
        .text(unit.name);
    contracts->text(firms[size_t(contract.firm)].code)
        .text(firms[size_t(contract.firm)].name)
        .fen(contract.amount_fen);
    contracts->day(contract.signed_on)
        .text(contract.method)
        .text(markets()[contract.market].category)
        .end_row();
  }
  QY_CHECK(delivery.close(*contracts, "contract"));

  auto items = delivery.open("公共资源交易中心", "中标标的明细",
                             {Charset::utf8_bom, ',', DateStyle::iso, MoneyStyle::yuan},
                             {{"标段编号"},
                              {"中标编号"},
                              {"标的序号"},
                              {"中标人代码"},
                              {"中标供应商"},
                              {"标的名称"},
                              {"采购数量"},
                              {"计量单位"},
                              {"中标单价"}});
  int line = 0;
  for (size_t i = 0; i < purchases.items.size(); ++i) {
    const auto& item = purchases.items[i];
    const auto& tender = tenders.all[item.tender];
    const auto& winner = firms[size_t(tender.bids[size_t(tender.winner)].firm)];
    line = i > 0 && purchases.items[i - 1].tender == item.tender ? line + 1 : 1;
    stage.truth.saw(item.plant, items->name(), items->line(), item.price_fen * item.quantity);
    items->text(tender.id).text("ZB" + tender.id.substr(2)).count(line).text(winner.code).text(winner.name);
    items->text(item.item).count(item.quantity).text(item.unit).fen(item.price_fen).end_row();
  }
  return delivery.close(*items, "award_item");
}

}  // namespace qy::synth
