#include "synth/housing.h"

#include <algorithm>

namespace qy::synth {
namespace {
constexpr std::string_view kOnMinimum = "低保家庭", kOnDestitute = "分散供养特困人员";

class HousingPlanner {
 public:
  HousingPlanner(Stage& stage, Benefits& benefits, Means& means)
      : stage_(stage), benefits_(benefits), means_(means), random_(stage.random("housing")) {}

  // One household in a hundred is housed, one in a hundred and fifty has its home rebuilt in the story.
  void draw() {
    for (size_t i = 0; i < stage_.county.households.size(); ++i) {
      const auto& home = stage_.county.households[i];
      const auto& head = stage_.person(home.first);
      if (head.has(kTouched) || head.has(kOnPayroll) || head.has(kOfficial) || head.died != 0) continue;
      if (head.age_on(kMid) < 24) continue;
      if (random_.chance(10'000))
        house(home.first);
      else if (random_.chance(7'000))
        rebuild(home.first, random_.between(kFirstYear, kLastYear));
    }
  }
  std::vector<HousingAid> take() { return std::move(aids_); }

  std::string flat_and_home(int plant) {
    const int32_t head = housed(plant, "城镇中等偏下收入家庭");
    if (head < 0) return "";
    own(head, aids_.back().from.plus_months(-40), random_.between(82, 128), {}, plant);
    return key(aids_.back());
  }
  std::string bought_after(int plant) {
    const int32_t head = housed(plant, "新就业无房职工");
    if (head < 0) return "";
    aids_.back().from = day_of(2021, random_.between(1, 12), 1);
    own(head, aids_.back().from.plus_months(random_.between(8, 22)), random_.between(86, 118), {}, plant);
    return key(aids_.back());
  }
  std::string just_bought(int plant) {
    const int32_t head = housed(plant, "城镇中等偏下收入家庭");
    if (head < 0) return "";
    own(head, day_of(kLastYear, 9, random_.between(1, 28)), 92, {}, plant);
    return key(aids_.back());
  }
  std::string tiny_share(int plant) {
    const int32_t head = housed(plant, "城镇中等偏下收入家庭");
    if (head < 0) return "";
    aids_.back().persons = 4;
    own(head, day_of(2004, 5, 9), 26, {}, plant);
    return key(aids_.back());
  }
  std::string home_taken_down(int plant) {
    const int32_t head = housed(plant, "征收待安置家庭");
    if (head < 0) return "";
    own(head, day_of(2006, 8, 9), 88, aids_.back().from.plus_months(-3), plant);
    return key(aids_.back());
  }
  std::string claimed_minimum(int plant) { return housed(plant, kOnMinimum) < 0 ? "" : key(aids_.back()); }
  std::string left_minimum_lately(int plant) {
    const int32_t head = housed(plant, kOnMinimum);
    if (head < 0) return "";
    Grant before{head, Benefit::minimum, day_of(2018, 3, 1)};
    before.to = before.paid_until = aids_.back().from.plus_months(-3);
    before.monthly_fen = 47'000;
    before.category = "B类";
    before.plant = plant;
    benefits_.grants.push_back(before);
    return key(aids_.back());
  }
  std::string paid_by_treasury(int plant) { return payroll_tenant(plant, 1'280'000, true); }
  std::string temporary_tenant(int plant) { return payroll_tenant(plant, 231'000, false); }

  std::string rebuilt_for_payroll(int plant) {
    const int32_t head = stage_.choose(random_, [](const Person& p) {
      return p.has(kOnPayroll) && p.died == 0 && p.relation == Relation::head && p.age_on(kMid) < 58;
    });
    for (auto& entry : stage_.offices.payroll)
      if (entry.person == head) entry.is_permanent = true;
    return rebuilt(head, plant, "其他脱贫户");
  }
  // The parents' home; a child of the household serves in an office.
  std::string rebuilt_for_parents(int plant) {
    const int32_t child = stage_.choose(random_, [&](const Person& p) {
      const auto& head = stage_.person(stage_.county.household_of(p).first);
      return p.has(kOnPayroll) && p.died == 0 && p.relation == Relation::child && head.died == 0 &&
             !head.has(kTouched) && !head.has(kOnPayroll);
    });
    return child < 0 ? ""
                     : rebuilt(stage_.county.household_of(stage_.person(child)).first, plant, "其他脱贫户");
  }
  std::string rebuilt_twice(int plant) {
    std::string subject = rebuilt(villager(), plant, "贫困残疾人家庭");
    if (subject.empty()) return "";
    HousingAid again = aids_.back();
    aids_.back().from = day_of(kFirstYear, 4, 16);
    again.from = day_of(kLastYear, 5, 20);
    aids_.push_back(again);
    return subject;
  }
  std::string rebuilt_after_flood(int plant) {
    std::string subject = rebuilt_twice(plant);
    if (!subject.empty())
      stage_.exceptions.push_back({"应急", "", aids_.back().person, "洪涝灾毁住房重建（危房改造）", plant});
    return subject;
  }
  std::string rebuilt_with_home(int plant) {
    const int32_t head = villager();
    std::string subject = rebuilt(head, plant, "其他脱贫户");
    if (!subject.empty()) own(head, day_of(2019, 10, 22), random_.between(96, 140), {}, plant);
    return subject;
  }
  std::string claimed_destitute(int plant) { return rebuilt(villager(), plant, kOnDestitute); }
  std::string year_apart(int plant) {
    const int32_t head = villager();
    std::string subject = rebuilt(head, plant, "低保户");
    if (subject.empty()) return "";
    Grant before{head, Benefit::minimum, day_of(2017, 3, 1)};
    before.to = before.paid_until = aids_.back().from.plus_months(-7);
    before.monthly_fen = 43'000;
    before.plant = plant;
    benefits_.grants.push_back(before);
    return subject;
  }
  std::string jumped_queue(int plant) { return early(plant, "城镇中等偏下收入家庭"); }
  std::string priority(int plant) { return early(plant, "优抚对象优先配租"); }

  std::string tenant_dead(int plant) { return dead_tenant(plant, 1); }
  std::string widow_stays(int plant) { return dead_tenant(plant, 2); }

 private:
  static inline const Date kMid = day_of(kLastYear - 1, 6, 30);

  std::string key(const HousingAid& aid) const {
    return std::string(aid.scheme) + "|" + stage_.number(aid.person) + "|" + aid.from.iso();
  }
  void house(int32_t head) {
    stage_.mark_household(head, kHoused);
    const auto& person = stage_.person(head);
    HousingAid aid;
    aid.person = head;
    aid.scheme = random_.percent(65) ? kFlat : kSubsidy;
    aid.persons = stage_.county.household_of(person).count;
    aid.category = person.has(kLowIncome) ? kOnMinimum
                   : random_.percent(70)  ? "城镇中等偏下收入家庭"
                                          : "新就业无房职工";
    aid.applied = day_of(random_.between(2019, 2022), random_.between(1, 12), random_.between(1, 28));
    aid.from = aid.applied->plus_months(13).plus_days(random_.between(-25, 25));
    if (random_.percent(12)) aid.to = day_of(kLastYear, random_.between(1, 11), 28);
    aid.amount_fen =
        aid.scheme == kFlat ? Fen(random_.between(180, 420)) * 100 : Fen(random_.between(32, 64)) * 1'000;
    aid.area_m2 = aid.scheme == kFlat ? std::min(60, 18 + aid.persons * 11) : 0;
    aids_.push_back(aid);
  }
  void rebuild(int32_t head, int year) {
    stage_.mark_household(head, kHoused);  // and so without another home
    const auto& person = stage_.person(head);
    HousingAid aid;
    aid.person = head;
    aid.scheme = kRebuilding;
    aid.category = person.has(kLowIncome)   ? "低保户"
                   : person.has(kDestitute) ? kOnDestitute
                   : person.has(kDisabled)  ? "贫困残疾人家庭"
                                            : "其他脱贫户";
    aid.persons = stage_.county.household_of(person).count;
    aid.from = day_of(year, random_.between(3, 7), random_.between(1, 28));
    aid.to = aid.from.plus_months(5);
    aid.amount_fen = Fen(random_.between(18, 36)) * 100'000;
    aid.area_m2 = random_.between(45, 90);
    aids_.push_back(aid);
  }
  // A household that is housed for the plant's sake.
  int32_t housed(int plant, std::string_view category) {
    const int32_t head = villager();
    if (head < 0) return -1;
    house(head);
    aids_.back().category = category;
    aids_.back().to.reset();
    aids_.back().plant = plant;
    return head;
  }
  int32_t villager() {
    return stage_.choose(random_, [](const Person& p) {
      constexpr uint16_t kNotThem = kOnPayroll | kLowIncome | kDestitute | kGranted | kHoused | kPensioned;
      return p.died == 0 && p.relation == Relation::head && p.age_on(kMid) > 26 && p.age_on(kMid) < 68 &&
             (p.traits & kNotThem) == 0;
    });
  }
  std::string rebuilt(int32_t head, int plant, std::string_view category) {
    if (head < 0) return "";
    rebuild(head, random_.between(kFirstYear, kLastYear));
    aids_.back().category = category;
    aids_.back().plant = plant;
    return key(aids_.back());
  }
  void own(int32_t person, Date registered, int area, std::optional<Date> cancelled, int plant) {
    means_.homes.push_back({person, registered, area, "住宅", cancelled, plant});
  }
  std::string payroll_tenant(int plant, Fen pay_fen, bool is_permanent) {
    for (int attempt = 0; attempt < 20'000; ++attempt) {
      auto& entry = stage_.offices.payroll[random_.below(uint32_t(stage_.offices.payroll.size()))];
      auto& person = stage_.county.people[size_t(entry.person)];
      if (person.has(kTouched) || entry.has_left || person.died != 0) continue;
      person.traits |= kTouched;
      entry.pay_fen = pay_fen;
      entry.is_permanent = is_permanent;
      entry.plant = plant;
      house(entry.person);
      aids_.back().category = "城镇中等偏下收入家庭";
      aids_.back().to.reset();
      aids_.back().plant = plant;
      return key(aids_.back());
    }
    return "";
  }
  std::string early(int plant, std::string_view category) {
    if (housed(plant, category) < 0) return "";
    auto& aid = aids_.back();
    aid.scheme = kFlat;
    aid.area_m2 = 18 + aid.persons * 11;
    aid.applied = day_of(2022, random_.between(6, 12), 12);
    aid.from = aid.applied->plus_days(random_.between(18, 40));
    return key(aid);
  }
  std::string dead_tenant(int plant, int least_household) {
    const int32_t head = stage_.choose(random_, [&](const Person& p) {
      const int count = stage_.county.household_of(p).count;
      return p.died != 0 && p.died_on() >= day_of(kFirstYear, 1, 1) &&
             p.died_on() < day_of(kLastYear, 3, 1) && p.relation == Relation::head &&
             (least_household == 1 ? count == 1 : count >= 2) &&
             (p.traits & (kOnPayroll | kLowIncome | kDestitute | kGranted)) == 0;
    });
    if (head < 0) return "";
    house(head);
    aids_.back().category = "城镇中等偏下收入家庭";
    aids_.back().to.reset();
    aids_.back().plant = plant;
    return key(aids_.back());
  }

  Stage& stage_;
  Benefits& benefits_;
  Means& means_;
  Random random_;
  std::vector<HousingAid> aids_;
};

using H = HousingPlanner;
constexpr PlantCard<H> kCards[] = {
    {{"flat-and-home", kWrong, "E01", 0.3, "配租之前名下已有住房，面积超过保障线"},
     "housing_aid",
     &H::flat_and_home},
    {{"bought-after-flat", kWrong, "E01", 0.3, "承租期内购房一年以上，未申报腾退"},
     "housing_aid",
     &H::bought_after},
    {{"just-bought", kAlike, "E01", 1.2, "刚购房，仍在腾退过渡期内"}, "housing_aid", &H::just_bought},
    {{"tiny-share", kAlike, "E01", 1.2, "继承的老屋份额，人均面积低于保障线"}, "housing_aid", &H::tiny_share},
    {{"home-taken-down", kAlike, "E01", 1.2, "旧房已被征收并注销登记"}, "housing_aid", &H::home_taken_down},
    {{"claimed-minimum", kWrong, "E02", 0.3, "按低保家庭配租，从未在低保名册"},
     "housing_aid",
     &H::claimed_minimum},
    {{"left-minimum-lately", kAlike, "E02", 1.0, "申报时在册，配租前三个月退出低保"},
     "housing_aid",
     &H::left_minimum_lately},
    {{"payroll-in-flat", kWrong, "E03", 0.2, "在编人员家庭收入超过准入线，租住公租房"},
     "housing_aid",
     &H::paid_by_treasury},
    {{"temporary-in-flat", kAlike, "E03", 0.8, "临时聘用人员，工资低于准入线"},
     "housing_aid",
     &H::temporary_tenant},
    {{"rebuilt-for-payroll", kWrong, "E04", 0.3, "在编财政供养人员领取危房改造补助"},
     "housing_aid",
     &H::rebuilt_for_payroll},
    {{"rebuilt-for-parents", kAlike, "E04", 0.8, "父母的危房，子女同户在编，父母单独居住"},
     "housing_aid",
     &H::rebuilt_for_parents},
    {{"rebuilt-twice", kWrong, "E04", 0.3, "同一户三年内两次领取危房改造补助"},
     "housing_aid",
     &H::rebuilt_twice},
    {{"rebuilt-after-flood", kAlike, "E04", 0.6, "改造后又遭洪涝损毁，经批准再次补助"},
     "housing_aid",
     &H::rebuilt_after_flood},
    {{"rebuilt-with-home", kWrong, "E04", 0.2, "另有一处安全住房，仍领取危房改造补助"},
     "housing_aid",
     &H::rebuilt_with_home},
    {{"rebuilding-claimed-destitute", kWrong, "E05", 0.3, "按特困人员补助，名册中从无此人"},
     "housing_aid",
     &H::claimed_destitute},
    {{"rebuilding-year-apart", kAlike, "E05", 1.0, "上年认定为低保，改造时已退出"},
     "housing_aid",
     &H::year_apart},
    {{"jumped-queue", kWrong, "E06", 0.3, "轮候登记不足两月即配租，排在前面的家庭仍在轮候"},
     "housing_aid",
     &H::jumped_queue},
    {{"priority-by-law", kAlike, "E06", 0.8, "优抚对象依规优先配租"}, "housing_aid", &H::priority},
    {{"tenant-dead", kWrong, "E07", 0.3, "单人户承租人死亡后未收回，补贴照算"},
     "housing_aid",
     &H::tenant_dead},
    {{"widow-stays", kAlike, "E07", 1.0, "承租人死亡，同住家属继续承租，待变更"},
     "housing_aid",
     &H::widow_stays},
};

}  // namespace

std::vector<HousingAid> plan_housing(Stage& stage, Benefits& benefits, Means& means) {
  HousingPlanner planner(stage, benefits, means);
  planner.draw();
  sow(stage, planner, kCards);
  return planner.take();
}

}  // namespace qy::synth
