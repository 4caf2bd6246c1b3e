#include "synth/planner.h"

namespace qy::synth {

// A07: on the list and never paid.
void Planner::listed_unpaid() {
  const auto unpaid = [&](PlantKind kind, const char* scheme, Program program, Date from, const char* why) {
    const int32_t person =
        choose([&](const Person& p) { return p.died == 0 && entitled(p, program, kFirstYear); });
    if (person < 0) return;
    const int id = truth_.plant(kind, "A07", scheme, "subsidy_eligibility", pair(person, program), why);
    deviate(person, program, Turn::unpaid, id).from = from;
  };
  times(kWrong, 2, [&] {
    unpaid(kWrong, "never-paid-out", Program::farmland, day_of(kFirstYear, 1, 1),
           "在资格名单，连续三年没有发放记录，款项去向不明");
  });
  times(kWrong, 1, [&] {
    unpaid(kWrong, "aid-never-paid-out", Program::disabled_nursing, day_of(kFirstYear + 1, 1, 1),
           "名单内重度残疾人，一年多没有发放护理补贴");
  });
  times(kAlike, 3, [&] {
    unpaid(kAlike, "next-batch", Program::forest, day_of(kLastYear, 10, 1), "本年名单已定，款项在下一批发放");
  });
}

// A08, A13, A15: more land than there is; an official's household far above its village; paid first, approved
// later.
void Planner::land_and_lists() {
  const auto farmer = [&](const Person& p) { return p.died == 0 && entitled(p, Program::farmland); };
  const auto on_land = [&](PlantKind kind, const char* rules, const char* scheme, Turn turn, int other,
                           const char* why) {
    const int32_t person = choose(farmer);
    if (person < 0) return -1;
    const int id = plant(kind, rules, scheme, pair(person, Program::farmland), why);
    deviate(person, Program::farmland, turn, id).other = other;
    return person;
  };
  times(kWrong, 2, [&] {
    on_land(kWrong, "A08", "more-land-than-right", Turn::small_right, random_.between(28, 52),
            "补贴面积是确权面积的两倍以上");
  });
  times(kWrong, 1, [&] {
    on_land(kWrong, "A08", "a-half-more-than-right", Turn::small_right, 60, "补贴面积比确权面积多出六成");
  });
  times(kAlike, 3, [&] {
    const int32_t person = on_land(kAlike, "A08", "leased-in", Turn::small_right, random_.between(30, 60),
                                   "流转耕种他人土地，协议约定补贴归实际耕种人，已登记例外");
    if (person >= 0)
      stage_.exceptions.push_back(
          {"其他", "", person, "流转地补贴归实际耕种人（耕地地力保护补贴）", plan_.deviations.back().plant});
  });
  times(kWrong, 1, [&] { official_with_much_land(false); });
  times(kAlike, 1, [&] { official_with_much_land(true); });
  times(kWrong, 2, [&] {
    const int32_t person = choose(farmer);
    if (person < 0) return;
    const int id =
        plant(kWrong, "A15", "paid-then-approved", pair(person, Program::rice), "先发放、后补录资格");
    deviate(person, Program::rice, Turn::enrolled, id);
    deviate(person, Program::rice, Turn::approved_late, id);
  });
}

void Planner::official_with_much_land(bool is_declared) {
  for (int attempt = 0; attempt < 4'000; ++attempt) {
    const auto& official = random_.pick(offices_.officials);
    auto& person = county_.people[size_t(official.person)];
    const int32_t head = county_.household_of(person).first;
    auto& farmer = county_.people[size_t(head)];
    if (farmer.has(kTouched) || farmer.died != 0 || !entitled(farmer, Program::farmland)) continue;
    const int id = is_declared
                       ? plant(kAlike, "A13 A08", "official-declared-land", pair(head, Program::farmland),
                               "村干部家庭流转耕种面积大，已备案公示并登记例外")
                       : plant(kWrong, "A13 A08", "official-much-land", pair(head, Program::farmland),
                               "村干部家庭补贴是本村中位数的十倍以上");
    deviate(head, Program::farmland, Turn::large_area, id).other = random_.between(1'100, 1'900);
    if (!is_declared) return;
    offices_.kin.push_back({official.person, head, "流转耕种享受耕地地力保护补贴", id, day_of(2022, 12, 1)});
    stage_.exceptions.push_back({"其他", "", head, "流转地补贴归实际耕种人（耕地地力保护补贴）", id});
    return;
  }
}

// A16 and A10: the money goes elsewhere from some day on.
void Planner::accounts_drift() {
  // One after another, over two years, the cards of elders give way to the card of one who is kin to none.
  times(kWrong, 1, [&] {
    const int32_t holder = choose([&](const Person& p) {
      return p.died == 0 && p.age_on(kMiddleOfStory) > 32 && p.age_on(kMiddleOfStory) < 58;
    });
    if (holder < 0) return;
    const auto card = card_number(seed_, uint64_t(holder));
    const int id = plant(kWrong, "A03 A16 A10", "drift-to-one-account", std::string(card.data(), card.size()),
                         "多名老人的养老金先后退回，随后陆续改入同一账户，无代领手续");
    for (int i = 0; i < 5; ++i) {
      const int32_t elder =
          choose([&](const Person& p) { return p.died == 0 && entitled(p, Program::pension, kFirstYear); });
      if (elder < 0) return;
      const Date change = day_of(kFirstYear, 4, 1).plus_months(i * 5);
      deviate(elder, Program::pension, Turn::reissued, id).from = change.plus_months(-1);
      auto& drift = deviate(elder, Program::pension, Turn::card_of_other, id);
      drift.other = holder;
      drift.from = change;
    }
  });
  times(kWrong, 2, [&] {
    const int32_t person =
        choose([&](const Person& p) { return p.died == 0 && entitled(p, Program::minimum, kFirstYear); });
    const int32_t holder =
        choose([&](const Person& p) { return p.died == 0 && p.age_on(kMiddleOfStory) > 30; });
    if (person < 0 || holder < 0) return;
    const int id = plant(kWrong, "A10", "name-of-another", pair(person, Program::minimum),
                         "收款账户户名是另户人员，没有代领手续");
    deviate(person, Program::minimum, Turn::card_of_other, id).other = holder;
  });
  times(kAlike, 3, [&] {
    const int32_t person =
        choose([&](const Person& p) { return p.died == 0 && entitled(p, Program::elder, kFirstYear); });
    if (person < 0) return;
    const int id =
        plant(kAlike, "A16", "new-card", pair(person, Program::elder), "社保卡换发，退回后改入本人新卡");
    const Date change = day_of(random_.between(kFirstYear, kLastYear), random_.between(2, 10), 1);
    deviate(person, Program::elder, Turn::reissued, id).from = change.plus_months(-1);
    deviate(person, Program::elder, Turn::new_card, id).from = change;
  });
  times(kAlike, 2, [&] {
    const int32_t person = choose([&](const Person& p) {
      return p.died == 0 && entitled(p, Program::minimum, kFirstYear) &&
             p.account_owner == int32_t(&p - county_.people.data());
    });
    if (person < 0) return;
    const int id = plant(kAlike, "A10", "former-name", pair(person, Program::minimum), "账户以曾用名开立");
    deviate(person, Program::minimum, Turn::former_name, id);
  });
}

}  // namespace qy::synth
