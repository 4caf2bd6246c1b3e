#include "synth/assets.h"

namespace qy::synth {
namespace {

// Collective assets: who the tenant is, and rents that slip year by year.
class LeasePlanter {
 public:
  LeasePlanter(Stage& stage, Estate& estate)
      : stage_(stage), estate_(estate), random_(stage.random("plant leases")) {}

  std::string to_official(int plant) { return official_tenant(plant, true, false); }
  std::string to_officials_family(int plant) { return official_tenant(plant, false, false); }
  std::string family_won_auction(int plant) { return official_tenant(plant, false, true); }
  std::string rents_fall(int plant) { return falling(plant, false); }
  std::string rents_fall_by_resolution(int plant) { return falling(plant, true); }
  std::string entry_incomplete(int plant) {
    const int32_t lease = let(some_village(), day_of(2021, 5, 1), 96);
    auto& made = estate_.leases[size_t(lease)];
    made.plant = plant;
    made.is_without_tenant_no = true;
    receive(lease);
    return made.contract_no + "|" + estate_.assets[size_t(made.asset)].no;
  }

 private:
  static constexpr Fen kRentFenPerM2 = 12'000;
  uint16_t some_village() { return uint16_t(random_.below(uint32_t(stage_.county.villages.size()))); }
  int32_t found(uint16_t village) {
    Asset asset;
    asset.kind = "经营性用房";
    asset.village = village;
    asset.no =
        "ZC" + stage_.county.villages[village].code.substr(6) + padded(800'000 + estate_.assets.size(), 6);
    asset.name =
        stage_.county.villages[village].name + "集贸市场门面" + std::to_string(random_.between(1, 60)) + "号";
    asset.area_hundredths = int64_t(random_.between(48, 90)) * 100;
    asset.value_fen = asset.area_hundredths * 1'400;
    asset.acquired = day_of(random_.between(1995, 2012), random_.between(1, 12), 8);
    asset.status = AssetStatus::leased;
    estate_.assets.push_back(std::move(asset));
    return int32_t(estate_.assets.size()) - 1;
  }
  int32_t let_again(int32_t asset, Date from, int months) {
    Lease lease;
    lease.asset = asset;
    lease.contract_no = "ZL" + estate_.assets[size_t(asset)].no.substr(2, 6) + "-" +
                        padded(800'000 + estate_.leases.size(), 6);
    lease.from = from;
    lease.to = from.plus_months(months).plus_days(-1);
    lease.rent_fen = estate_.assets[size_t(asset)].area_hundredths / 100 * kRentFenPerM2 / 1'000 * 1'000;
    lease.platform_no = "CQ" + std::to_string(from.year()) + padded(random_.below(100'000'000), 8);
    estate_.leases.push_back(std::move(lease));
    return int32_t(estate_.leases.size()) - 1;
  }
  int32_t let(uint16_t village, Date from, int months) {
    const int32_t lease = let_again(found(village), from, months);
    estate_.leases[size_t(lease)].tenant = stage_.look_for(random_, [](const Person& p) {
      return p.died == 0 && p.age_on(day_of(kLastYear, 1, 1)) > 28 && !p.has(kOfficial);
    });
    return lease;
  }
  void receive(int32_t id) {
    const auto& lease = estate_.leases[size_t(id)];
    for (int year = kFirstYear; year <= kLastYear; ++year) {
      Receipt receipt;
      receipt.lease = id;
      receipt.due = day_of(year, lease.from.month(), lease.from.day());
      if (receipt.due < lease.from || receipt.due > lease.to) continue;
      receipt.received = receipt.due.plus_days(random_.between(-6, 25));
      receipt.due_fen = receipt.received_fen = lease.rent_fen;
      estate_.receipts.push_back(receipt);
    }
  }
  std::string official_tenant(int plant, bool is_official, bool is_open) {
    for (int attempt = 0; attempt < 4'000; ++attempt) {
      const auto& official = random_.pick(stage_.offices.officials);
      const auto& home = stage_.county.household_of(stage_.person(official.person));
      const int32_t relative = home.first == official.person ? home.first + 1 : home.first;
      if (stage_.person(official.person).has(kTouched) || home.count < 2 || stage_.person(relative).died != 0)
        continue;
      stage_.county.people[size_t(official.person)].traits |= kTouched;
      const int32_t id = let(official.village, day_of(2022, random_.between(1, 11), 1), 96);
      auto& lease = estate_.leases[size_t(id)];
      lease.tenant = is_official ? official.person : relative;
      lease.plant = plant;
      if (!is_open) lease.platform_no.clear();
      if (is_open)
        stage_.offices.kin.push_back(
            {official.person, relative, "公开竞价承租集体门面", plant, day_of(2021, 12, 20)});
      receive(id);
      return lease.contract_no + "|" + estate_.assets[size_t(lease.asset)].no;
    }
    return "";
  }
  std::string falling(int plant, bool is_approved) {
    const int32_t asset = found(some_village());
    const int32_t tenant = stage_.stranger(random_);
    if (tenant < 0) return "";
    Fen rent = estate_.assets[size_t(asset)].area_hundredths / 100 * kRentFenPerM2;
    for (int year = kFirstYear - 2; year <= kLastYear; ++year) {
      const int32_t id = let_again(asset, day_of(year, 4, 1), year == kLastYear ? 36 : 12);
      auto& lease = estate_.leases[size_t(id)];
      lease.tenant = tenant;
      lease.rent_fen = rent / 1'000 * 1'000;
      lease.plant = plant;
      if (!is_approved) lease.platform_no.clear();
      receive(id);
      if (is_approved) {
        stage_.exceptions.push_back({"租金减免", lease.contract_no, -1,
                                     "市场搬迁，逐年下调租金（村民代表会议决议）", plant, day_of(year, 1, 1),
                                     day_of(year + 3, 12, 31)});
        estate_.resolutions.push_back({estate_.assets[size_t(asset)].village, day_of(year, 3, 12),
                                       "村民代表会议（租金调整）", lease.rent_fen, plant});
      }
      rent = rent * 9 / 10;
    }
    return estate_.assets[size_t(asset)].no;
  }

  Stage& stage_;
  Estate& estate_;
  Random random_;
};

using L = LeasePlanter;
constexpr PlantCard<L> kCards[] = {
    {{"let-to-official", kWrong, "F06 F04", 0.2, "村干部本人承租集体门面，未进场交易"},
     "lease",
     &L::to_official},
    {{"let-to-officials-family", kWrong, "F06 F04", 0.2, "村干部家属承租集体门面，未进场交易，未报备"},
     "lease",
     &L::to_officials_family},
    {{"family-won-auction", kAlike, "F06", 0.5, "村干部家属公开竞价承租，已报备"},
     "lease",
     &L::family_won_auction},
    {{"rents-fall-by-a-tenth", kWrong, "F05 F04", 0.2, "同一承租人逐年续租，租金每年降一成，未进场"},
     "lease",
     &L::rents_fall},
    {{"rents-fall-by-resolution", kAlike, "F05", 0.4, "市场搬迁，经决议逐年下调，已登记例外"},
     "lease",
     &L::rents_fall_by_resolution},
    {{"entry-incomplete", kWrong, "F17", 0.2, "合同台账没有承租人证件号"}, "lease", &L::entry_incomplete},
};

}  // namespace

void plant_leases(Stage& stage, Estate& estate) {
  LeasePlanter planter(stage, estate);
  sow(stage, planter, kCards);
}

}  // namespace qy::synth
