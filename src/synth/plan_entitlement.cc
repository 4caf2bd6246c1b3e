#include "synth/planner.h"

namespace qy::synth {

void Planner::payroll_members() {
  times(kWrong, 2, [&] { payroll_draws(Program::minimum, "payroll-minimum", "在编财政供养人员领取低保金"); });
  times(kWrong, 1,
        [&] { payroll_draws(Program::public_post, "payroll-post", "在编财政供养人员领取公益性岗位补贴"); });
  times(kWrong, 1, [&] {
    payroll_draws(Program::machinery, "payroll-machinery",
                  "在编财政供养人员以个人名义申领农机购置补贴，仅一次");
  });
  times(kAlike, 2, [&] { retired_member(); });
  times(kAlike, 1, [&] { temporary_member(); });
  times(kAlike, 2, [&] { open_program_member(); });
}

void Planner::payroll_draws(Program program, const char* scheme, const char* why) {
  const int32_t person = choose(
      [&](const Person& p) { return p.has(kOnPayroll) && p.died == 0 && p.age_on(kMiddleOfStory) < 58; });
  if (person < 0) return;
  for (auto& entry : offices_.payroll)
    if (entry.person == person) entry.is_permanent = true;
  const char* rules = program == Program::minimum ? "A02 B01" : "A02";
  const int id = plant(kWrong, rules, scheme, pair(person, program), why);
  auto& deviation = deviate(person, program, Turn::enrolled, id);
  deviation.from = day_of(random_.between(kFirstYear, kLastYear - 1),
                          program == Program::machinery ? 1 : random_.between(1, 12), 1);
  if (program == Program::machinery) deviation.until = deviation.from.plus_months(12).plus_days(-1);
}

void Planner::retired_member() {
  const int32_t person = choose([&](const Person& p) {
    return p.has(kOnPayroll) && p.died == 0 && p.age_on(day_of(kLastYear, 12, 31)) >= 61;
  });
  if (person < 0) return;
  const int id = plant(kAlike, "A02", "retired", pair(person, Program::one_child), "领取时已退出财政供养");
  for (auto& entry : offices_.payroll) {
    if (entry.person != person) continue;
    entry.has_left = true;
    entry.to = day_of(kFirstYear, 2, 28);
  }
  deviate(person, Program::one_child, Turn::enrolled, id);
}

void Planner::open_program_member() {
  const int32_t person = choose(
      [&](const Person& p) { return p.has(kOnPayroll) && p.died == 0 && p.age_on(kMiddleOfStory) < 58; });
  if (person < 0) return;
  const int id = plant(kAlike, "A02", "allowed-program", pair(person, Program::farmland),
                       "耕地地力补贴按承包权发放，财政供养人员的家庭可以领取");
  deviate(person, Program::farmland, Turn::enrolled, id);
}

void Planner::temporary_member() {
  const int32_t person = choose(
      [&](const Person& p) { return p.has(kOnPayroll) && p.died == 0 && p.age_on(kMiddleOfStory) < 58; });
  if (person < 0) return;
  for (auto& entry : offices_.payroll)
    if (entry.person == person) entry.is_permanent = false;
  const int id = plant(kAlike, "A02 B01", "temporary-staff", pair(person, Program::minimum),
                       "临时聘用人员，不属于在编财政供养，家庭符合低保条件");
  deviate(person, Program::minimum, Turn::enrolled, id);
}

void Planner::off_the_list() {
  times(kWrong, 2, [&] {
    const int32_t person = choose([&](const Person& p) {
      return p.died == 0 && p.relation == Relation::head && !p.has(kFarms) && !p.has(kOnPayroll);
    });
    if (person < 0) return;
    const int id = plant(kWrong, "A06", "not-listed-farmland", pair(person, Program::farmland),
                         "不在任何年度的公示名单内，连续领取耕地地力补贴");
    deviate(person, Program::farmland, Turn::enrolled, id);
    deviate(person, Program::farmland, Turn::not_listed, id);
  });
  times(kWrong, 2, [&] {
    const int32_t person = choose([&](const Person& p) {
      return p.died == 0 && p.age_on(kMiddleOfStory) > 25 && p.age_on(kMiddleOfStory) < 59 &&
             !p.has(kOnPayroll) && !p.has(kLowIncome);
    });
    if (person < 0) return;
    const int id = plant(kWrong, "A06", "not-listed-post", pair(person, Program::public_post),
                         "名单外人员领取公益性岗位补贴，只有几个月");
    auto& paid = deviate(person, Program::public_post, Turn::enrolled, id);
    paid.from = day_of(random_.between(kFirstYear, kLastYear), random_.between(1, 6), 1);
    paid.until = paid.from.plus_months(random_.between(3, 6));
    deviate(person, Program::public_post, Turn::not_listed, id);
  });
  times(kAlike, 2, [&] {
    const int32_t person =
        choose([&](const Person& p) { return p.died == 0 && entitled(p, Program::forest); });
    if (person < 0) return;
    const int id =
        plant(kAlike, "A06", "amended-list", pair(person, Program::forest), "不在首批名单，但在增补名单内");
    deviate(person, Program::forest, Turn::listed_late, id);
  });
  times(kAlike, 2, [&] {
    const int32_t person = choose([&](const Person& p) {
      return p.died == 0 && entitled(p, Program::farmland) && county_.household_of(p).count >= 2;
    });
    if (person < 0) return;
    const int id = plant(kAlike, "A06", "head-changed", pair(person, Program::farmland),
                         "户主变更后由新户主领取，名单仍登记同户原户主");
    deviate(person, Program::farmland, Turn::listed_as_head, id).other = person + 1;
  });
}

void Planner::wrong_amounts() {
  times(kWrong, 2, [&] {
    const int32_t person =
        choose([&](const Person& p) { return p.died == 0 && entitled(p, Program::farmland); });
    if (person < 0) return;
    const int id =
        plant(kWrong, "A11", "inflated", pair(person, Program::farmland), "实发金额明显高于面积乘标准");
    deviate(person, Program::farmland, Turn::inflated, id).other = random_.between(1'400, 3'000);
  });
  times(kWrong, 2, [&] {
    const int32_t person =
        choose([&](const Person& p) { return p.died == 0 && entitled(p, Program::minimum, kFirstYear); });
    if (person < 0) return;
    const int id = plant(kWrong, "A11", "skimmed", pair(person, Program::minimum),
                         "每月实发均比应发少一成，差额去向不明");
    deviate(person, Program::minimum, Turn::inflated, id).other = 900;
  });
  times(kAlike, 2, [&] {
    const int32_t person =
        choose([&](const Person& p) { return p.died == 0 && entitled(p, Program::farmland); });
    if (person < 0) return;
    const int id = plant(kAlike, "A11", "carried-over", pair(person, Program::farmland),
                         "含上年度少发部分的补足，备注中已说明");
    auto& deviation = deviate(person, Program::farmland, Turn::carried_over, id);
    deviation.from = day_of(kFirstYear + 1, card_of(Program::farmland).first_month, 1);
    deviation.other = random_.between(6'000, 22'000);
  });
  times(kAlike, 2, [&] {
    const int32_t person = choose([&](const Person& p) { return p.died == 0 && entitled(p, Program::rice); });
    if (person < 0) return;
    const int id = plant(kAlike, "A11", "rounded", pair(person, Program::rice), "按元取整发放，差额不足一元");
    deviate(person, Program::rice, Turn::rounded, id);
  });
}

void Planner::exclusive_programs() {
  times(kWrong, 3, [&] {
    const int32_t person =
        choose([&](const Person& p) { return p.died == 0 && entitled(p, Program::destitute, kFirstYear); });
    if (person < 0) return;
    const int id = plant(kWrong, "A17", "minimum-and-destitute", number(person) + "|救助",
                         "同期同时领取低保金和特困供养金");
    auto& deviation = deviate(person, Program::minimum, Turn::enrolled, id);
    deviation.from = day_of(kFirstYear + int(random_.below(2)), random_.between(1, 12), 1);
    deviation.until = deviation.from.plus_months(random_.between(2, 14));
  });
  times(kAlike, 2, [&] {
    const int32_t person =
        choose([&](const Person& p) { return p.died == 0 && entitled(p, Program::destitute, kFirstYear); });
    if (person < 0) return;
    const int id = plant(kAlike, "A17", "one-after-the-other", number(person) + "|救助",
                         "低保转特困：前一项停发后才开始后一项，时段不重叠");
    const Date change = day_of(kFirstYear + 1, random_.between(3, 10), 1);
    auto& before = deviate(person, Program::minimum, Turn::enrolled, id);
    before.until = change.plus_days(-1);
    deviate(person, Program::destitute, Turn::enrolled, id).from = change;
  });
  times(kAlike, 2, [&] {
    const int32_t person = choose(
        [&](const Person& p) { return p.died == 0 && entitled(p, Program::disabled_living, kFirstYear); });
    if (person < 0) return;
    const int id = plant(kAlike, "A17", "stackable", pair(person, Program::disabled_living),
                         "低保金与困难残疾人生活补贴政策允许叠加");
    deviate(person, Program::disabled_living, Turn::enrolled, id);
  });
}

}  // namespace qy::synth
