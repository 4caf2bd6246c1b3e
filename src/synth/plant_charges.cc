#include "synth/schools.h"

namespace qy::synth {
namespace {

// What pupils pay, and what poor pupils are given.
class ChargePlanter {
 public:
  ChargePlanter(Stage& stage, Schools& schools)
      : stage_(stage), schools_(schools), random_(stage.random("plant charges")) {}

  std::string above_approved(int plant) {
    SchoolCharge* charge = take("课后服务费");
    return charge == nullptr
               ? ""
               : set(*charge, plant, [](SchoolCharge& c) { c.price_fen = c.approved_fen * 135 / 100; });
  }
  std::string unlisted_item(int plant) {
    SchoolCharge* model = take("教辅材料费（代收）");
    if (model == nullptr) return "";
    SchoolCharge charge = *model;
    charge.item = random_.percent(50) ? "智慧课堂平台费" : "空调使用费";
    charge.approved_fen = 0;
    charge.price_fen = Fen(random_.between(80, 260)) * 100;
    charge.plant = plant;
    schools_.charges.push_back(charge);
    return key(charge);
  }
  // The pupils' uniforms: collected for the maker, with the parents' vote.
  std::string collected_for_others(int plant) {
    SchoolCharge* model = take("教辅材料费（代收）");
    if (model == nullptr) return "";
    SchoolCharge charge = *model;
    charge.item = "校服费（家长自愿代收）";
    charge.approved_fen = charge.price_fen = 26'000;
    charge.spent_fen = charge.price_fen * charge.pupils;
    charge.plant = plant;
    schools_.charges.push_back(charge);
    return key(charge);
  }
  std::string price_raised(int plant) {
    SchoolCharge* charge = take("住宿费");
    if (charge == nullptr) return "";
    stage_.exceptions.push_back({"超标准", code(*charge), -1, "公寓化宿舍住宿费", plant});
    return set(*charge, plant, [](SchoolCharge& c) { c.price_fen = c.approved_fen * 125 / 100; });
  }
  std::string teachers_get_little(int plant) {
    SchoolCharge* chosen = take("课后服务费");
    if (chosen == nullptr) return "";
    const SchoolCharge model = *chosen;
    for (auto& charge : schools_.charges)
      if (charge.school == model.school && charge.item == model.item && charge.month / 12 == model.month / 12)
        set(charge, plant, [](SchoolCharge& c) { c.spent_fen = c.price_fen * c.pupils * 31 / 100; });
    return key(model);
  }
  std::string own_account(int plant) {
    SchoolCharge* charge = take("伙食费");
    if (charge == nullptr) return "";
    const int32_t clerk =
        stage_.look_for(random_, [](const Person& p) { return p.died == 0 && p.has(kOnPayroll); });
    return clerk < 0 ? "" : set(*charge, plant, [&](SchoolCharge& c) {
      c.account_name = name_text(stage_.person(clerk).name);
    });
  }
  std::string canteen_account(int plant) {
    SchoolCharge* charge = take("伙食费");
    if (charge == nullptr) return "";
    const auto& unit = stage_.offices.units[size_t(schools_.all[size_t(charge->school)].unit)];
    return set(*charge, plant, [&](SchoolCharge& c) { c.account_name = unit.name + "食堂"; });
  }
  std::string meal_money_left(int plant) { return meal_money(plant, 76, false); }
  std::string left_over_spent_later(int plant) { return meal_money(plant, 82, true); }

  std::string aid_after_leaving(int plant) { return left(plant, "退学", 2); }
  std::string left_at_term_end(int plant) { return left(plant, "转出", -4); }
  std::string aided_in_two_schools(int plant) {
    StudentAid* aid = some_aid();
    if (aid == nullptr) return "";
    StudentAid second = *aid;
    second.school = (aid->school + 1) % int32_t(schools_.all.size());
    second.plant = aid->plant = plant;
    std::string subject = stage_.number(aid->person);
    schools_.aids.push_back(second);
    return subject;
  }
  std::string changed_school(int plant) {
    StudentAid* aid = some_aid();
    if (aid == nullptr || aid->term + 1 >= kYears * 2) return "";
    StudentAid next = *aid;
    next.term = aid->term + 1;
    next.school = (aid->school + 1) % int32_t(schools_.all.size());
    next.plant = aid->plant = plant;
    std::string subject = stage_.number(aid->person);
    std::erase_if(schools_.aids, [&](const StudentAid& other) {
      return other.person == next.person && other.term >= next.term;
    });
    schools_.aids.push_back(next);
    return subject;
  }

 private:
  std::string code(const SchoolCharge& charge) const {
    return stage_.offices.units[size_t(schools_.all[size_t(charge.school)].unit)].code;
  }
  std::string key(const SchoolCharge& charge) const {
    return code(charge) + "|" + std::string(charge.item) + "|" +
           std::to_string(kFirstYear + charge.month / 12) + "-" + padded(uint64_t(charge.month % 12 + 1), 2);
  }
  SchoolCharge* take(std::string_view item) {
    for (int attempt = 0; attempt < 20'000; ++attempt) {
      auto& charge = schools_.charges[random_.below(uint32_t(schools_.charges.size()))];
      if (charge.item == item && charge.plant == kNoPlant) return &charge;
    }
    return nullptr;
  }
  std::string set(SchoolCharge& charge, int plant, const std::function<void(SchoolCharge&)>& change) {
    charge.plant = plant;
    change(charge);
    return key(charge);
  }
  std::string meal_money(int plant, int spent_percent, bool is_made_good) {
    SchoolCharge* chosen = take("伙食费");
    if (chosen == nullptr) return "";
    const int32_t school = chosen->school;
    const int year = chosen->month / 12;
    for (auto& charge : schools_.charges) {
      if (charge.school != school || charge.item != "伙食费" || charge.month / 12 != year) continue;
      const bool is_autumn = charge.month % 12 >= 8;
      const int percent = is_made_good && is_autumn ? 200 - spent_percent : spent_percent;
      charge.spent_fen = charge.price_fen * charge.pupils * percent / 100;
      charge.plant = plant;
    }
    return code(*chosen) + "|" + std::to_string(kFirstYear + year);
  }
  StudentAid* some_aid() {
    for (int attempt = 0; attempt < 4'000 && !schools_.aids.empty(); ++attempt) {
      auto& aid = schools_.aids[random_.below(uint32_t(schools_.aids.size()))];
      auto& person = stage_.county.people[size_t(aid.person)];
      if (aid.plant != kNoPlant || person.has(kTouched)) continue;
      person.traits |= kTouched;
      return &aid;
    }
    return nullptr;
  }
  std::string left(int plant, std::string_view status, int months_before) {
    StudentAid* aid = some_aid();
    if (aid == nullptr) return "";
    aid->status = status;
    aid->left = term_starts(aid->term).plus_months(-months_before);
    aid->plant = plant;
    return stage_.number(aid->person);
  }

  Stage& stage_;
  Schools& schools_;
  Random random_;
};

using C = ChargePlanter;
constexpr PlantCard<C> kCards[] = {
    {{"charge-above-approved", kWrong, "D08", 0.3, "课后服务费高于备案标准三成多"},
     "school_charge",
     &C::above_approved},
    {{"charge-not-on-list", kWrong, "D08", 0.3, "收费项目不在批准目录"}, "school_charge", &C::unlisted_item},
    {{"collected-for-others", kAlike, "D08", 0.8, "家长自愿的代收费，全额转付"},
     "school_charge",
     &C::collected_for_others},
    {{"price-raised-with-leave", kAlike, "D08", 0.2, "公寓化宿舍经批准提高标准，已登记例外"},
     "school_charge",
     &C::price_raised},
    {{"teachers-get-little", kWrong, "D11", 0.3, "课后服务费用于教师补助不到三分之一"},
     "school_charge",
     &C::teachers_get_little},
    {{"into-own-account", kWrong, "D13", 0.2, "伙食费收入个人账户"}, "school_charge", &C::own_account},
    {{"canteen-account", kAlike, "D13", 0.8, "收款户名是学校食堂专户"}, "school_charge", &C::canteen_account},
    {{"meal-money-left", kWrong, "D02", 0.2, "全年伙食费结余两成以上，未返还也未结转"},
     "school_charge",
     &C::meal_money_left},
    {{"left-over-spent-later", kAlike, "D02", 0.4, "春季结余，秋季已用于伙食"},
     "school_charge",
     &C::left_over_spent_later},
    {{"aid-after-leaving", kWrong, "D10", 0.3, "退学两月后仍发放资助"}, "student_aid", &C::aid_after_leaving},
    {{"left-at-term-end", kAlike, "D10", 1.0, "学期末转出，当学期资助应发"},
     "student_aid",
     &C::left_at_term_end},
    {{"aided-in-two-schools", kWrong, "D10", 0.3, "同一学生同一学期在两校领取资助"},
     "student_aid",
     &C::aided_in_two_schools},
    {{"changed-school", kAlike, "D10", 1.0, "转学后由新学校接续发放"}, "student_aid", &C::changed_school},
};

}  // namespace

void plant_charges(Stage& stage, Schools& schools) {
  ChargePlanter planter(stage, schools);
  sow(stage, planter, kCards);
}

}  // namespace qy::synth
