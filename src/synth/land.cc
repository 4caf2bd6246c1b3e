#include "synth/land.h"

#include <algorithm>

namespace qy::synth {
namespace {

constexpr Fen kIndemnityFenPerMu = 42'000;  // a lost mu of rice: 420 yuan

int32_t right_of(const Stage& stage, int32_t head) {
  return entitlement_of(stage.county, head, Program::farmland, kLastYear, stage.seed).quantity_hundredths;
}

class CropPlanner {
 public:
  explicit CropPlanner(Stage& stage) : stage_(stage), random_(stage.random("crop claims")) {}

  // Hail and drought strike a few villages a year, and in them one household in five.
  std::vector<CropClaim> draw() {
    const auto& households = stage_.county.households;
    for (int year = kFirstYear; year <= kLastYear; ++year) {
      std::vector<bool> is_struck(stage_.county.villages.size());
      for (size_t i = 0; i < is_struck.size(); ++i)
        is_struck[i] = i > 0 && is_struck[i - 1] ? random_.percent(50) : random_.percent(14);
      for (const auto& home : households) {
        const auto& head = stage_.person(home.first);
        if (!is_struck[home.village] || head.has(kTouched) || head.died != 0 || !head.has(kFarms)) continue;
        if (random_.percent(20)) claims_.push_back(claim(home.first, year));
      }
    }
    return std::move(claims_);
  }
  void plant();

  std::string many_into_one(int plant) {
    const int32_t holder = stage_.stranger(random_);
    if (holder < 0) return "";
    for (int i = 0; i < 12; ++i) {
      CropClaim* made = add(farmer(), random_.between(kFirstYear, kLastYear), plant);
      if (made != nullptr) made->account_of = holder;
    }
    const auto card = card_number(stage_.seed, uint64_t(holder));
    return std::string(card.data(), card.size());
  }
  std::string household_account(int plant) {
    CropClaim* made = add(farmer(), kLastYear, plant);
    if (made == nullptr) return "";
    const auto& home = stage_.county.household_of(stage_.person(made->person));
    if (home.count > 1) made->account_of = home.first + 1;
    return key(*made);
  }
  std::string settled_late(int plant) { return lasting(plant, 240, 18'000); }
  std::string small_and_late(int plant) { return lasting(plant, 120, 1'500); }
  std::string official_insures(int plant) {
    for (int attempt = 0; attempt < 4'000; ++attempt) {
      const auto& official = random_.pick(stage_.offices.officials);
      auto& person = stage_.county.people[size_t(official.person)];
      if (person.has(kTouched)) continue;
      person.traits |= kTouched;
      CropClaim* made = add(official.person, kLastYear - 1, plant);
      grow(*made, random_.between(9'000, 16'000));
      return key(*made);
    }
    return "";
  }
  std::string large_planter(int plant) {
    CropClaim* made = add(farmer(), kLastYear - 1, plant);
    if (made == nullptr) return "";
    grow(*made, random_.between(12'000, 26'000));
    stage_.exceptions.push_back({"其他", "", made->person, "种粮大户流转耕种", plant});
    return key(*made);
  }
  // One village loses its harvest in a year in which none of its neighbours lost any.
  std::string village_alone(int plant) {
    const auto village = uint16_t(random_.below(uint32_t(stage_.county.villages.size())));
    for (int i = 0; i < 9; ++i) {
      const int32_t head = stage_.choose(random_, [&](const Person& p) {
        return is_farmer(p) && stage_.county.household_of(p).village == village;
      });
      CropClaim* made = add(head, kFirstYear, plant);
      if (made == nullptr) break;
      grow(*made, random_.between(2'500, 4'000));
      made->reported = day_of(kFirstYear, 11, 6);
      made->closed = day_of(kFirstYear, 12, 12);
    }
    return stage_.county.villages[village].code;
  }
  std::string beyond_the_right(int plant) {
    CropClaim* made = add(farmer(), kLastYear, plant);
    if (made == nullptr) return "";
    grow(*made, right_of(stage_, made->person) * random_.between(190, 320) / 100);
    return key(*made);
  }
  std::string two_harvests(int plant) {
    CropClaim* made = add(farmer(), kLastYear, plant);
    if (made == nullptr) return "";
    made->lost_mu_hundredths = made->insured_mu_hundredths;
    CropClaim second = *made;
    second.crop = "油菜";
    second.premium_on = day_of(kLastYear - 1, 10, 15);
    second.reported = day_of(kLastYear, 4, 12);
    second.closed = day_of(kLastYear, 5, 20);
    claims_.push_back(second);
    return key(second);
  }
  std::string insured_twice(int plant) {
    CropClaim* made = add(farmer(), kLastYear, plant);
    if (made == nullptr) return "";
    CropClaim second = *made;
    second.insurer = "江北财产保险股份有限公司青岚支公司";
    claims_.push_back(second);
    return key(second);
  }
  std::string soon_after_premium(int plant) {
    CropClaim* made = add(farmer(), kLastYear, plant);
    if (made == nullptr) return "";
    grow(*made, random_.between(3'200, 5'600));
    made->premium_on = made->reported.plus_days(-random_.between(2, 9));
    made->closed = made->reported.plus_days(12);
    return key(*made);
  }
  std::string storm_in_planting(int plant) {
    CropClaim* made = add(farmer(), kLastYear, plant);
    if (made == nullptr) return "";
    made->premium_on = made->reported.plus_days(-22);
    made->lost_mu_hundredths = std::min(made->lost_mu_hundredths, 400);
    made->paid_fen = made->lost_mu_hundredths * kIndemnityFenPerMu / 100;
    return key(*made);
  }

 private:
  static bool is_farmer(const Person& p) {
    return p.died == 0 && p.has(kFarms) && p.relation == Relation::head && !p.has(kOnPayroll);
  }
  int32_t farmer() { return stage_.choose(random_, is_farmer); }
  std::string key(const CropClaim& made) const {
    return stage_.number(made.person) + "|" + made.reported.iso();
  }
  CropClaim claim(int32_t head, int year) {
    CropClaim made;
    made.person = head;
    made.insured_mu_hundredths = right_of(stage_, head);
    made.lost_mu_hundredths = made.insured_mu_hundredths * random_.between(30, 90) / 100;
    made.premium_on = day_of(year, random_.between(3, 4), random_.between(1, 28));
    made.reported = day_of(year, random_.between(7, 9), random_.between(1, 28));
    made.closed = made.reported.plus_days(random_.between(18, 75));
    made.paid_fen = made.lost_mu_hundredths * kIndemnityFenPerMu / 100;
    return made;
  }
  CropClaim* add(int32_t head, int year, int plant) {
    if (head < 0) return nullptr;
    claims_.push_back(claim(head, year));
    claims_.back().plant = plant;
    return &claims_.back();
  }
  static void grow(CropClaim& made, int32_t mu_hundredths) {
    made.insured_mu_hundredths = made.lost_mu_hundredths = mu_hundredths;
    made.paid_fen = mu_hundredths * kIndemnityFenPerMu / 100;
  }
  std::string lasting(int plant, int days, Fen least_yuan) {
    CropClaim* made = add(farmer(), kFirstYear + 1, plant);
    if (made == nullptr) return "";
    made->closed = made->reported.plus_days(days + random_.between(0, 60));
    grow(*made, std::max<int32_t>(int32_t(least_yuan * 10'000 / kIndemnityFenPerMu), 200));
    return key(*made);
  }

  Stage& stage_;
  Random random_;
  std::vector<CropClaim> claims_;
};

using C = CropPlanner;
constexpr PlantCard<C> kCards[] = {
    {{"claims-into-one-account", kWrong, "A26", 0.15, "多户农险赔款汇入同一人账户"},
     "insurance_claim",
     &C::many_into_one},
    {{"claim-to-household-card", kAlike, "A26", 1.0, "赔款汇入同户家属的卡"},
     "insurance_claim",
     &C::household_account},
    {{"claim-settled-late", kWrong, "A26", 0.2, "报案八个月后才结案，金额过万"},
     "insurance_claim",
     &C::settled_late},
    {{"small-and-late", kAlike, "A26", 0.8, "小额赔案，四个多月结案"}, "insurance_claim", &C::small_and_late},
    {{"official-insures-much", kWrong, "A27", 0.2, "村干部投保赔付面积上百亩，无流转协议"},
     "insurance_claim",
     &C::official_insures},
    {{"large-planter", kAlike, "A27 A28", 0.6, "种粮大户流转耕种，已登记例外"},
     "insurance_claim",
     &C::large_planter},
    {{"village-claims-alone", kWrong, "A27 A28", 0.15, "周边各村无灾，一村集中赔付"},
     "insurance_claim",
     &C::village_alone},
    {{"claim-beyond-right", kWrong, "A28", 0.2, "赔付面积是承包面积的两倍以上"},
     "insurance_claim",
     &C::beyond_the_right},
    {{"two-harvests", kAlike, "A28", 0.8, "油菜水稻两季，各自投保受灾"}, "insurance_claim", &C::two_harvests},
    {{"insured-twice", kWrong, "A28", 0.2, "同一地块同一季在两家公司投保获赔"},
     "insurance_claim",
     &C::insured_twice},
    {{"claim-soon-after-premium", kWrong, "A28", 0.2, "缴费数日即报案，赔付过万"},
     "insurance_claim",
     &C::soon_after_premium},
    {{"storm-in-planting", kAlike, "A28", 0.8, "投保后三周遇暴雨，赔付很小"},
     "insurance_claim",
     &C::storm_in_planting},
};

void CropPlanner::plant() {
  sow(stage_, *this, kCards);
}

// Most households till two plots; what is registered differs a little from what is subsidised.
Result<void> write_rights(Stage& stage, const SubsidyPlan& subsidies, Delivery& delivery) {
  SheetStyle style{Charset::gb18030, ',', DateStyle::iso, MoneyStyle::yuan,
                   "青岚县农村土地承包经营权确权登记表"};
  auto sheet = delivery.open(
      "农业农村局", "承包经营权确权登记", style,
      {{"承包方编码"}, {"承包方代表身份证号"}, {"村代码"}, {"确权面积（亩）"}, {"承包地块编码"}});
  Random random = stage.random("land rights");
  for (size_t i = 0; i < stage.county.households.size(); ++i) {
    const auto& home = stage.county.households[i];
    const auto& head = stage.person(home.first);
    if (!head.has(kFarms)) continue;
    int percent = random.between(97, 112), plant = kNoPlant;
    if (head.has(kTouched))
      if (const auto* small = subsidies.find(home.first, Program::farmland, Turn::small_right)) {
        percent = small->other;
        plant = small->plant;
      }
    const int32_t right = right_of(stage, home.first) * percent / 100;
    const int32_t first = right * random.between(40, 70) / 100;
    int plot = 0;
    for (const int32_t area : {first, right - first}) {
      stage.truth.saw(plant, sheet->name(), sheet->line(), 0);
      sheet->text(stage.county.household_no(int32_t(i)))
          .text(view(head.number))
          .text(stage.county.village_of(head).code);
      sheet->hundredths(area).text(stage.county.villages[home.village].code + padded(home.serial, 4) +
                                   padded(uint64_t(++plot), 2));
      sheet->end_row();
    }
  }
  return delivery.close(*sheet, "land_right");
}

}  // namespace

std::vector<CropClaim> plan_crop_claims(Stage& stage) {
  CropPlanner planner(stage);
  planner.plant();
  return planner.draw();
}

Result<void> write_land(Stage& stage, const SubsidyPlan& subsidies, const std::vector<CropClaim>& claims,
                        Delivery& delivery) {
  QY_CHECK(write_rights(stage, subsidies, delivery));
  auto sheet = delivery.open("农业农村局", "农业保险理赔明细",
                             {Charset::utf8_bom, ',', DateStyle::chinese, MoneyStyle::yuan_commas},
                             {{"保险单号"},
                              {"被保险人身份证号"},
                              {"标的所在村"},
                              {"保险标的"},
                              {"投保面积（亩）"},
                              {"赔付面积（亩）"},
                              {"缴费日期"},
                              {"报案日期"},
                              {"结案日期"},
                              {"赔款金额"},
                              {"赔款账号"},
                              {"承保机构"}});
  int number = 0;
  for (const auto& claim : claims) {
    const auto& person = stage.person(claim.person);
    const auto card =
        card_number(stage.seed, uint64_t(claim.account_of >= 0 ? claim.account_of : person.account_owner));
    stage.truth.saw(claim.plant, sheet->name(), sheet->line(), claim.paid_fen);
    sheet->text("NX" + std::to_string(claim.premium_on.year()) + padded(uint64_t(++number), 7))
        .text(view(person.number));
    sheet->text(stage.county.village_of(person).code)
        .text(claim.crop)
        .hundredths(claim.insured_mu_hundredths);
    sheet->hundredths(claim.lost_mu_hundredths).day(claim.premium_on).day(claim.reported).day(claim.closed);
    sheet->fen(claim.paid_fen).text({card.data(), card.size()}).text(claim.insurer).end_row();
  }
  return delivery.close(*sheet, "insurance_claim");
}

}  // namespace qy::synth
