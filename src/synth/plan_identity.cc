#include "synth/planner.h"

namespace qy::synth {

void Planner::after_death() {
  times(kWrong, 2, [&] {
    keep_paying(Program::pension, "continued", kFirstYear, kLastYear - 1, 3, 16,
                "死亡后养老金继续按月发放，家属未报告，账户由他人支取");
  });
  times(kWrong, 1, [&] {
    keep_paying(Program::elder, "continued", kFirstYear, kLastYear - 1, 4, 20, "死亡后高龄津贴继续按月发放");
  });
  times(kWrong, 1, [&] {
    keep_paying(Program::farmland, "long-dead", 2020, 2022, 0, 0,
                "多年前死亡，仍以其名义按年发放耕地地力补贴");
  });
  times(kWrong, 1, [&] {
    keep_paying(Program::minimum, "short-subtle", kFirstYear, kLastYear, 2, 4,
                "死亡后低保金仅多发两三个月，金额小");
  });
  times(kAlike, 2, [&] { return_after_death(); });
  times(kAlike, 1, [&] { enter_wrong_death(); });
  times(kAlike, 1, [&] { enter_namesake_death(); });
}

void Planner::keep_paying(Program program, const char* scheme, int died_from, int died_to, int least,
                          int most, const char* why) {
  const int32_t person = choose([&](const Person& p) {
    const int year = p.died_on().year();
    return p.died != 0 && year >= died_from && year <= died_to && p.died_on().month() <= 9 &&
           entitled(p, program, std::max(year, kFirstYear)) && entitled(p, program, kFirstYear) &&
           p.account_owner == int32_t(&p - county_.people.data());
  });
  if (person < 0) return;
  const int id = plant(kWrong, "A01", scheme, pair(person, program), why);
  const Date died = county_.people[size_t(person)].died_on();
  const bool is_long_ago = died.year() < kFirstYear;
  deviate(person, program, Turn::paid_after_death, id).until =
      is_long_ago ? day_of(random_.between(kFirstYear, kLastYear), 12, 31)
                  : died.plus_months(random_.between(least, most));
}

void Planner::return_after_death() {
  const int32_t person = choose([&](const Person& p) {
    return p.died != 0 && p.died_on().year() >= kFirstYear && p.died_on().month() <= 10 &&
           entitled(p, Program::pension, kFirstYear);
  });
  if (person < 0) return;
  const int id = plant(kAlike, "A01", "returned", pair(person, Program::pension),
                       "死亡后的款项已由银行退回，未实际领取");
  deviate(person, Program::pension, Turn::returned_after_death, id).until =
      county_.people[size_t(person)].died_on().plus_months(2);
}

// The clerk of one register typed a neighbour's number: the beneficiary lives.
void Planner::enter_wrong_death() {
  const int32_t living =
      choose([&](const Person& p) { return p.died == 0 && entitled(p, Program::pension, kFirstYear); });
  const int32_t dead = choose([&](const Person& p) { return p.died_on().year() == kFirstYear + 1; });
  if (living < 0 || dead < 0) return;
  const int id = truth_.plant(kAlike, "A01", "wrong-death-entry", "death", pair(living, Program::pension),
                              "殡葬登记把他人的死亡录到了本人号码上（姓名不符），受益人健在");
  const auto& other = county_.people[size_t(dead)];
  stage_.stray_deaths.push_back({number(living), name_text(other.name), other.died_on(), id});
}

void Planner::enter_namesake_death() {
  const int32_t living =
      choose([&](const Person& p) { return p.died == 0 && entitled(p, Program::elder, kFirstYear); });
  const int32_t dead = choose([&](const Person& p) { return p.died_on().year() == kFirstYear; });
  if (living < 0 || dead < 0) return;
  auto& namesake = county_.people[size_t(dead)];
  namesake.name = county_.people[size_t(living)].name;
  const int id = truth_.plant(kAlike, "A01", "namesake", "death", pair(living, Program::elder),
                              "死者与受益人同名，号码不同，并非一人");
  stage_.stray_deaths.push_back(
      {std::string(view(namesake.number)), name_text(namesake.name), namesake.died_on(), id});
}

void Planner::add_ghost(int style) {
  const int32_t model =
      choose([&](const Person& p) { return p.died == 0 && entitled(p, Program::elder, kFirstYear); });
  if (model < 0) return;
  Person ghost = county_.people[size_t(model)];
  const auto index = int32_t(county_.people.size());
  ghost.traits = uint16_t(kGhost | kTouched);
  ghost.account_owner = index;
  draw_given_name(random_, 1940, ghost.sex, ghost.name);
  if (style == 0) {
    ghost.number = with_wrong_check_digit(ghost.number);
  } else {
    ghost.number[10] = '1';  // the thirty-first of a month of thirty days
    ghost.number[11] = '1';
    ghost.number[12] = '3';
    ghost.number[13] = '1';
  }
  county_.people.push_back(ghost);
  const Program program = style == 0 ? Program::elder : Program::farmland;
  const int id = plant(kWrong, "A05", style == 0 ? "ghost-check-digit" : "ghost-no-such-day",
                       pair(index, program), "证件号码无效，户籍中查无此人，补贴照发");
  deviate(index, program, Turn::enrolled, id);
}

void Planner::invalid_numbers() {
  times(kWrong, 2, [&] { add_ghost(0); });
  times(kWrong, 2, [&] { add_ghost(1); });
  struct Case {
    Turn turn;
    const char* scheme;
    const char* why;
  };
  static constexpr Case kCases[] = {
      {Turn::old_number, "old-15-digits", "发放名册沿用15位旧证号，升位后为同一人"},
      {Turn::mistyped, "mistyped", "某年发放名册号码录入时相邻两位颠倒，户籍与其他年度正确"}};
  for (const auto& kase : kCases)
    times(kAlike, 3, [&] {
      const int32_t person = choose([&](const Person& p) {
        return p.died == 0 && entitled(p, Program::farmland) && p.born_on().year() < 1975;
      });
      if (person < 0) return;
      const int id = plant(kAlike, "A05", kase.scheme, pair(person, Program::farmland), kase.why);
      deviate(person, Program::farmland, kase.turn, id).other = kFirstYear + int32_t(random_.below(kYears));
    });
  times(kAlike, 1, [&] {
    const int32_t person =
        choose([&](const Person& p) { return p.died == 0 && entitled(p, Program::elder, kFirstYear); });
    if (person < 0) return;
    const int id =
        plant(kAlike, "A05", "foreign-card", permit_number(uint64_t(person)) + "|" + code(Program::elder),
              "港澳居民持通行证登记，不适用公民身份号码校验");
    deviate(person, Program::elder, Turn::foreign_card, id);
  });
  times(kAlike, 2, [&] {
    const int32_t person = choose([&](const Person& p) {
      return p.died == 0 && entitled(p, Program::farmland) && p.number[17] == 'X';
    });
    if (person < 0) return;
    const int id = plant(kAlike, "A05", "small-x", pair(person, Program::farmland), "校验码X录成小写");
    deviate(person, Program::farmland, Turn::small_x, id);
  });
}

}  // namespace qy::synth
