#include "synth/planner.h"

namespace qy::synth {

void Planner::one_card_for_many() {
  times(kWrong, 1, [&] { gather_on_card("one-card-village", Program::farmland, 5, 9); });
  times(kWrong, 1, [&] { gather_on_card("one-card-minimum", Program::minimum, 3, 5); });
  times(kWrong, 1, [&] { gather_on_card("one-card-pension", Program::pension, 3, 4); });
  times(kAlike, 1, [&] { home_for_the_destitute(); });
  times(kAlike, 2, [&] { card_within_household(); });
  times(kAlike, 2, [&] { guardian_outside_household(); });
}

// The card of a villager from another household takes the money of several.
void Planner::gather_on_card(const char* scheme, Program program, int least, int most) {
  const int32_t holder = choose([&](const Person& p) {
    return p.died == 0 && p.age_on(kMiddleOfStory) > 28 && p.age_on(kMiddleOfStory) < 60;
  });
  if (holder < 0) return;
  const auto card = card_number(seed_, uint64_t(holder));
  const int id = plant(kWrong, "A03 A10", scheme, std::string(card.data(), card.size()),
                       "多户不同人员的补贴进入同一账户，持卡人与各受益人不同户，无代领手续");
  const uint16_t village = county_.household_of(county_.people[size_t(holder)]).village;
  const int wanted = random_.between(least, most);
  for (int i = 0; i < wanted; ++i) {
    const int32_t victim = choose([&](const Person& p) {
      return p.died == 0 && entitled(p, program, kFirstYear) &&
             p.household != county_.people[size_t(holder)].household &&
             (county_.household_of(p).village == village || program != Program::farmland);
    });
    if (victim >= 0) deviate(victim, program, Turn::card_of_other, id).other = holder;
  }
}

void Planner::home_for_the_destitute() {
  const auto village = int32_t(random_.below(uint32_t(county_.villages.size())));
  const int id = plant(kAlike, "A03", "collective-account", collective_name(county_, uint16_t(village)),
                       "集中供养人员的供养金按规定进入敬老院（集体）账户");
  for (int i = 0; i < 4; ++i) {
    const int32_t person =
        choose([&](const Person& p) { return p.died == 0 && entitled(p, Program::destitute, kFirstYear); });
    if (person >= 0) deviate(person, Program::destitute, Turn::card_of_collective, id).other = village;
  }
}

void Planner::card_within_household() {
  const int32_t person = choose([&](const Person& p) {
    return p.died == 0 && p.account_owner != int32_t(&p - county_.people.data()) &&
           entitled(p, Program::minimum, kFirstYear);
  });
  if (person < 0) return;
  const int id = plant(kAlike, "A03", "household-card", pair(person, Program::minimum),
                       "同户一卡：未成年人或残疾人的款项进入户主账户");
  deviate(person, Program::minimum, Turn::collected_by, id).other =
      county_.people[size_t(person)].account_owner;
}

void Planner::guardian_outside_household() {
  const int32_t person = choose(
      [&](const Person& p) { return p.died == 0 && entitled(p, Program::disabled_nursing, kFirstYear); });
  const int32_t guardian = choose([&](const Person& p) {
    return p.died == 0 && p.age_on(kMiddleOfStory) > 30 && p.age_on(kMiddleOfStory) < 58;
  });
  if (person < 0 || guardian < 0) return;
  const int id = plant(kAlike, "A03", "guardian", pair(person, Program::disabled_nursing),
                       "无民事行为能力人由另户的监护人代领，手续齐全，登记了代领人");
  deviate(person, Program::disabled_nursing, Turn::card_of_other, id).other = guardian;
  deviate(person, Program::disabled_nursing, Turn::collected_by, id).other = guardian;
}

int32_t Planner::village_elsewhere(int32_t person, bool in_same_township) {
  const uint16_t home = county_.household_of(county_.people[size_t(person)]).village;
  for (int attempt = 0; attempt < 5'000; ++attempt) {
    const auto village = uint16_t(random_.below(uint32_t(county_.villages.size())));
    const bool is_same = county_.villages[village].township == county_.villages[home].township;
    if (village != home && is_same == in_same_township) return village;
  }
  return home;
}

void Planner::listed_and_paid_twice() {
  const auto farmer = [&](const Person& p) { return p.died == 0 && entitled(p, Program::farmland); };
  const auto pensioner = [&](const Person& p) {
    return p.died == 0 && entitled(p, Program::pension, kFirstYear);
  };
  times(kWrong, 2, [&] {
    const int32_t person = choose(farmer);
    if (person < 0) return;
    const int id = plant(kWrong, "A04 A08", "two-townships", pair(person, Program::farmland),
                         "同一人在两个乡镇的名单里以相同面积重复领取");
    deviate(person, Program::farmland, Turn::listed_elsewhere, id).other = village_elsewhere(person, false);
  });
  times(kAlike, 1, [&] {
    const int32_t person = choose(farmer);
    if (person < 0) return;
    const int id = plant(kAlike, "A04", "separate-land", pair(person, Program::farmland),
                         "在两个乡镇各有承包地，面积不同，分别核定");
    deviate(person, Program::farmland, Turn::land_elsewhere, id).other = village_elsewhere(person, false);
  });
  times(kWrong, 2, [&] {
    const int32_t person = choose(pensioner);
    if (person < 0) return;
    const int id = plant(kWrong, "A04", "paid-twice", pair(person, Program::pension),
                         "同一期在两个批次各发放一次，未退回");
    deviate(person, Program::pension, Turn::paid_twice, id).from =
        day_of(random_.between(kFirstYear, kLastYear), random_.between(1, 12), 1);
  });
  times(kAlike, 2, [&] {
    const int32_t person = choose(pensioner);
    if (person < 0) return;
    const int id = plant(kAlike, "A04", "reissued", pair(person, Program::pension),
                         "账户异常退回后补发，同一期两笔记录只到账一次");
    deviate(person, Program::pension, Turn::reissued, id).from =
        day_of(random_.between(kFirstYear, kLastYear), random_.between(1, 11), 1);
  });
}

}  // namespace qy::synth
