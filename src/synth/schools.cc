#include "synth/schools.h"

#include <array>

namespace qy::synth {
namespace {

// Of each food, in kilograms (milk: boxes) for one meal, and in how many of ten months it is bought.
struct Diet {
  double kilos;
  int months_in_ten;
};
constexpr std::array<Diet, 16> kDiet{{{0.13, 10},
                                      {0.02, 10},
                                      {0.05, 10},
                                      {0.04, 8},
                                      {0.03, 9},
                                      {0.9, 8},
                                      {0.08, 9},
                                      {0.09, 8},
                                      {0.06, 7},
                                      {0.05, 7},
                                      {0.05, 6},
                                      {0.07, 5},
                                      {0.03, 3},
                                      {0.03, 6},
                                      {0.04, 6},
                                      {0.04, 6}}};

constexpr std::array<int, 12> kSchoolDays{10, 0, 22, 21, 20, 21, 0, 0, 21, 17, 21, 22};

bool is_school(const Unit& unit) {
  return unit.name.ends_with("小学") || unit.name.ends_with("中学") || unit.name.ends_with("幼儿园");
}

class SchoolDrawer {
 public:
  explicit SchoolDrawer(Stage& stage) : stage_(stage), random_(stage.random("schools")) {}

  Schools draw() {
    for (int i = 0; i < 8 + stage_.natives / 20'000; ++i) {
      suppliers_.push_back(found_named_firm(stage_.firms, stage_.seed, 6, supplier_name(i)));
      stage_.registry.facts(suppliers_.back()).insured = random_.between(8, 46);  // who cook and drive
    }
    for (size_t unit = 0; unit < stage_.offices.units.size(); ++unit)
      if (is_school(stage_.offices.units[unit])) draw_school(int32_t(unit));
    draw_aids();
    return std::move(schools_);
  }

 private:
  static std::string supplier_name(int index) {
    constexpr std::string_view kWords[] = {"绿源", "丰达", "鲜禾", "农旺", "康膳", "乐厨", "青禾", "瑞丰"};
    return std::string(kCountyName) + std::string(kWords[size_t(index) % std::size(kWords)]) +
           (index < int(std::size(kWords)) ? "" : std::to_string(index / int(std::size(kWords)))) +
           "农副产品配送有限公司";
  }

  void draw_school(int32_t unit) {
    const auto& known = stage_.offices.units[size_t(unit)];
    School school;
    school.unit = unit;
    const bool is_middle = known.name.ends_with("中学");
    school.pupils = int(random_.lognormal(is_middle ? 720 : known.is_small ? 110 : 380, 0.4)) + 20;
    school.boarder_percent = is_middle ? random_.between(20, 60) : random_.between(0, 12);
    school.suppliers[0] = random_.pick(suppliers_);
    school.suppliers[1] = random_.pick(suppliers_);
    const auto absent = stage_.setting.mix("absent_percent");
    const auto index = int32_t(schools_.all.size());
    for (int month = 0; month < kMonths; ++month) {
      SchoolMonth now;
      const int grade_change = month % 12 >= 8 ? month / 12 + 1 : month / 12;
      now.roll = school.pupils * (100 - 2 * grade_change) / 100 + random_.between(-2, 2);
      now.boarders = now.roll * school.boarder_percent / 100;
      if (school_days(month) > 0) {
        const double share = 1.0 - absent / 100.0 * random_.lognormal(1.0, 0.35);
        now.eaters = int(now.roll * std::max(0.7, share + 0.02));
        now.meals = int(double(now.roll) * std::max(0.7, share) * school_days(month));
        buy(index, school, month, now.meals);
        charge(index, known, month, now.roll);
      }
      school.months.push_back(now);
    }
    schools_.all.push_back(std::move(school));
  }

  void buy(int32_t index, const School& school, int month, int meals) {
    const double sigma = stage_.setting.mix("price_sigma_percent") / 100.0;
    for (size_t food = 0; food < kDiet.size(); ++food) {
      if (int(random_.below(10)) >= kDiet[food].months_in_ten) continue;
      const Fen market = market_price(foods()[food], kFirstYear + month / 12, month % 12 + 1);
      Purchase purchase;
      purchase.school = index;
      purchase.month = month;
      purchase.food = food;
      purchase.supplier = school.suppliers[food % 2];
      purchase.quantity_hundredths = int64_t(meals * kDiet[food].kilos * random_.lognormal(1.0, 0.09) * 100);
      purchase.price_fen = Fen(double(market) * random_.lognormal(1.0, sigma)) / 10 * 10;
      schools_.purchases.push_back(purchase);
    }
  }

  void charge(int32_t index, const Unit& unit, int month, int pupils) {
    const auto put = [&](std::string_view item, Fen approved_fen, int spent_percent) {
      SchoolCharge charge{index, month, item, approved_fen, approved_fen, 0, pupils, "", kNoPlant};
      charge.spent_fen = approved_fen * pupils * spent_percent / 100;
      schools_.charges.push_back(std::move(charge));
    };
    put("伙食费", 18'000, random_.between(94, 102));
    if (month % 12 == 2 || month % 12 == 8) {
      put("课后服务费", 24'000, random_.between(68, 92));
      put("教辅材料费（代收）", 9'600, 100);
      if (unit.name.ends_with("中学")) put("住宿费", 30'000, random_.between(70, 95));
    }
  }

  void draw_aids() {
    const auto count = uint32_t(schools_.all.size());
    for (int32_t id = 0; id < stage_.natives; ++id) {
      const auto& person = stage_.person(id);
      if (!person.has(kLowIncome) || person.died != 0 || person.has(kTouched)) continue;
      const auto school = int32_t(uint32_t(person.household) % count);
      for (int term = 0; term < kYears * 2; ++term) {
        const int age = person.age_on(term_starts(term));
        if (age >= 6 && age <= 17)
          schools_.aids.push_back({id, school, term, "在籍", {}, age < 12 ? 62'500 : 75'000, kNoPlant});
      }
    }
  }

  Stage& stage_;
  Random random_;
  std::vector<int32_t> suppliers_;
  Schools schools_;
};

}  // namespace

int school_days(int month) {
  return kSchoolDays[size_t(month % 12)];
}

double kilos_a_meal(uint16_t food) {
  return kDiet[food].kilos;
}

Date term_starts(int term) {
  return day_of(kFirstYear + term / 2, term % 2 == 0 ? 3 : 9, 1);
}

Schools draw_schools(Stage& stage) {
  Schools schools = SchoolDrawer(stage).draw();
  plant_meals(stage, schools);
  plant_charges(stage, schools);
  return schools;
}

}  // namespace qy::synth
