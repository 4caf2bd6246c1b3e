#include "synth/benefits.h"

namespace qy::synth {
namespace {

// Relief against means: homes, cars, firms, pensions of those on minimum living aid; who moved in; whose kin.
class ReliefPlanter {
 public:
  ReliefPlanter(Stage& stage, Benefits& benefits, Means& means)
      : stage_(stage), benefits_(benefits), means_(means), random_(stage.random("plant relief")) {}

  std::string two_homes(int plant) {
    const int32_t person = poor_adult();
    if (person < 0) return "";
    own_home(person, day_of(2012, 6, 8), random_.between(88, 132), "住宅", {}, plant);
    own_home(person, day_of(random_.between(2018, 2022), 9, 14), random_.between(92, 146), "住宅", {}, plant);
    return mark(person, plant);
  }
  std::string shop_front(int plant) {
    const int32_t person = poor_adult();
    if (person < 0) return "";
    own_home(person, day_of(2010, 4, 20), 74, "住宅", {}, plant);
    own_home(person, day_of(random_.between(2016, 2022), 3, 11), random_.between(48, 160), "商业服务", {},
             plant);
    return mark(person, plant);
  }
  std::string old_home_gone(int plant) {
    const int32_t person = poor_adult();
    if (person < 0) return "";
    own_home(person, day_of(2003, 6, 8), 66, "住宅", day_of(2022, 5, 16), plant);
    own_home(person, day_of(2022, 6, 20), 84, "住宅", {}, plant);
    return mark(person, plant);
  }
  std::string car(int plant) { return drive(poor_adult(), "哈弗牌越野车", "非营运", 2021, {}, plant); }
  // The aid stands in the parent's name, the car in that of a grown child of the same household.
  std::string car_of_the_family(int plant) {
    const int32_t person = poor_adult_with([&](const Person& p) {
      return stage_.county.household_of(p).count >= 3 && p.relation == Relation::head;
    });
    if (person < 0) return "";
    const int32_t spouse = person + 1;
    stage_.county.people[size_t(spouse)].traits |= kTouched;
    drive(spouse, "比亚迪牌轿车", "非营运", 2022, {}, plant);
    return stage_.county.household_no(stage_.person(person).household);
  }
  std::string scrapped_car(int plant) {
    return drive(poor_adult(), "五菱牌小型面包车", "非营运", 2009, day_of(kFirstYear, 2, 10), plant);
  }
  std::string car_for_work(int plant) {
    return drive(poor_adult(), "五菱牌小型面包车", "营转非", 2016, {}, plant);
  }
  std::string car_of_disabled(int plant) {
    return drive(poor_adult_with([](const Person& p) { return p.has(kDisabled); }), "残疾人专用汽车",
                 "残疾人专用", 2020, {}, plant);
  }
  std::string motorbike(int plant) {
    return drive(poor_adult(), "普通二轮摩托车", "非营运", 2019, {}, plant);
  }

  std::string owns_firm(int plant) { return hold_firm(plant, "存续", 14); }
  std::string sleeping_firm(int plant) { return hold_firm(plant, "吊销，未注销", 0); }
  // A number lent or stolen: the firm lives, its true owner is somebody else; the bureau has cancelled the
  // entry.
  std::string lent_name(int plant) { return hold_firm(plant, "冒名登记已撤销", 0); }

  std::string draws_pension_too(int plant) {
    const int32_t person = poor_adult_with([](const Person& p) { return p.age_on(kMid) >= 60; });
    if (person < 0) return "";
    Grant pension{person, Benefit::worker_pension, day_of(2018, 7, 1)};
    pension.monthly_fen = 312'000;
    pension.category = "正常退休";
    pension.plant = plant;
    benefits_.grants.push_back(pension);
    return mark(person, plant);
  }
  std::string at_work(int plant) {
    const int32_t person = poor_adult();
    if (person < 0) return "";
    means_.employments.push_back(
        {person, int32_t(random_.below(200)), -1, day_of(2020, 5, 1), {}, 610'000, plant});
    return mark(person, plant);
  }
  std::string first_job(int plant) {
    const int32_t person = poor_adult();
    if (person < 0) return "";
    const Date from = day_of(kLastYear, random_.between(9, 11), 1);
    means_.employments.push_back({person, int32_t(random_.below(200)), -1, from, {}, 380'000, plant});
    return mark(person, plant);
  }

  std::string both_cared_and_nursed(int plant) {
    const int32_t person = stage_.choose(random_, [](const Person& p) {
      return p.died == 0 && p.age_on(kMid) > 64 && (p.traits & kSettled) == 0;
    });
    if (person < 0) return "";
    Grant care{person, Benefit::destitute, day_of(2021, 3, 1)};
    care.monthly_fen = 92'000;
    care.category = "集中供养";
    care.plant = plant;
    benefits_.grants.push_back(care);
    Grant minimum = care;
    minimum.benefit = Benefit::minimum;
    minimum.monthly_fen = 48'000;
    minimum.category = "A类";
    benefits_.grants.push_back(minimum);
    return stage_.number(person);
  }
  std::string stacks_by_policy(int plant) {
    const int32_t person = poor_adult_with([](const Person& p) { return p.has(kDisabled); });
    if (person < 0) return "";
    benefits_.marks.push_back({person, Program::disabled_living, plant});
    stage_.exceptions.push_back({"叠加享受", "", person, "低保金与困难残疾人生活补贴", plant});
    return mark(person, plant);
  }

  std::string official_on_relief(int plant) { return official(plant, false); }
  std::string official_declared(int plant) { return official(plant, true); }

  std::string moved_in_and_drew(int plant) { return moved_in(plant, true); }
  std::string married_in(int plant) { return moved_in(plant, false); }

 private:
  static inline const Date kMid = day_of(kLastYear - 1, 6, 30);
  static constexpr uint16_t kSettled = kOnPayroll | kLowIncome | kDestitute | kGranted | kPensioned;

  int32_t poor_adult_with(const std::function<bool(const Person&)>& test) {
    return stage_.choose(random_, [&](const Person& p) {
      const int age = p.age_on(kMid);
      return p.died == 0 && age >= 24 && age < 75 && p.has(kLowIncome) &&
             (p.traits & (kOnPayroll | kDestitute | kGranted | kPensioned)) == 0 && test(p);
    });
  }
  int32_t poor_adult() {
    return poor_adult_with([](const Person&) { return true; });
  }
  std::string mark(int32_t person, int plant) {
    benefits_.marks.push_back({person, Program::minimum, plant});
    return "农村最低生活保障|" + stage_.number(person);
  }
  void own_home(int32_t person, Date registered, int area, std::string_view use,
                std::optional<Date> cancelled, int plant) {
    means_.homes.push_back({person, registered, area, use, cancelled, plant});
  }
  std::string drive(int32_t person, std::string_view model, std::string_view use, int year,
                    std::optional<Date> scrapped, int plant) {
    if (person < 0) return "";
    means_.vehicles.push_back(
        {person, day_of(year, random_.between(1, 12), random_.between(1, 28)), model, use, scrapped, plant});
    return mark(person, plant);
  }
  std::string hold_firm(int plant, std::string_view status, int32_t insured) {
    const int32_t person = poor_adult();
    if (person < 0) return "";
    const auto trade = uint16_t(random_.below(18));
    const int32_t firm = found_firm(stage_.firms, stage_.seed, trade);
    auto& facts = stage_.registry.facts(firm);
    facts.representative = person;
    facts.status = status;
    facts.insured = insured;
    facts.founded = day_of(random_.between(2015, 2021), 5, 9);
    facts.plants.push_back(plant);
    return mark(person, plant);
  }
  std::string official(int plant, bool is_declared) {
    auto& officials = stage_.offices.officials;
    for (int attempt = 0; attempt < 20'000 && !officials.empty(); ++attempt) {
      const auto& chosen = random_.pick(officials);
      auto& person = stage_.county.people[size_t(chosen.person)];
      if (person.has(kTouched) || person.died != 0) continue;
      person.traits |= kTouched;
      Grant grant{chosen.person, Benefit::minimum, day_of(2022, random_.between(1, 12), 1)};
      grant.monthly_fen = 44'000;
      grant.category = "C类";
      grant.plant = plant;
      stage_.mark_household(chosen.person, kOnRelief);
      benefits_.grants.push_back(grant);
      if (is_declared)
        stage_.offices.kin.push_back(
            {chosen.person, chosen.person, "本人家庭享受低保", plant, day_of(2022, 1, 10)});
      return "城市最低生活保障|" + stage_.number(chosen.person);
    }
    return "";
  }
  // Moved into an official's village in the story and drew aid within months.
  std::string moved_in(int plant, bool is_kin) {
    const int32_t person = stage_.choose(random_, [&](const Person& p) {
      return p.died == 0 && p.age_on(kMid) > 24 && p.age_on(kMid) < 58 && (p.traits & kSettled) == 0 &&
             (is_kin ? shares_home_with_official(p) : p.relation == Relation::spouse);
    });
    if (person < 0) return "";
    const Date in = day_of(kFirstYear, random_.between(2, 11), random_.between(3, 26));
    stage_.moves.push_back({person, in, {}, plant});
    stage_.mark_household(person, kOnRelief);
    Grant grant{person, Benefit::minimum, in.plus_months(random_.between(2, 8))};
    grant.monthly_fen = 46'000;
    grant.category = is_kin ? "B类" : "A类（重病）";
    grant.plant = plant;
    benefits_.grants.push_back(grant);
    return "城市最低生活保障|" + stage_.number(person);
  }
  bool shares_home_with_official(const Person& person) const {
    const auto& home = stage_.county.household_of(person);
    for (int32_t i = home.first; i < home.first + home.count; ++i)
      if (stage_.person(i).has(kOfficial) && !stage_.person(i).has(kTouched)) return true;
    return false;
  }

  Stage& stage_;
  Benefits& benefits_;
  Means& means_;
  Random random_;
};

using R = ReliefPlanter;
constexpr PlantCard<R> kCards[] = {
    {{"minimum-with-two-homes", kWrong, "B01", 0.3, "低保对象名下有两套住房，超出家庭财产线"},
     "benefit_enrollment",
     &R::two_homes},
    {{"minimum-with-shop", kWrong, "B01", 0.2, "低保对象名下另有门面"}, "benefit_enrollment", &R::shop_front},
    {{"home-replaced", kAlike, "B01", 1.0, "旧房已注销，换购一套自住"},
     "benefit_enrollment",
     &R::old_home_gone},
    {{"minimum-with-car", kWrong, "B01", 0.3, "低保对象名下有非营运轿车"}, "benefit_enrollment", &R::car},
    {{"minimum-car-of-family", kWrong, "B01", 0.2, "轿车登记在低保家庭其他成员名下"},
     "benefit_enrollment",
     &R::car_of_the_family},
    {{"scrapped-car", kAlike, "B01", 1.2, "车辆已报废注销"}, "benefit_enrollment", &R::scrapped_car},
    {{"car-for-work", kAlike, "B01", 1.0, "旧面包车，营运转出，残值低，用于谋生"},
     "benefit_enrollment",
     &R::car_for_work},
    {{"car-of-disabled", kAlike, "B01", 1.0, "残疾人专用车辆，不计入财产"},
     "benefit_enrollment",
     &R::car_of_disabled},
    {{"motorbike", kAlike, "B01", 1.5, "摩托车不属于机动车财产限制范围"},
     "benefit_enrollment",
     &R::motorbike},
    {{"minimum-with-firm", kWrong, "B01", 0.3, "低保对象是在业企业的法定代表人和股东"},
     "benefit_enrollment",
     &R::owns_firm},
    {{"sleeping-firm", kAlike, "B01", 1.0, "企业多年前已吊销，未注销，没有经营"},
     "benefit_enrollment",
     &R::sleeping_firm},
    {{"lent-name", kAlike, "B01", 0.6, "身份被冒用登记，已撤销"}, "benefit_enrollment", &R::lent_name},
    {{"minimum-with-pension", kWrong, "B01 B04", 0.2, "低保对象同时领取职工养老金，收入未计入"},
     "benefit_enrollment",
     &R::draws_pension_too},
    {{"minimum-at-work", kWrong, "B01", 0.2, "低保对象长期参保就业，工资收入未核减"},
     "benefit_enrollment",
     &R::at_work},
    {{"first-job", kAlike, "B01", 1.0, "刚就业不满半年，按规定渐退"}, "benefit_enrollment", &R::first_job},
    {{"destitute-and-minimum", kWrong, "B04", 0.3, "集中供养特困人员同时领取低保金"},
     "benefit_enrollment",
     &R::both_cared_and_nursed},
    {{"stacks-by-policy", kAlike, "B04", 1.0, "低保与困难残疾人补贴可以叠加，已登记例外"},
     "benefit_enrollment",
     &R::stacks_by_policy},
    {{"official-on-relief", kWrong, "B02", 0.2, "村干部本人领取低保，没有备案公示"},
     "benefit_enrollment",
     &R::official_on_relief},
    {{"official-declared", kAlike, "B02", 0.4, "村干部家庭确有困难，已备案公示"},
     "benefit_enrollment",
     &R::official_declared},
    {{"moved-in-and-drew", kWrong, "A14", 0.2, "村干部的同户亲属迁入后数月即纳入低保"},
     "benefit_enrollment",
     &R::moved_in_and_drew},
    {{"married-in", kAlike, "A14", 1.0, "因婚迁入，患重病纳入低保"}, "benefit_enrollment", &R::married_in},
};

}  // namespace

void plant_relief(Stage& stage, Benefits& benefits, Means& means) {
  ReliefPlanter planter(stage, benefits, means);
  sow(stage, planter, kCards);
}

}  // namespace qy::synth
