#include "synth/state_assets.h"

#include <algorithm>

#include "synth/numbers.h"
#include "synth/prices.h"

namespace qy::synth {
namespace {

class StateAssetPlanner {
 public:
  explicit StateAssetPlanner(Stage& stage) : stage_(stage), random_(stage.random("state assets")) {}

  // A unit of some size owns a house or two; one in three is let, for three to five years, through the
  // exchange.
  void draw() {
    for (size_t unit = 0; unit < stage_.offices.units.size(); ++unit) {
      if (stage_.offices.units[unit].is_small) continue;
      for (int i = random_.between(1, 3); i > 0; --i) {
        const int32_t house = found(int32_t(unit));
        if (random_.percent(35))
          let(house, day_of(random_.between(2022, 2024), random_.between(1, 9), 1), random_.between(48, 60));
      }
    }
  }
  StateAssets take() { return std::move(all_); }

  std::string cheap(int plant) { return priced(plant, random_.between(28, 46)); }
  std::string cheap_by_a_third(int plant) { return priced(plant, 64); }
  std::string reduced_by_policy(int plant) {
    std::string subject = priced(plant, 50);
    stage_.exceptions.push_back(
        {"租金减免", all_.leases.back().contract_no, -1, "服务业小微企业房屋租金减免", plant});
    return subject;
  }
  std::string old_house(int plant) { return priced(plant, 84); }
  std::string too_long(int plant) { return lasting(plant, 144, false); }
  std::string long_by_leave(int plant) { return lasting(plant, 120, true); }
  std::string off_the_exchange(int plant) {
    StateLease& lease = fresh(plant, 48);
    lease.platform_no.clear();
    return lease.contract_no;
  }
  std::string never_handed_in(int plant) {
    StateLease& lease = fresh(plant, 48);
    lease.paid_percent = 0;
    return lease.contract_no;
  }
  std::string just_let(int plant) {
    StateLease& lease = fresh(plant, 48);
    lease.from = day_of(kLastYear, 11, 20);
    lease.to = lease.from.plus_months(48);
    lease.paid_percent = 0;
    return lease.contract_no;
  }
  std::string idle_and_renting(int plant) {
    const int32_t house = found(some_unit());
    auto& asset = all_.assets[size_t(house)];
    asset.status = "闲置";
    asset.plant = plant;
    asset.area_m2 = 860;
    rents_elsewhere_.push_back({asset.unit, plant});
    return asset.no;
  }
  std::string awaits_demolition(int plant) {
    const int32_t house = found(some_unit());
    auto& asset = all_.assets[size_t(house)];
    asset.status = "闲置";
    asset.name = "旧办公楼（D级危房，待拆除）";
    asset.plant = plant;
    return asset.no;
  }
  std::string off_the_books(int plant) { return booked(plant, 55); }
  std::string booked_late(int plant) { return booked(plant, 97); }
  std::string let_to_kin(int plant) { return kin_tenant(plant, false); }
  std::string kin_won_auction(int plant) { return kin_tenant(plant, true); }
  // Renewed each spring with the same tenant, a tenth cheaper each time.
  std::string rents_fall(int plant) {
    const int32_t house = found(some_unit());
    const int32_t tenant = stage_.stranger(random_);
    if (tenant < 0) return "";
    Fen rent = all_.assets[size_t(house)].area_m2 * kFairRentFen;
    for (int year = kFirstYear - 2; year <= kLastYear; ++year) {
      StateLease& lease = let(house, day_of(year, 3, 1), 12);
      lease.tenant = tenant;
      lease.firm = -1;
      lease.rent_fen = rent / 1'000 * 1'000;
      lease.platform_no.clear();
      lease.plant = plant;
      rent = rent * 9 / 10;
    }
    return all_.assets[size_t(house)].no;
  }
  const std::vector<std::pair<int32_t, int>>& renting() const { return rents_elsewhere_; }

 private:
  int32_t some_unit() { return int32_t(random_.below(50)); }
  int32_t found(int32_t unit) {
    constexpr std::string_view kNames[] = {"临街门面", "办公用房附楼", "仓库", "培训楼一层", "原车库"};
    StateAsset asset;
    asset.no = "GZ" + padded(all_.assets.size() + 1, 7);
    asset.unit = unit;
    asset.name = std::string(random_.pick(kNames)) + std::to_string(random_.between(1, 30)) + "号";
    asset.area_m2 = int(random_.lognormal(210, 0.6)) + 20;
    asset.acquired = day_of(random_.between(1992, 2016), random_.between(1, 12), 20);
    all_.assets.push_back(std::move(asset));
    return int32_t(all_.assets.size()) - 1;
  }
  StateLease& let(int32_t house, Date from, int months) {
    auto& asset = all_.assets[size_t(house)];
    asset.status = "出租";
    StateLease lease;
    lease.asset = house;
    lease.contract_no = "GZZL" + padded(all_.leases.size() + 1, 6);
    lease.firm = int32_t(random_.below(uint32_t(stage_.firms.all.size())));
    lease.from = from;
    lease.to = from.plus_months(months).plus_days(-1);
    lease.rent_fen = Fen(double(asset.area_m2 * kFairRentFen) * random_.lognormal(1.0, 0.1)) / 1'000 * 1'000;
    lease.platform_no = "CQ" + std::to_string(from.year()) + padded(random_.below(100'000'000), 8);
    all_.leases.push_back(std::move(lease));
    return all_.leases.back();
  }
  StateLease& fresh(int plant, int months) {
    StateLease& lease = let(found(some_unit()), day_of(2022, random_.between(2, 11), 1), months);
    lease.plant = plant;
    return lease;
  }
  std::string booked(int plant, int percent) {
    const int32_t unit = all_.assets[size_t(found(some_unit()))].unit;
    for (const auto& gap : all_.gaps)
      if (gap.unit == unit) return "";
    all_.gaps.push_back({unit, percent, plant});
    return stage_.offices.units[size_t(unit)].code;
  }
  std::string priced(int plant, int percent) {
    StateLease& lease = fresh(plant, 60);
    lease.rent_fen = all_.assets[size_t(lease.asset)].area_m2 * kFairRentFen / 100 * percent / 1'000 * 1'000;
    return lease.contract_no;
  }
  std::string lasting(int plant, int months, bool has_leave) {
    StateLease& lease = fresh(plant, months);
    if (has_leave)
      stage_.exceptions.push_back(
          {"延期", lease.contract_no, -1, "出租期限超过五年（财政局批复）", plant, lease.from, lease.to});
    return lease.contract_no;
  }
  std::string kin_tenant(int plant, bool is_open) {
    StateLease& lease = fresh(plant, 60);
    std::string subject = lease.contract_no;
    const int32_t unit = all_.assets[size_t(lease.asset)].unit;
    const auto* who = stage_.hire(random_, unit, "副科长", plant);
    const int32_t relative = who == nullptr ? -1 : stage_.stranger(random_);
    if (relative < 0) return "";
    stage_.offices.kin.push_back({who->person, relative, "承租国有资产", plant, day_of(2022, 1, 20)});
    lease.tenant = relative;
    lease.firm = -1;
    if (!is_open) {
      lease.platform_no.clear();
      lease.rent_fen = lease.rent_fen / 10 * 6;
    }
    return subject;
  }

  Stage& stage_;
  Random random_;
  StateAssets all_;
  std::vector<std::pair<int32_t, int>> rents_elsewhere_;
};

using S = StateAssetPlanner;
constexpr PlantCard<S> kCards[] = {
    {{"state-rent-cheap", kWrong, "J01 F05", 0.25, "单位房产租金不到参考租金一半"}, "lease", &S::cheap},
    {{"state-rent-a-third-off", kWrong, "J01 F05", 0.15, "租金比参考租金低三成半"},
     "lease",
     &S::cheap_by_a_third},
    {{"state-rent-falls", kWrong, "J01 J03 F04 F05", 0.15, "每年续租一次，租金逐年降一成，承租人不变"},
     "lease",
     &S::rents_fall},
    {{"rent-reduced-by-policy", kAlike, "J01", 0.6, "小微企业租金减免政策，已登记例外"},
     "lease",
     &S::reduced_by_policy},
    {{"old-house-rent", kAlike, "J01", 0.8, "房屋陈旧，租金略低"}, "lease", &S::old_house},
    {{"state-lease-too-long", kWrong, "J02", 0.25, "单位房产一次出租十二年"}, "lease", &S::too_long},
    {{"long-lease-by-leave", kAlike, "J02", 0.4, "经财政批复的长期出租，已登记例外"},
     "lease",
     &S::long_by_leave},
    {{"off-the-exchange", kWrong, "J03 F04", 0.25, "单位房产出租未公开招租"}, "lease", &S::off_the_exchange},
    {{"rent-never-handed-in", kWrong, "J03", 0.25, "出租三年没有租金入库"}, "lease", &S::never_handed_in},
    {{"just-let", kAlike, "J03", 0.6, "刚出租，首期租金未到期"}, "lease", &S::just_let},
    {{"idle-and-renting", kWrong, "J04", 0.2, "自有办公用房闲置，另行租房办公"},
     "asset",
     &S::idle_and_renting},
    {{"awaits-demolition", kAlike, "J04", 0.5, "危房待拆除"}, "asset", &S::awaits_demolition},
    {{"off-the-books", kWrong, "J05", 0.2, "近一半房产有卡片而不在单位账上"},
     "ledger_balance",
     &S::off_the_books},
    {{"booked-late", kAlike, "J05", 0.5, "入账时点不同，账卡相差百分之三"},
     "ledger_balance",
     &S::booked_late},
    {{"let-to-officials-kin", kWrong, "J06 F04 F05", 0.2, "低价租给本单位人员的报备近亲属，未公开招租"},
     "lease",
     &S::let_to_kin},
    {{"kin-won-auction", kAlike, "J06", 0.3, "近亲属经公开竞价承租，价格正常"}, "lease", &S::kin_won_auction},
};

}  // namespace

StateAssets plan_state_assets(Stage& stage, std::vector<std::vector<Payment>>& ledger) {
  StateAssetPlanner planner(stage);
  planner.draw();
  sow(stage, planner, kCards);
  for (const auto& [unit, plant] : planner.renting())
    for (int i = 0; i < 12; ++i) {
      Payment payment;
      payment.on = working_day_from(day_of(kFirstYear + i / 4, 2 + i % 4 * 3, 12));
      payment.amount_fen = 4'800'000;
      payment.firm = stage.firms.by_trade[2][size_t(unit) % stage.firms.by_trade[2].size()];
      payment.note = "（办公用房租赁费）";
      payment.plant = plant;
      ledger[size_t(unit)].push_back(std::move(payment));
    }
  return planner.take();
}

Result<void> write_state_assets(Stage& stage, const StateAssets& all, Delivery& delivery) {
  const auto code = [&](int32_t unit) { return stage.offices.units[size_t(unit)].code; };
  SheetStyle style{
      Charset::utf8_bom,   ',', DateStyle::iso, MoneyStyle::wan, "青岚县行政事业单位国有资产（房产）台账",
      "单位：万元、平方米"};
  auto assets = delivery.open("国有资产管理中心", "单位房产台账", style,
                              {{"资产编号"},
                               {"产权单位代码"},
                               {"资产类别"},
                               {"资产名称"},
                               {"建筑面积（平方米）"},
                               {"账面原值（万元）"},
                               {"使用状态"},
                               {"取得日期"}});
  for (const auto& asset : all.assets) {
    stage.truth.saw(asset.plant, assets->name(), assets->line(), 0);
    assets->text(asset.no).text(code(asset.unit)).text("房屋").text(asset.name).count(asset.area_m2);
    assets->fen(card_fen(asset)).text(asset.status).day(asset.acquired).end_row();
  }
  QY_CHECK(delivery.close(*assets, "asset"));

  auto leases = delivery.open("国有资产管理中心", "单位房产出租合同",
                              {Charset::gb18030, ',', DateStyle::chinese, MoneyStyle::yuan_commas},
                              {{"租赁合同编号"},
                               {"资产编号"},
                               {"出租方代码"},
                               {"承租方名称"},
                               {"承租人身份证号"},
                               {"承租方统一社会信用代码"},
                               {"起租日期"},
                               {"到期日期"},
                               {"租赁面积（平方米）"},
                               {"年租金（元）"},
                               {"是否公开招租"},
                               {"平台交易编号"}});
  for (const auto& lease : all.leases) {
    const auto& asset = all.assets[size_t(lease.asset)];
    stage.truth.saw(lease.plant, leases->name(), leases->line(), lease.rent_fen);
    leases->text(lease.contract_no).text(asset.no).text(code(asset.unit));
    if (lease.tenant >= 0)
      leases->text(name_text(stage.person(lease.tenant).name)).text(stage.number(lease.tenant)).blank();
    else
      leases->text(stage.firms.all[size_t(lease.firm)].name)
          .blank()
          .text(stage.firms.all[size_t(lease.firm)].code);
    leases->day(lease.from).day(lease.to).count(asset.area_m2).fen(lease.rent_fen);
    leases->text(lease.platform_no.empty() ? "否" : "是").text(lease.platform_no).end_row();
  }
  QY_CHECK(delivery.close(*leases, "lease"));

  auto receipts = delivery.open("财政局", "非税收入租金入库",
                                {Charset::utf8_bom, ',', DateStyle::slashed, MoneyStyle::yuan},
                                {{"租赁合同编号"}, {"应缴日期"}, {"应缴租金"}, {"实缴日期"}, {"实缴租金"}});
  Random random = stage.random("state receipts");
  for (const auto& lease : all.leases)
    for (Date due = lease.from; due <= std::min(lease.to, day_of(kLastYear, 12, 31));
         due = due.plus_months(12)) {
      const Date paid_on = due.plus_days(random.between(-8, 30));
      if (due.year() < kFirstYear || lease.paid_percent == 0 || paid_on > day_of(kLastYear, 12, 31)) continue;
      stage.truth.saw(lease.plant, receipts->name(), receipts->line(), 0);
      receipts->text(lease.contract_no)
          .day(due)
          .fen(lease.rent_fen)
          .day(paid_on)
          .fen(lease.rent_fen)
          .end_row();
    }
  return delivery.close(*receipts, "lease_receipt");
}

}  // namespace qy::synth
