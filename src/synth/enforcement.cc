#include "synth/enforcement.h"

#include <algorithm>

#include "synth/calendar.h"

namespace qy::synth {
namespace {

constexpr std::string_view kMatters[] = {"无证经营", "超限运输", "环境违法",
                                         "食品安全", "消防隐患", "广告违法"};
constexpr std::string_view kGrievances[] = {"补贴发放", "低保评定", "征地补偿",   "村务公开", "环境卫生",
                                            "停车收费", "供水供暖", "农民工工资", "学校收费", "医保报销"};

class EnforcementPlanner {
 public:
  explicit EnforcementPlanner(Stage& stage) : stage_(stage), random_(stage.random("enforcement")) {
    for (size_t i = 0; i < stage.offices.units.size(); ++i) {
      const auto& name = stage.offices.units[i].name;
      for (const auto word :
           {"市场监督管理局", "生态环境局", "交通运输局", "应急管理局", "执法大队", "水利局"})
        if (name.ends_with(word)) authorities_.push_back(int32_t(i));
    }
  }

  void draw() {
    for (int i = 0; i < 240 + stage_.natives / 300; ++i) enforcement_.cases.push_back(some_case());
    for (size_t i = 0; i < enforcement_.cases.size(); i += 6) seize(int32_t(i), 26, kNoPlant);
    for (int i = 0; i < 500 + stage_.natives / 60; ++i) enforcement_.complaints.push_back(some_complaint());
  }
  Enforcement take() { return std::move(enforcement_); }

  std::string fined_again(int plant) {
    const Case model = some_case();
    for (int i = 0; i < 6; ++i) {
      Case next = model;
      next.filed = day_of(kLastYear - 1, 2, 6).plus_days(i * 41);
      settle(next);
      next.plant = plant;
      enforcement_.cases.push_back(next);
    }
    return unit_code(model.unit) + "|" + firm_code(model.firm);
  }
  std::string different_matters(int plant) {
    Case model = some_case();
    for (int i = 0; i < 3; ++i) {
      model.unit = authorities_[size_t(i) % authorities_.size()];
      model.matter = kMatters[i];
      model.filed = day_of(kFirstYear, 3, 6).plus_days(i * 100);
      settle(model);
      model.plant = plant;
      enforcement_.cases.push_back(model);
    }
    return firm_code(model.firm);
  }
  std::string far_firms(int plant) {
    const int32_t unit = random_.pick(authorities_);
    for (int i = 0; i < 90; ++i) {
      Case far = some_case();
      far.unit = unit;
      far.filed = day_of(kLastYear, 1, 6).plus_days(i * 3);
      far.region = "5990" + std::to_string(22 + i % 5 * 7);
      far.fine_fen = Fen(random_.between(30, 280)) * 1'000'000;
      settle(far);
      far.plant = plant;
      enforcement_.cases.push_back(far);
    }
    return unit_code(unit) + "|" + std::to_string(kLastYear);
  }
  std::string seized_too_long(int plant) { return hold(plant, 140, {}); }
  std::string seizure_extended(int plant) { return hold(plant, 52, 60); }
  std::string seized_after_decision(int plant) {
    std::string subject = hold(plant, 0, {});
    enforcement_.cases.back().decided = enforcement_.seizures.back().from.plus_days(20);
    enforcement_.seizures.back().lifted.reset();
    return subject;
  }
  std::string open_for_years(int plant) { return undecided(plant, 500, ""); }
  std::string open_under_review(int plant) { return undecided(plant, 75, "行政复议中"); }
  std::string fine_unpaid(int plant) { return unpaid(plant, 400, 0, ""); }
  std::string fine_half_paid(int plant) { return unpaid(plant, 320, 40, ""); }
  std::string fine_under_suit(int plant) { return unpaid(plant, 300, 0, "行政诉讼审理中"); }
  std::string fine_just_due(int plant) { return unpaid(plant, 60, 0, ""); }

  std::string closed_late(int plant) {
    const int32_t unit = some_office();
    for (int i = 0; i < 14; ++i) {
      Complaint late = some_complaint();
      late.unit = unit;
      late.received = day_of(kLastYear, 3 + i % 6, 5 + i);
      late.closed = i % 3 == 0 ? std::optional<Date>() : late.received.plus_days(150);
      late.plant = plant;
      enforcement_.complaints.push_back(late);
    }
    return unit_code(unit);
  }
  std::string closed_after_holiday(int plant) {
    Complaint late = some_complaint();
    late.received = day_of(kLastYear, 9, 26);
    late.closed = day_of(kLastYear, 12, 2);
    late.plant = plant;
    enforcement_.complaints.push_back(late);
    return unit_code(late.unit);
  }
  std::string asked_again(int plant) {
    const int32_t unit = some_office();
    for (int i = 0; i < 12; ++i) {
      Complaint again = some_complaint();
      again.unit = unit;
      again.matter = "低保评定";
      again.received = day_of(kLastYear, 2 + i % 8, 4 + i);
      again.closed = again.received.plus_days(20);
      again.is_repeated = i > 2;
      again.plant = plant;
      enforcement_.complaints.push_back(again);
    }
    return unit_code(unit);
  }
  std::string sudden_cluster(int plant) { return cluster(plant, "征地补偿", 6); }
  std::string heating_season(int plant) { return cluster(plant, "供水供暖", 11); }

 private:
  const std::string& unit_code(int32_t unit) const { return stage_.offices.units[size_t(unit)].code; }
  const std::string& firm_code(int32_t firm) const { return stage_.firms.all[size_t(firm)].code; }
  int32_t some_office() { return int32_t(random_.below(30)); }
  Case some_case() {
    Case made;
    made.unit = random_.pick(authorities_);
    made.firm = int32_t(random_.below(uint32_t(stage_.firms.all.size())));
    made.matter = random_.pick(kMatters);
    made.region = random_.percent(14) ? "599022" : std::string(kCountyCode);
    made.filed = working_day_from(
        day_of(random_.between(kFirstYear, kLastYear), random_.between(1, 8), random_.between(1, 28)));
    made.fine_fen = Fen(random_.lognormal(420'000, 1.0)) / 10'000 * 10'000;
    settle(made);
    if (random_.percent(4)) made.reviewed = random_.percent(70) ? "维持" : "撤销";
    return made;
  }
  void settle(Case& made) {
    made.decided = working_day_from(made.filed.plus_days(random_.between(18, 80)));
    made.paid = working_day_from(made.decided->plus_days(random_.between(2, 15)));
    made.paid_fen = made.fine_fen;
  }
  Seizure& seize(int32_t in_case, int days, int plant) {
    const auto& known = enforcement_.cases[size_t(in_case)];
    Seizure made;
    made.in_case = in_case;
    made.unit = known.unit;
    made.firm = known.firm;
    made.kind = random_.percent(60) ? "扣押" : "查封";
    made.from = known.filed.plus_days(1);
    made.lifted = made.from.plus_days(std::min(days, 26) - int(random_.below(12)));
    made.value_fen = Fen(random_.lognormal(2'400'000, 0.9));
    made.plant = plant;
    enforcement_.seizures.push_back(made);
    return enforcement_.seizures.back();
  }
  std::string hold(int plant, int days, std::optional<int> extended_days) {
    Case made = some_case();
    made.filed = day_of(kLastYear - 1, random_.between(1, 9), 10);
    made.decided.reset();
    made.paid.reset();
    made.paid_fen = 0;
    if (days < 120) settle(made);
    made.plant = plant;
    enforcement_.cases.push_back(made);
    Seizure& held = seize(int32_t(enforcement_.cases.size()) - 1, 26, plant);
    held.lifted = days == 0 ? std::optional<Date>() : held.from.plus_days(days);
    if (extended_days) held.extended = held.from.plus_days(*extended_days);
    return "KY" + padded(enforcement_.seizures.size(), 6);
  }
  std::string undecided(int plant, int days, std::string_view reviewed) {
    Case made = some_case();
    made.filed = day_of(kLastYear, 12, 31).plus_days(-days - int(random_.below(10)));
    made.decided.reset();
    made.paid.reset();
    made.paid_fen = 0;
    made.reviewed = reviewed;
    made.decision = "";
    made.plant = plant;
    enforcement_.cases.push_back(made);
    return case_no(enforcement_.cases.size());
  }
  std::string unpaid(int plant, int days, int paid_percent, std::string_view reviewed) {
    Case made = some_case();
    made.decided = day_of(kLastYear, 12, 31).plus_days(-days);
    made.filed = made.decided->plus_days(-50);
    made.fine_fen = std::max<Fen>(made.fine_fen, 2'000'000);
    made.paid_fen = made.fine_fen / 100 * paid_percent;
    if (paid_percent == 0)
      made.paid.reset();
    else
      made.paid = made.decided->plus_days(30);
    made.reviewed = reviewed;
    made.plant = plant;
    enforcement_.cases.push_back(made);
    return case_no(enforcement_.cases.size());
  }
  static std::string case_no(size_t number) { return "青罚" + padded(number, 6); }
  Complaint some_complaint() {
    Complaint made;
    made.unit = some_office();
    made.village = uint16_t(random_.below(uint32_t(stage_.county.villages.size())));
    made.matter = random_.pick(kGrievances);
    made.received =
        day_of(random_.between(kFirstYear, kLastYear), random_.between(1, 12), random_.between(1, 28));
    made.closed = made.received.plus_days(random_.between(3, 40));
    if (*made.closed > day_of(kLastYear, 12, 31)) made.closed.reset();
    made.is_repeated = random_.percent(7);
    return made;
  }
  std::string cluster(int plant, std::string_view matter, int month) {
    const auto village = uint16_t(random_.below(uint32_t(stage_.county.villages.size())));
    const uint16_t township = stage_.county.villages[village].township;
    // The heating comes back each winter, a wrong over land comes once.
    for (int year = matter == "供水供暖" ? kFirstYear : kLastYear; year <= kLastYear; ++year)
      for (int i = 0; i < 18; ++i) {
        Complaint made = some_complaint();
        do made.village = uint16_t(random_.below(uint32_t(stage_.county.villages.size())));
        while (stage_.county.villages[made.village].township != township);
        made.matter = matter;
        made.received = day_of(year, month, 2 + i);
        made.closed = made.received.plus_days(15);
        made.plant = plant;
        enforcement_.complaints.push_back(made);
      }
    return stage_.county.townships[township].code + "|" + std::string(matter);
  }

  Stage& stage_;
  Random random_;
  std::vector<int32_t> authorities_;
  Enforcement enforcement_;
};

using E = EnforcementPlanner;
constexpr PlantCard<E> kCards[] = {
    {{"fined-again-and-again", kWrong, "N01", 0.2, "同一企业一年内因同一事项被罚六次"},
     "enforcement_case",
     &E::fined_again},
    {{"fined-for-different-matters", kAlike, "N01", 0.6, "不同机关因不同事项处罚"},
     "enforcement_case",
     &E::different_matters},
    {{"fines-far-away", kWrong, "N02", 0.08, "一个执法单位的案件大多针对外地企业，罚没数额大"},
     "enforcement_case",
     &E::far_firms},
    {{"seized-too-long", kWrong, "N03", 0.25, "扣押四个多月未作决定，也没有延长手续"},
     "seizure",
     &E::seized_too_long},
    {{"seized-after-decision", kWrong, "N03", 0.2, "案件已结，扣押物没有解除"},
     "seizure",
     &E::seized_after_decision},
    {{"seizure-extended", kAlike, "N03", 0.6, "经批准延长三十日，期内解除"}, "seizure", &E::seizure_extended},
    {{"open-for-years", kWrong, "N04", 0.25, "立案一年多没有决定"}, "enforcement_case", &E::open_for_years},
    {{"open-under-review", kAlike, "N04", 0.6, "立案两个多月，仍在期限内"},
     "enforcement_case",
     &E::open_under_review},
    {{"fine-unpaid", kWrong, "N05", 0.25, "罚款逾期一年未缴，未申请强制执行"},
     "enforcement_case",
     &E::fine_unpaid},
    {{"fine-half-paid", kWrong, "N05", 0.15, "只缴四成，余款近一年未追"},
     "enforcement_case",
     &E::fine_half_paid},
    {{"fine-under-suit", kAlike, "N05", 0.5, "诉讼期间，暂未缴纳"}, "enforcement_case", &E::fine_under_suit},
    {{"fine-just-due", kAlike, "N05", 0.8, "刚过缴款期限"}, "enforcement_case", &E::fine_just_due},
    {{"complaints-closed-late", kWrong, "N06", 0.15, "一个单位的群众反映长期超期"},
     "complaint",
     &E::closed_late},
    {{"complaint-after-holiday", kAlike, "N06", 0.6, "节前收到，稍有超期"},
     "complaint",
     &E::closed_after_holiday},
    {{"complaints-come-back", kWrong, "N06", 0.15, "同类事项反复反映"}, "complaint", &E::asked_again},
    {{"sudden-cluster", kWrong, "N07", 0.15, "一个乡镇征地补偿反映突然增多"},
     "complaint",
     &E::sudden_cluster},
    {{"heating-season", kAlike, "N07", 0.2, "每年供暖季都会增多"}, "complaint", &E::heating_season},
};

}  // namespace

Enforcement plan_enforcement(Stage& stage) {
  EnforcementPlanner planner(stage);
  planner.draw();
  sow(stage, planner, kCards);
  return planner.take();
}

}  // namespace qy::synth
