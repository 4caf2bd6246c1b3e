#include "synth/benefits.h"

namespace qy::synth {
namespace {

// Pensions, survivors' aid and funerals: paid to the dead, to the detained, twice, too early.
class PensionPlanter {
 public:
  PensionPlanter(Stage& stage, Benefits& benefits, Means& means)
      : stage_(stage), benefits_(benefits), means_(means), random_(stage.random("plant pensions")) {}

  std::string pension_goes_on(int plant) { return goes_on(Benefit::worker_pension, 4, 18, 0, plant); }
  std::string few_months_more(int plant) { return goes_on(Benefit::worker_pension, 2, 3, 0, plant); }
  std::string destitute_goes_on(int plant) { return goes_on(Benefit::destitute, 3, 14, 0, plant); }
  std::string survivor_goes_on(int plant) { return goes_on(Benefit::survivor, 4, 16, 0, plant); }
  std::string taken_back(int plant) { return goes_on(Benefit::worker_pension, 3, 4, 3, plant); }

  // The police entered another day, earlier by half a year; two other registers agree on the true one.
  std::string registers_disagree(int plant) {
    const int at = grant_of(Benefit::worker_pension, [](const Person& p) {
      return p.died_on().year() >= kFirstYear + 1 && p.died != 0;
    });
    if (at < 0) return "";
    auto& grant = benefits_.grants[size_t(at)];
    const auto& dead = stage_.person(grant.person);
    grant.plant = plant;
    stage_.stray_deaths.push_back(
        {stage_.number(grant.person), name_text(dead.name), dead.died_on().plus_months(-6), plant, "police"});
    return key(grant);
  }

  std::string in_prison(int plant) { return detained("有期徒刑", 20, 60, plant); }
  std::string on_probation(int plant) { return detained("缓刑（社区矫正）", 12, 36, plant); }
  std::string briefly_detained(int plant) {
    const int at = living(Benefit::worker_pension);
    if (at < 0) return "";
    auto& grant = benefits_.grants[size_t(at)];
    const Date from = day_of(kFirstYear + int(random_.below(3)), random_.between(1, 11), 4);
    means_.custodies.push_back({grant.person, from, from.plus_days(9), "行政拘留", plant});
    grant.plant = plant;
    return key(grant);
  }

  std::string two_pensions(int plant) {
    const int at = living(Benefit::worker_pension);
    if (at < 0) return "";
    Grant second = benefits_.grants[size_t(at)];
    second.benefit = random_.percent(50) ? Benefit::office_pension : Benefit::resident_pension;
    second.from = day_of(kFirstYear - 1, random_.between(1, 12), 1);
    second.monthly_fen = second.benefit == Benefit::office_pension ? 431'500 : 17'800;
    second.category = "";
    second.plant = benefits_.grants[size_t(at)].plant = plant;
    benefits_.grants.push_back(second);
    return key(benefits_.grants[size_t(at)]);
  }
  // Moved from one scheme to the other: the old one stops in the month in which the new one starts.
  std::string changed_scheme(int plant) {
    const int at = living(Benefit::worker_pension);
    if (at < 0) return "";
    auto& before = benefits_.grants[size_t(at)];
    Grant after = before;
    const Date change = day_of(kFirstYear + 1, random_.between(2, 11), 1);
    before.to = before.paid_until = change.plus_days(9);
    after.benefit = Benefit::office_pension;
    after.from = change;
    after.plant = before.plant = plant;
    benefits_.grants.push_back(after);
    return key(after);
  }
  std::string survivor_with_pension(int plant) {
    const int at = living(Benefit::survivor);
    if (at < 0) return "";
    Grant second = benefits_.grants[size_t(at)];
    second.benefit = Benefit::resident_pension;
    second.monthly_fen = 17'800;
    second.category = "";
    second.plant = benefits_.grants[size_t(at)].plant = plant;
    benefits_.grants.push_back(second);
    return key(second);
  }

  std::string before_sixty(int plant) { return early(Benefit::resident_pension, 55, 58, "", plant); }
  std::string special_trade(int plant) {
    return early(Benefit::worker_pension, 55, 58, "特殊工种提前退休", plant);
  }

  std::string survivor_at_work(int plant) {
    const int32_t person = fresh(25, 50);
    if (person < 0) return "";
    means_.employments.push_back(
        {person, int32_t(random_.below(200)), -1, day_of(2020, 3, 1), {}, 520'000, plant});
    return survive(person, "配偶", plant);
  }
  std::string survivor_grown_up(int plant) { return survive(fresh(20, 24), "子女", plant); }
  std::string survivor_disabled(int plant) { return survive(fresh(20, 34), "残疾子女", plant); }
  std::string survivor_at_school(int plant) { return survive(fresh(19, 21), "子女（全日制在读）", plant); }

  std::string injury_after_death(int plant) {
    const int32_t dead = dead_in_story();
    if (dead < 0) return "";
    Grant grant{dead, Benefit::injury, day_of(2019, 5, 1)};
    grant.category = "伤残津贴";
    grant.monthly_fen = 238'000;
    grant.paid_until = stage_.person(dead).died_on().plus_months(random_.between(3, 11));
    return add(grant, plant);
  }

  std::string moved_away(int plant) { return moved(plant, 30); }
  std::string moved_last_month(int plant) { return moved(plant, 1); }

  std::string dead_on_payroll(int plant) { return payroll_after(plant, 4, 9); }
  std::string payroll_month_of_death(int plant) { return payroll_after(plant, 0, 0); }

  std::string grant_without_cremation(int plant) { return funeral_grant(plant); }
  std::string burial_allowed(int plant) {
    std::string subject = funeral_grant(plant);
    if (!subject.empty())
      stage_.exceptions.push_back(
          {"其他", "", benefits_.grants.back().person, "少数民族土葬，免交火化证", plant});
    return subject;
  }
  std::string waived_twice(int plant) {
    const auto [from, to] = some_funeral();
    if (from == to) return "";
    for (size_t i = from; i < to; ++i) {
      auto& first = benefits_.funerals[i];
      first.plant = plant;
      FuneralCharge again = first;
      again.on = first.on.plus_days(41);
      benefits_.funerals.push_back(again);
    }
    return stage_.number(benefits_.funerals[from].deceased);
  }
  std::string overpriced_item(int plant) {
    const auto [from, to] = some_funeral();
    if (from == to) return "";
    auto& charge = benefits_.funerals[from + random_.below(uint32_t(to - from))];
    charge.plant = plant;
    charge.price_fen = Fen(random_.between(90, 180)) * 1'000;
    charge.waived_fen = 0;
    return stage_.number(charge.deceased) + "|" + std::string(charge.item);
  }
  std::string chosen_service(int plant) {
    const auto [from, to] = some_funeral();
    if (from == to) return "";
    FuneralCharge wreath = benefits_.funerals[from];
    wreath.item = random_.percent(50) ? "礼厅租用（选择性服务）" : "骨灰盒（选择性服务）";
    wreath.price_fen = Fen(random_.between(60, 260)) * 1'000;
    wreath.waived_fen = 0;
    wreath.plant = plant;
    benefits_.funerals.push_back(wreath);
    return stage_.number(wreath.deceased) + "|" + std::string(wreath.item);
  }

 private:
  static constexpr uint16_t kSettled = kOnPayroll | kLowIncome | kDestitute | kGranted | kPensioned;

  std::string key(const Grant& grant) const {
    return std::string(name_of(grant.benefit)) + "|" + stage_.number(grant.person);
  }
  // A random grant of the scheme on whose person nothing was planted; marked.
  int grant_of(Benefit benefit, const std::function<bool(const Person&)>& test) {
    for (int attempt = 0; attempt < 40'000 && !benefits_.grants.empty(); ++attempt) {
      const auto at = random_.below(uint32_t(benefits_.grants.size()));
      const auto& grant = benefits_.grants[at];
      auto& person = stage_.county.people[size_t(grant.person)];
      if (grant.benefit != benefit || person.has(kTouched) || !test(person)) continue;
      person.traits |= kTouched;
      return int(at);
    }
    return -1;
  }
  int living(Benefit benefit) {
    return grant_of(benefit, [](const Person& p) { return p.died == 0; });
  }
  int32_t fresh(int least_age, int most_age) {
    return stage_.choose(random_, [&](const Person& p) {
      const int age = p.age_on(day_of(kLastYear, 12, 31));
      return p.died == 0 && age >= least_age && age <= most_age && (p.traits & kSettled) == 0;
    });
  }
  int32_t dead_in_story() {
    return stage_.choose(random_, [](const Person& p) {
      return p.died != 0 && p.died_on() >= day_of(kFirstYear, 2, 1) &&
             p.died_on() < day_of(kLastYear, 3, 1) && (p.traits & kSettled) == 0;
    });
  }
  std::string add(Grant grant, int plant) {
    grant.plant = plant;
    benefits_.grants.push_back(grant);
    return key(grant);
  }

  std::string goes_on(Benefit benefit, int least, int most, int recovered, int plant) {
    const int at = grant_of(benefit, [](const Person& p) {
      return p.died != 0 && p.died_on() >= day_of(kFirstYear, 1, 1) && p.died_on() < day_of(kLastYear, 6, 1);
    });
    if (at < 0) return "";
    auto& grant = benefits_.grants[size_t(at)];
    grant.to = recovered > 0 ? grant.to : std::nullopt;
    grant.paid_until = stage_.person(grant.person).died_on().plus_months(random_.between(least, most));
    grant.recovered_months = recovered;
    grant.plant = plant;
    return key(grant);
  }
  std::string detained(std::string_view kind, int least_months, int most_months, int plant) {
    const int at = living(random_.percent(60) ? Benefit::worker_pension : Benefit::minimum);
    if (at < 0) return "";
    auto& grant = benefits_.grants[size_t(at)];
    const Date from = day_of(random_.between(kFirstYear - 1, kLastYear - 1), random_.between(1, 12), 15);
    means_.custodies.push_back(
        {grant.person, from, from.plus_months(random_.between(least_months, most_months)), kind, plant});
    grant.plant = plant;
    return key(grant);
  }
  std::string early(Benefit benefit, int least_age, int most_age, std::string_view category, int plant) {
    const int32_t person = fresh(least_age, most_age);
    if (person < 0) return "";
    Grant grant{person, benefit, day_of(kFirstYear, random_.between(1, 9), 1)};
    grant.monthly_fen = benefit == Benefit::resident_pension ? 17'800 : 261'000;
    grant.category = category;
    return add(grant, plant);
  }
  std::string survive(int32_t person, std::string_view category, int plant) {
    if (person < 0) return "";
    Grant grant{person, Benefit::survivor, day_of(random_.between(2014, 2021), random_.between(1, 12), 1)};
    grant.monthly_fen = 92'000;
    grant.category = category;
    return add(grant, plant);
  }
  std::string moved(int plant, int months_ago) {
    const int32_t person = stage_.choose(random_, [](const Person& p) {
      return p.died == 0 && p.age_on(day_of(kFirstYear, 1, 1)) >= 81 && (p.traits & kSettled) == 0;
    });
    if (person < 0) return "";
    const Date out = day_of(kLastYear, 11, 20).plus_months(-months_ago);
    stage_.moves.push_back({person, {}, out, plant});
    benefits_.marks.push_back({person, Program::elder, plant});
    return "高龄津贴|" + stage_.number(person);
  }
  std::string payroll_after(int plant, int least_months, int most_months) {
    for (auto& entry : stage_.offices.payroll) {
      auto& person = stage_.county.people[size_t(entry.person)];
      if (person.died == 0 || person.has(kTouched) || person.died_on() < day_of(kFirstYear, 1, 1)) continue;
      person.traits |= kTouched;
      const int months = random_.between(least_months, most_months);
      entry.to = months == 0 ? last_of_month(person.died_on()) : person.died_on().plus_months(months);
      entry.plant = plant;
      return stage_.number(entry.person) + "|" + stage_.offices.units[size_t(entry.unit)].code;
    }
    return "";
  }
  static Date last_of_month(Date day) {
    return day_of(day.year(), day.month(), 1).plus_months(1).plus_days(-1);
  }
  std::string funeral_grant(int plant) {
    const int32_t dead = dead_in_story();
    if (dead < 0) return "";
    stage_.uncremated.insert(dead);
    Grant grant{dead, Benefit::funeral_grant, stage_.person(dead).died_on().plus_days(25)};
    grant.to = grant.paid_until = grant.from;
    grant.monthly_fen = 800'000;
    grant.category = "一次性";
    return add(grant, plant);
  }
  // The four charges of one funeral on which nothing was planted.
  std::pair<size_t, size_t> some_funeral() {
    for (int attempt = 0; attempt < 4'000 && benefits_.funerals.size() >= 4; ++attempt) {
      const size_t i = random_.below(uint32_t(benefits_.funerals.size()));
      auto& person = stage_.county.people[size_t(benefits_.funerals[i].deceased)];
      if (person.has(kTouched)) continue;
      person.traits |= kTouched;
      size_t from = i, to = i + 1;
      const auto same = [&](size_t j) {
        return benefits_.funerals[j].deceased == benefits_.funerals[i].deceased;
      };
      while (from > 0 && same(from - 1)) --from;
      while (to < benefits_.funerals.size() && same(to)) ++to;
      return {from, to};
    }
    return {0, 0};
  }

  Stage& stage_;
  Benefits& benefits_;
  Means& means_;
  Random random_;
};

using P = PensionPlanter;
constexpr PlantCard<P> kCards[] = {
    {{"pension-after-death", kWrong, "B05", 0.4, "死亡后职工养老金继续支付，未停发，未追回"},
     "benefit_payment",
     &P::pension_goes_on},
    {{"pension-few-months-more", kWrong, "B05", 0.2, "死亡后养老金多付两三个月，金额不大，未追回"},
     "benefit_payment",
     &P::few_months_more},
    {{"destitute-after-death", kWrong, "B03", 0.2, "特困人员死亡后供养金继续拨付供养机构"},
     "benefit_payment",
     &P::destitute_goes_on},
    {{"survivor-after-death", kWrong, "B11 B05", 0.2, "遗属本人死亡后生活补助继续支付"},
     "benefit_payment",
     &P::survivor_goes_on},
    {{"pension-taken-back", kAlike, "B05", 1.0, "死亡后多付的养老金已从账户追回，有冲回记录"},
     "benefit_payment",
     &P::taken_back},
    {{"registers-disagree", kAlike, "B05 B18", 0.8, "公安注销日期录早半年，卫健和火化登记一致，实际未多领"},
     "death",
     &P::registers_disagree},
    {{"pension-in-prison", kWrong, "B06", 0.3, "服刑期间养老金（低保金）照发"},
     "benefit_payment",
     &P::in_prison},
    {{"on-probation", kAlike, "B06", 0.8, "缓刑、社区矫正期间按规定可以继续领取"},
     "benefit_payment",
     &P::on_probation},
    {{"briefly-detained", kAlike, "B06", 0.8, "行政拘留数日，不影响当月待遇"},
     "benefit_payment",
     &P::briefly_detained},
    {{"two-pensions", kWrong, "B07", 0.3, "同月在两个养老保险制度领取待遇"},
     "benefit_payment",
     &P::two_pensions},
    {{"changed-scheme", kAlike, "B07", 0.8, "制度转移衔接，当月重叠一次"},
     "benefit_payment",
     &P::changed_scheme},
    {{"survivor-with-pension", kAlike, "B07", 0.8, "遗属补助与居民养老金可以同时享受"},
     "benefit_payment",
     &P::survivor_with_pension},
    {{"paid-before-sixty", kWrong, "B08", 0.3, "未满六十周岁已领取居民养老金"},
     "benefit_payment",
     &P::before_sixty},
    {{"special-trade", kAlike, "B08", 1.0, "特殊工种经审批提前退休"}, "benefit_payment", &P::special_trade},
    {{"survivor-at-work", kWrong, "B11", 0.3, "遗属已就业参保，生活补助照领"},
     "benefit_payment",
     &P::survivor_at_work},
    {{"survivor-grown-up", kWrong, "B11", 0.2, "子女遗属成年后未停发"},
     "benefit_payment",
     &P::survivor_grown_up},
    {{"survivor-disabled", kAlike, "B11", 0.8, "残疾子女成年后仍可享受"},
     "benefit_payment",
     &P::survivor_disabled},
    {{"survivor-at-school", kAlike, "B11", 0.8, "全日制在读子女可享受至毕业"},
     "benefit_payment",
     &P::survivor_at_school},
    {{"injury-after-death", kWrong, "B12 B05", 0.2, "工伤职工死亡后伤残津贴继续支付"},
     "benefit_payment",
     &P::injury_after_death},
    {{"elder-moved-away", kWrong, "B13", 0.3, "户籍迁出本县两年以上，高龄津贴未停"},
     "benefit_enrollment",
     &P::moved_away},
    {{"elder-moved-last-month", kAlike, "B13", 1.0, "户籍上月迁出，津贴按规定发至当月"},
     "benefit_enrollment",
     &P::moved_last_month},
    {{"dead-on-payroll", kWrong, "B18", 0.2, "死亡数月后才停发工资"}, "payroll", &P::dead_on_payroll},
    {{"payroll-month-of-death", kAlike, "B18", 0.3, "死亡当月工资按规定发至月末"},
     "payroll",
     &P::payroll_month_of_death},
    {{"grant-without-cremation", kWrong, "B23", 0.3, "领取丧葬补助金，没有火化记录"},
     "benefit_payment",
     &P::grant_without_cremation},
    {{"burial-allowed", kAlike, "B23", 0.8, "少数民族依规土葬，已登记例外"},
     "benefit_payment",
     &P::burial_allowed},
    {{"waived-twice", kWrong, "B19", 0.3, "同一逝者的基本殡葬费用减免两次"},
     "funeral_charge",
     &P::waived_twice},
    {{"overpriced-funeral-item", kWrong, "B22", 0.3, "政府定价项目的收费是定价的数倍"},
     "funeral_charge",
     &P::overpriced_item},
    {{"chosen-funeral-service", kAlike, "B22", 1.5, "家属自愿选择的延伸服务，价格由市场调节"},
     "funeral_charge",
     &P::chosen_service},
};

}  // namespace

void plant_pensions(Stage& stage, Benefits& benefits, Means& means) {
  PensionPlanter planter(stage, benefits, means);
  sow(stage, planter, kCards);
}

}  // namespace qy::synth
