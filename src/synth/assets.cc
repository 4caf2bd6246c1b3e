#include "synth/assets.h"

#include <algorithm>
#include <cmath>

namespace qy::synth {
namespace {

struct Kind {
  std::string_view kind, name;
  double area_m2, area_sigma;
  double rent_fen_per_m2;  // a year
  int least_years, most_years;
  bool is_land;
};
constexpr Kind kKinds[] = {
    {"经营性用房", "门面房", 65, 0.4, 12'000, 3, 8, false},
    {"厂房仓库", "厂房", 620, 0.5, 5'200, 5, 12, false},
    {"耕地", "机动地", 6'500, 0.6, 92, 5, 10, true},
    {"水面", "鱼塘", 9'000, 0.6, 78, 5, 12, false},
    {"林地", "林地", 42'000, 0.7, 14, 15, 28, true},
    {"荒山", "荒山", 60'000, 0.7, 7, 15, 28, true},
};
constexpr size_t kShop = 0, kPlant = 1, kPond = 3, kForest = 4;

class EstatePlanner {
 public:
  explicit EstatePlanner(Stage& stage)
      : county_(stage.county),
        firms_(stage.firms),
        truth_(stage.truth),
        setting_(stage.setting),
        random_(stage.random("estate")) {}

  Estate plan() {
    const int each = county_.villages.size() < 40 ? 40 : 25;
    for (size_t village = 0; village < county_.villages.size(); ++village)
      for (int i = 0; i < each; ++i) plain_asset(uint16_t(village));
    const int share = std::max(1, int(county_.villages.size() / 30));
    for (const auto kind : {kWrong, kAlike})
      for (int i = int(std::lround(share * setting_.factor("collective_assets", kind))); i > 0; --i)
        plant_all(kind);
    for (size_t i = 0; i < estate_.leases.size(); ++i) collect_rent(int32_t(i));
    return std::move(estate_);
  }

 private:
  int32_t found(size_t kind, uint16_t village) {
    const auto& card = kKinds[kind];
    Asset asset;
    asset.kind = card.kind;
    asset.village = village;
    asset.no = "ZC" + county_.villages[village].code.substr(6) + padded(uint64_t(++serial_) % 1'000'000, 6);
    asset.name = county_.villages[village].name + std::string(card.name) +
                 std::to_string(random_.between(1, 60)) + "号";
    asset.area_hundredths =
        int64_t(random_.lognormal(card.area_m2, card.area_sigma)) * 100 + int64_t(random_.below(4)) * 25;
    asset.value_fen = card.is_land ? 0 : asset.area_hundredths * random_.between(600, 1'900);
    asset.acquired = day_of(random_.between(1985, 2012), random_.between(1, 12), random_.between(1, 28));
    estate_.assets.push_back(std::move(asset));
    return int32_t(estate_.assets.size()) - 1;
  }

  Fen fair_rent(int32_t asset, size_t kind) {
    const auto& known = estate_.assets[size_t(asset)];
    const double fen =
        double(known.area_hundredths) / 100.0 * kKinds[kind].rent_fen_per_m2 * random_.lognormal(1.0, 0.12);
    return std::max<Fen>(5'000, Fen(fen) / 1'000 * 1'000);
  }

  int32_t let(int32_t asset, size_t kind, Date from, int months) {
    auto& known = estate_.assets[size_t(asset)];
    known.status = AssetStatus::leased;
    Lease lease;
    lease.asset = asset;
    lease.contract_no = "ZL" + known.no.substr(2, 6) + "-" + padded(uint64_t(++contracts_), 6);
    lease.from = from;
    lease.to = from.plus_months(months).plus_days(-1);
    lease.rent_fen = fair_rent(asset, kind);
    if (!kKinds[kind].is_land && random_.percent(45))
      lease.firm = int32_t(random_.below(uint32_t(firms_.all.size())));
    else
      lease.tenant = some_adult();
    through_platform(lease);
    estate_.leases.push_back(std::move(lease));
    return int32_t(estate_.leases.size()) - 1;
  }

  // Since 2015 whatever brings ten thousand yuan in all goes through the exchange.
  void through_platform(Lease& lease) {
    const Fen whole_fen = lease.rent_fen * days_between(lease.from, lease.to) / 365;
    lease.platform_no.clear();
    if (lease.from >= day_of(2015, 1, 1) && whole_fen >= 990'000)
      lease.platform_no = "CQ" + std::to_string(lease.from.year()) + padded(random_.below(100'000'000), 8);
  }

  int32_t some_adult() {
    while (true) {
      const auto id = int32_t(random_.below(uint32_t(county_.people.size())));
      const auto& person = county_.people[size_t(id)];
      const int age = person.age_on(day_of(kLastYear, 1, 1));
      if (person.died == 0 && age > 28 && age < 66 && !person.has(kOfficial) && !person.has(kGhost))
        return id;
    }
  }

  // Dates so that contracts end either before the story's last day, and are followed by another, or well
  // after it.
  void plain_asset(uint16_t village) {
    const size_t kind = random_.below(uint32_t(std::size(kKinds)));
    const int32_t asset = found(kind, village);
    if (!random_.percent(62)) {
      estate_.assets[size_t(asset)].status = random_.percent(60) ? AssetStatus::in_use : AssetStatus::idle;
      return;
    }
    const int years = random_.between(kKinds[kind].least_years, kKinds[kind].most_years);
    const Date end =
        day_of(random_.between(2029, 2029 + years / 2), random_.between(1, 10), random_.between(1, 28));
    const Date from = std::min(end.plus_months(-12 * years), day_of(2024, random_.between(1, 10), 1));
    const int32_t lease = let(asset, kind, from, years * 12);
    if (random_.percent(15) && estate_.leases[size_t(lease)].from > day_of(2012, 1, 1))
      add_predecessor(lease, kind);
  }

  int32_t add_predecessor(int32_t lease, size_t kind) {
    const Lease& later = estate_.leases[size_t(lease)];
    const Date from = later.from.plus_months(-12 * 5);
    const int32_t earlier = let(later.asset, kind, from, 60);
    auto& before = estate_.leases[size_t(earlier)];
    before.rent_fen = std::max<Fen>(5'000, before.rent_fen * 86 / 100 / 1'000 * 1'000);
    before.is_unreceipted = before.to < day_of(kFirstYear, 1, 1);
    return earlier;
  }

  // --- the planted ----------------------------------------------------------------------------------------

  int plant(PlantKind kind, const char* rule, const char* scheme, const char* table, std::string subject,
            const char* why) {
    return truth_.plant(kind, rule, scheme, table, std::move(subject), why);
  }
  uint16_t some_village() { return uint16_t(random_.below(uint32_t(county_.villages.size()))); }
  std::string key_of(int32_t lease) const {
    const auto& known = estate_.leases[size_t(lease)];
    return known.contract_no + "|" + estate_.assets[size_t(known.asset)].no;
  }
  int32_t fresh_lease(size_t kind, Date from, int months) {
    return let(found(kind, some_village()), kind, from, months);
  }
  int32_t running_lease(size_t kind) {
    return fresh_lease(kind, day_of(random_.between(2020, 2022), random_.between(2, 6), 1), 120);
  }
  Date expired_from() { return day_of(random_.between(2017, 2019), random_.between(1, 12), 1); }
  int mark_lease(PlantKind kind, const char* rule, const char* scheme, int32_t lease, const char* why) {
    const int id = plant(kind, rule, scheme, "lease", key_of(lease), why);
    estate_.leases[size_t(lease)].plant = id;
    return id;
  }

  void plant_all(PlantKind kind) {
    if (kind == kWrong) {
      expired();
      too_long();
      overdue();
      without_paper();
      cheap();
    } else {
      renewed_or_taken_back();
      long_by_law();
      late_or_reduced();
      small_or_old();
      cheap_by_resolution();
    }
  }

  void expired() {
    for (const size_t kind : {kShop, kPlant, kPond})
      mark_lease(kWrong, "F01", "expired", fresh_lease(kind, expired_from(), 60),
                 "合同早已到期，没有续签，也没有收回，资产台账仍为出租");
  }

  void renewed_or_taken_back() {
    const int32_t renewed = running_lease(kShop);
    const int id = mark_lease(kAlike, "F01", "renewed", add_predecessor(renewed, kShop), "到期后已另签合同");
    estate_.leases[size_t(renewed)].plant = id;
    const int32_t back = fresh_lease(kPond, expired_from(), 60);
    const int taken = mark_lease(kAlike, "F01", "taken-back", back, "到期后已收回，资产台账为闲置");
    auto& asset = estate_.assets[size_t(estate_.leases[size_t(back)].asset)];
    asset.status = AssetStatus::idle;
    asset.plant = taken;
  }

  void too_long() {
    mark_lease(kWrong, "F02", "forty-years", fresh_lease(kPlant, day_of(2013, 5, 1), 480),
               "厂房租期四十年，超过二十年上限");
    mark_lease(kWrong, "F02", "barely", fresh_lease(kShop, day_of(2016, 9, 1), 264), "门面房租期二十二年");
  }

  void long_by_law() {
    mark_lease(kAlike, "F02", "old-forest", fresh_lease(kForest, day_of(1996, 3, 1), 600),
               "林地承包期可达三十至七十年，且签订于1999年之前");
    mark_lease(kAlike, "F02", "old-house", fresh_lease(kPlant, day_of(1998, 4, 1), 480),
               "签订于《合同法》施行之前");
  }

  void overdue() {
    for (int i = 0; i < 3; ++i) {
      const int32_t lease = running_lease(i == 0 ? kPlant : kShop);
      const char* scheme = i == 0 ? "never-paid" : i == 1 ? "last-year" : "half-paid";
      const int id = plant(kWrong, "F03", scheme, "lease_receipt", estate_.leases[size_t(lease)].contract_no,
                           "租金逾期超过三个月仍未收齐，没有减免手续");
      short_of_rent_.push_back({lease, id, i == 0 ? kFirstYear : kLastYear, i == 2 ? 50 : 0});
    }
  }

  void late_or_reduced() {
    const int32_t posted_late = let(found(kShop, some_village()), kShop, day_of(2021, 11, 20), 120);
    const int late = plant(kAlike, "F03", "not-yet-posted", "lease_receipt",
                           estate_.leases[size_t(posted_late)].contract_no, "应收日刚过一个多月，入账滞后");
    short_of_rent_.push_back({posted_late, late, kLastYear, 0});
    const int32_t reduced = running_lease(kPlant);
    const int id = plant(kAlike, "F03", "approved-reduction", "lease_receipt",
                         estate_.leases[size_t(reduced)].contract_no, "经村民代表会议决议减收一半租金");
    short_of_rent_.push_back({reduced, id, kLastYear, 50});
    resolve(reduced, id);
  }

  void resolve(int32_t lease, int id) {
    const auto& known = estate_.leases[size_t(lease)];
    estate_.resolutions.push_back({estate_.assets[size_t(known.asset)].village, day_of(kLastYear, 1, 16),
                                   "村民代表会议（租金减免）", known.rent_fen / 2, id});
  }

  void without_paper() {
    const int32_t bare = found(kShop, some_village());
    estate_.assets[size_t(bare)].status = AssetStatus::leased;
    estate_.assets[size_t(bare)].plant =
        plant(kWrong, "F04", "no-contract", "asset", estate_.assets[size_t(bare)].no + "|",
              "台账登记出租，找不到合同");
    const int32_t outside = running_lease(kPlant);
    mark_lease(kWrong, "F04", "no-platform", outside, "合同总租金较大，没有进场交易");
    estate_.leases[size_t(outside)].platform_no.clear();
    const int32_t unsigned_deal = running_lease(kShop);
    const auto& deal = estate_.leases[size_t(unsigned_deal)];
    const int id =
        mark_lease(kWrong, "F04", "platform-no-contract", unsigned_deal, "有平台成交记录，没有签订合同");
    truth_.name_subject(id, estate_.assets[size_t(deal.asset)].no + "||" + deal.platform_no);
    estate_.leases[size_t(unsigned_deal)].contract_no.clear();
  }

  void small_or_old() {
    const int32_t small = running_lease(kPond);
    mark_lease(kAlike, "F04", "small", small, "总租金不到一万元，允许村内公开协商");
    estate_.leases[size_t(small)].rent_fen = 80'000;
    estate_.leases[size_t(small)].platform_no.clear();
    estate_.assets[size_t(estate_.leases[size_t(small)].asset)].area_hundredths =
        102'500;  // a small pond: its rent is fair
    mark_lease(kAlike, "F04", "before-platform", fresh_lease(kForest, day_of(2009, 3, 1), 300),
               "签订时尚无交易平台");
  }

  void cheapen(int32_t lease, int percent) {
    auto& known = estate_.leases[size_t(lease)];
    known.rent_fen = std::max<Fen>(5'000, known.rent_fen * percent / 100 / 1'000 * 1'000);
    through_platform(known);
  }

  void cheap() {
    for (const size_t kind : {kShop, kPlant, kPond}) {
      const int32_t lease = running_lease(kind);
      auto& asset = estate_.assets[size_t(estate_.leases[size_t(lease)].asset)];
      asset.area_hundredths = std::max<int64_t>(asset.area_hundredths, int64_t(kKinds[kind].area_m2) * 110);
      estate_.leases[size_t(lease)].rent_fen = fair_rent(estate_.leases[size_t(lease)].asset, kind);
      cheapen(lease, kind == kPond ? 61 : random_.between(28, 48));
      mark_lease(kWrong, "F05", kind == kPond ? "cheap-barely" : "cheap", lease, "租金明显低于同类同期");
    }
  }

  void cheap_by_resolution() {
    const int32_t clinic = running_lease(kShop);
    cheapen(clinic, 35);
    mark_lease(kAlike, "F05", "public-use", clinic, "用于村卫生室，公益性用途，租金优惠");
    auto& asset = estate_.assets[size_t(estate_.leases[size_t(clinic)].asset)];
    asset.name = county_.villages[asset.village].name + "卫生室用房";
    const int32_t reduced = running_lease(kPlant);
    cheapen(reduced, 60);
    resolve(reduced, mark_lease(kAlike, "F05", "approved-reduction", reduced, "经决议核减租金"));
  }

  // --- rent -----------------------------------------------------------------------------------------------

  struct Shortfall {
    int32_t lease;
    int plant;
    int from_year;
    int paid_percent;
  };

  void collect_rent(int32_t id) {
    const Lease& lease = estate_.leases[size_t(id)];
    if (lease.is_unreceipted || lease.contract_no.empty()) return;
    const auto shortfall = std::find_if(short_of_rent_.begin(), short_of_rent_.end(),
                                        [&](const Shortfall& s) { return s.lease == id; });
    for (int year = kFirstYear; year <= kLastYear; ++year) {
      Receipt receipt;
      receipt.lease = id;
      receipt.due = day_of(year, lease.from.month(), std::min(lease.from.day(), 28));
      if (receipt.due < lease.from || receipt.due > lease.to) continue;
      receipt.due_fen = receipt.received_fen = lease.rent_fen;
      receipt.received = receipt.due.plus_days(random_.between(-12, 38));
      if (shortfall != short_of_rent_.end() && year >= shortfall->from_year) {
        receipt.plant = shortfall->plant;
        receipt.received_fen = lease.rent_fen * shortfall->paid_percent / 100;
        receipt.has_arrived = shortfall->paid_percent > 0;
      }
      estate_.receipts.push_back(receipt);
    }
  }

  const Population& county_;
  const Firms& firms_;
  Truth& truth_;
  const Setting& setting_;
  Random random_;
  Estate estate_;
  std::vector<Shortfall> short_of_rent_;
  int64_t serial_ = 0, contracts_ = 0;
};

}  // namespace

Estate plan_estate(Stage& stage) {
  return EstatePlanner(stage).plan();
}

}  // namespace qy::synth
