#include "synth/schools.h"

namespace qy::synth {
namespace {

// Canteens: who is said to have eaten, what was bought, from whom and for how much.
class MealPlanter {
 public:
  MealPlanter(Stage& stage, Schools& schools)
      : stage_(stage), schools_(schools), random_(stage.random("plant meals")) {}

  std::string more_than_roll(int plant) {
    const int percent = random_.between(113, 132);
    return change_year(plant, [&](SchoolMonth& now, int days) {
      now.eaters = now.roll * percent / 100;
      now.meals = now.eaters * days;
    });
  }
  std::string a_few_more(int plant) {
    return change_year(plant, [&](SchoolMonth& now, int days) {
      now.eaters = now.roll * 106 / 100 + 2;
      now.meals = now.eaters * days;
    });
  }
  // Nobody is ever ill: the whole roll, every day, for a year.
  std::string never_absent(int plant) {
    return change_year(plant, [](SchoolMonth& now, int days) {
      now.eaters = now.roll;
      now.meals = now.roll * days;
    });
  }
  std::string meals_in_holidays(int plant) { return in_holidays(plant); }
  std::string summer_camp(int plant) {
    std::string subject = in_holidays(plant);
    if (!subject.empty())
      stage_.exceptions.push_back({"其他", subject.substr(0, subject.find('|')), -1, "暑期托管供餐", plant});
    return subject;
  }
  std::string roll_lag(int plant) {
    School* school = take();
    if (school == nullptr) return "";
    const int month = random_.between(0, kYears - 1) * 12 + 8;  // September: newcomers are entered in October
    auto& now = school->months[size_t(month)];
    now.eaters = now.roll + std::max(3, now.roll * 7 / 100);
    now.meals = now.eaters * (school_days(month) - 1);
    now.plant = plant;
    return code(*school) + "|" + month_text(month);
  }
  std::string three_meals(int plant) {
    School* school = take();
    if (school == nullptr) return "";
    for (int month = 0; month < kMonths; ++month) {
      auto& now = school->months[size_t(month)];
      now.boarders = now.roll * 85 / 100;
      now.meals = now.meals * 27 / 10;
      if (now.meals > 0) now.plant = plant;
    }
    for_each_purchase(*school, [&](Purchase& purchase) {
      purchase.quantity_hundredths = purchase.quantity_hundredths * 26 / 10;
    });
    return code(*school);
  }

  std::string dear_supplier(int plant) {
    const int percent = random_.between(138, 182);
    return change_purchases(plant, [&](Purchase& p) { p.price_fen = p.price_fen * percent / 100; });
  }
  // Two per cent dearer each month than the month before, for two years.
  std::string creeping_price(int plant) {
    return change_purchases(plant,
                            [](Purchase& p) { p.price_fen = p.price_fen * (100 + 2 * p.month) / 100; });
  }
  std::string organic(int plant) {
    return change_purchases(plant, [](Purchase& p) {
      p.price_fen = p.price_fen * 165 / 100;
      p.spec = "有机认证";
    });
  }
  std::string far_away(int plant) {
    return change_purchases(plant, [](Purchase& p) { p.price_fen = p.price_fen * 117 / 100; });
  }
  std::string bought_too_much(int plant) {
    const int percent = random_.between(150, 195);
    return change_purchases(
        plant, [&](Purchase& p) { p.quantity_hundredths = p.quantity_hundredths * percent / 100; });
  }
  // The store is filled in December for January and March: much in one month, nothing in the next ones.
  std::string stored(int plant) {
    return change_purchases(plant, [](Purchase& p) {
      const int month = p.month % 12;
      if (month == 11) p.quantity_hundredths = p.quantity_hundredths * 5 / 2;
      if (month == 0 || month == 2) p.quantity_hundredths = p.quantity_hundredths / 4;
    });
  }

  std::string kin_of_principal(int plant) { return kin_supplies(plant, true); }
  std::string kin_elsewhere(int plant) { return kin_supplies(plant, false); }
  std::string shell_caterer(int plant) { return new_caterer(plant, 0); }
  std::string new_kitchen(int plant) { return new_caterer(plant, 38); }

 private:
  School* take() {
    for (int attempt = 0; attempt < 400; ++attempt) {
      const size_t at = random_.below(uint32_t(schools_.all.size()));
      if (!taken_.insert(at).second) continue;
      return &schools_.all[at];
    }
    return nullptr;
  }
  std::string code(const School& school) const { return stage_.offices.units[size_t(school.unit)].code; }
  static std::string month_text(int month) {
    return std::to_string(kFirstYear + month / 12) + "-" + padded(uint64_t(month % 12 + 1), 2);
  }
  std::string change_year(int plant, const std::function<void(SchoolMonth&, int days)>& change) {
    School* school = take();
    if (school == nullptr) return "";
    const int year = random_.between(0, kYears - 1);
    for (int month = year * 12; month < year * 12 + 12; ++month) {
      if (school_days(month) == 0) continue;
      change(school->months[size_t(month)], school_days(month));
      school->months[size_t(month)].plant = plant;
    }
    return code(*school);
  }
  std::string in_holidays(int plant) {
    School* school = take();
    if (school == nullptr) return "";
    const int month = random_.between(0, kYears - 1) * 12 + 6 + int(random_.below(2));
    auto& now = school->months[size_t(month)];
    now.eaters = now.roll * 9 / 10;
    now.meals = now.eaters * 15;
    now.plant = plant;
    return code(*school) + "|" + month_text(month);
  }
  void for_each_purchase(const School& school, const std::function<void(Purchase&)>& change) {
    const auto index = int32_t(&school - schools_.all.data());
    for (auto& purchase : schools_.purchases)
      if (purchase.school == index) change(purchase);
  }
  std::string change_purchases(int plant, const std::function<void(Purchase&)>& change) {
    School* school = take();
    if (school == nullptr) return "";
    for_each_purchase(*school, [&](Purchase& purchase) {
      change(purchase);
      purchase.plant = plant;
    });
    return code(*school);
  }
  // The principal declared a relative, who holds a share in a supplier: of this school, or of others only.
  std::string kin_supplies(int plant, bool is_of_this_school) {
    School* school = take();
    if (school == nullptr) return "";
    const int32_t firm = found_firm(stage_.firms, stage_.seed, 6);
    const auto* principal = stage_.hire(random_, school->unit, "校长", plant);
    const int32_t relative = principal == nullptr ? -1 : stage_.stranger(random_);
    const School* customer = is_of_this_school ? school : take();
    if (relative < 0 || customer == nullptr) return "";
    stage_.offices.kin.push_back(
        {principal->person, relative, "从事学校食材配送经营", plant, day_of(2022, 9, 10)});
    auto& facts = stage_.registry.facts(firm);
    facts.second_holder = relative;
    facts.first_share_permille = 400;
    facts.status = "存续";
    facts.plants.push_back(plant);
    stage_.registry.add({firm, relative, -1, FirmPost::manager, 0, facts.founded, {}, plant});
    for_each_purchase(*customer, [&](Purchase& purchase) {
      if (purchase.food % 2 == 1) return;
      purchase.supplier = firm;
      purchase.plant = plant;
    });
    return code(*customer) + "|" + stage_.firms.all[size_t(firm)].code;
  }
  std::string new_caterer(int plant, int32_t insured) {
    School* school = take();
    if (school == nullptr) return "";
    const int32_t firm = found_firm(stage_.firms, stage_.seed, 6);
    auto& facts = stage_.registry.facts(firm);
    facts.founded = day_of(kLastYear - 1, 7, random_.between(1, 28));
    facts.status = "存续";
    facts.insured = insured;
    if (insured == 0) facts.scope = "企业管理咨询服务";
    facts.capital_fen = insured == 0 ? 10'000'000 : 800'000'000;
    facts.plants.push_back(plant);
    for_each_purchase(*school, [&](Purchase& purchase) {
      if (purchase.month < 20) return;
      purchase.supplier = firm;
      purchase.plant = plant;
    });
    return code(*school) + "|" + stage_.firms.all[size_t(firm)].code;
  }

  Stage& stage_;
  Schools& schools_;
  Random random_;
  std::set<size_t> taken_;
};

using M = MealPlanter;
// Schools are few: a school has one matter at most, and a small county only some of each.
constexpr PlantCard<M> kCards[] = {
    {{"more-meals-than-pupils", kWrong, "D01", 0.15, "申报就餐人数长期多于在籍人数一成以上"},
     "meal_claim",
     &M::more_than_roll},
    {{"a-few-more-each-month", kWrong, "D01", 0.1, "每月多报百分之六左右，全年不断"},
     "meal_claim",
     &M::a_few_more},
    {{"never-absent", kWrong, "D01", 0.1, "全年每天全员就餐，没有一人缺席"}, "meal_claim", &M::never_absent},
    {{"meals-in-holidays", kWrong, "D01", 0.1, "暑假没有学生在校，仍申报就餐补助"},
     "meal_claim",
     &M::meals_in_holidays},
    {{"summer-camp", kAlike, "D01", 0.1, "暑期托管供餐，经批准"}, "meal_claim", &M::summer_camp},
    {{"roll-lag", kAlike, "D01", 0.4, "新生九月入学，学籍十月录入"}, "meal_claim", &M::roll_lag},
    {{"boarders-eat-thrice", kAlike, "D01 D04", 0.2, "寄宿制学校一日三餐，人次自然是人数的数倍"},
     "meal_claim",
     &M::three_meals},
    {{"dear-supplier", kWrong, "D03", 0.15, "同一供应商的食材长期高出同期同类四成以上"},
     "food_purchase",
     &M::dear_supplier},
    {{"creeping-price", kWrong, "D03", 0.1, "价格每月上浮百分之二，两年后高出近半"},
     "food_purchase",
     &M::creeping_price},
    {{"organic-food", kAlike, "D03", 0.2, "采购有机食材，规格不同"}, "food_purchase", &M::organic},
    {{"far-away", kAlike, "D03", 0.3, "山区学校配送远，价格略高"}, "food_purchase", &M::far_away},
    {{"bought-more-than-eaten", kWrong, "D04", 0.15, "采购量长期超过按人次计算的用量一半以上"},
     "food_purchase",
     &M::bought_too_much},
    {{"stored-for-winter", kAlike, "D04", 0.3, "年底集中储备，次年初少购"}, "food_purchase", &M::stored},
    {{"kin-of-principal-supplies", kWrong, "D05", 0.1, "校长报备的近亲属持股企业向本校供货"},
     "food_purchase",
     &M::kin_of_principal},
    {{"kin-supplies-elsewhere", kAlike, "D05", 0.2, "近亲属企业只向其他学校供货，已报备"},
     "food_purchase",
     &M::kin_elsewhere},
    {{"shell-caterer", kWrong, "D06", 0.1, "供餐企业成立两月、无人参保即承接全部供货"},
     "food_purchase",
     &M::shell_caterer},
    {{"new-central-kitchen", kAlike, "D06", 0.2, "新设中央厨房，有场地和员工"},
     "food_purchase",
     &M::new_kitchen},
};

}  // namespace

void plant_meals(Stage& stage, Schools& schools) {
  MealPlanter planter(stage, schools);
  sow(stage, planter, kCards);
}

}  // namespace qy::synth
