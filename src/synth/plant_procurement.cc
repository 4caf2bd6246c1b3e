#include <algorithm>

#include "synth/calendar.h"
#include "synth/tenders.h"

namespace qy::synth {
namespace {

// Procurement and rural projects: single sources, hurried papers, new and barred winners, projects applied
// for twice, accepted on one day.
class ProcurementPlanter {
 public:
  ProcurementPlanter(TenderDesk& desk, Stage& stage, Tenders& tenders)
      : desk_(desk), stage_(stage), tenders_(tenders), random_(desk.random()) {}

  std::string single_source_again(int plant) { return single_source(plant, kProperty, 5, false); }
  std::string single_source_by_patent(int plant) { return single_source(plant, kRareGauges, 4, true); }
  std::string signed_before_notice(int plant) {
    Tender tender = small(kFurniture);
    tender.signed_on = working_day_from(tender.published.plus_days(-random_.between(12, 40)));
    tender.starts_on = tender.signed_on.plus_days(3);
    return mark(std::move(tender), plant);
  }
  std::string emergency_purchase(int plant) {
    Tender tender = small(kMedicalGoods);
    tender.signed_on = working_day_from(tender.published.plus_days(-6));
    tender.starts_on = tender.signed_on.plus_days(1);
    tender.is_emergency = true;
    stage_.exceptions.push_back({"应急采购", "", -1, "突发公共卫生事件应急采购", plant});
    return mark(std::move(tender), plant);
  }
  std::string result_late(int plant) {
    Tender tender = small(kPrinting);
    tender.publish_days = 24;
    return mark(std::move(tender), plant);
  }
  std::string result_over_holiday(int plant) {
    Tender tender = small(kPrinting);
    tender.publish_days = 3;
    return mark(std::move(tender), plant);
  }
  std::string new_firm_wins(int plant) { return new_winner(plant, kComputers, 2, 0); }
  std::string new_branch_wins(int plant) { return new_winner(plant, kComputers, 10, 46); }
  std::string barred_firm_wins(int plant) { return barred(plant, -3, 12); }
  std::string bar_long_over(int plant) { return barred(plant, -40, 12); }
  std::string staff_of_buyer(int plant) {
    Tender tender = small(kPrinting);
    const int32_t firm = tender.bids[size_t(tender.winner)].firm;
    const auto* who = stage_.hire(random_, tender.unit, "办公室主任", plant);
    if (who == nullptr) return "";
    stage_.registry.add({firm, who->person, -1, FirmPost::shareholder, 300, day_of(2020, 3, 3), {}, plant});
    return mark(std::move(tender), plant);
  }

  std::string shell_builder(int plant) { return rural_winner(plant, 0, 3, true); }
  std::string young_cooperative(int plant) { return rural_winner(plant, 22, 14, false); }
  std::string applied_twice(int plant) {
    return twins(plant, "冷链仓储设施建设项目", "冷链仓储设施建设项目", 60);
  }
  std::string second_phase(int plant) {
    return twins(plant, "排涝泵站改造项目（一期）", "排涝泵站改造项目（二期）", 500);
  }
  std::string accepted_on_one_day(int plant) { return accepted(plant, 9); }
  std::string accepted_together(int plant) { return accepted(plant, 2); }

 private:
  Tender small(uint16_t market) {
    Tender tender = desk_.draw_at(market, desk_.some_unit(), Method::consultation, Evaluation::comprehensive,
                                  desk_.some_day(random_.between(kFirstYear, kLastYear)),
                                  Fen(random_.between(30, 150)) * 1'000'000);
    desk_.bid(tender, desk_.some_firms(market, 4));
    return tender;
  }
  std::string mark(Tender tender, int plant) {
    tender.mark = plant;
    tenders_.all.push_back(std::move(tender));
    return "tender";  // numbered later
  }
  std::string single_source(int plant, uint16_t market, int times, bool has_patent) {
    const int32_t unit = desk_.some_unit();
    const auto firm = desk_.some_firms(market, 1);
    for (int i = 0; i < times; ++i) {
      Tender tender = desk_.draw_at(market, unit, Method::single_source, Evaluation::comprehensive,
                                    desk_.some_day(kFirstYear + i * kYears / times),
                                    Fen(random_.between(25, 90)) * 1'000'000);
      desk_.bid(tender, firm);
      tender.mark = plant;
      tenders_.all.push_back(std::move(tender));
    }
    if (has_patent) stage_.exceptions.push_back({"单一来源", "", -1, "专利设备，经专家论证并公示", plant});
    return "tender";
  }
  int32_t new_firm(uint16_t market, Date founded, int32_t insured, int plant) {
    const int32_t firm = desk_.new_firms(market, 1)[0];
    auto& facts = stage_.registry.facts(firm);
    facts.founded = founded;
    facts.status = "存续";
    facts.insured = insured;
    facts.plants.push_back(plant);
    return firm;
  }
  std::string new_winner(int plant, uint16_t market, int months, int32_t insured) {
    Tender tender = desk_.open(market, 4);
    auto bidders = desk_.some_firms(market, 3);
    bidders.insert(bidders.begin(), new_firm(market, tender.published.plus_months(-months), insured, plant));
    desk_.bid(tender, bidders);
    desk_.let_win(tender, 0);
    return mark(std::move(tender), plant);
  }
  std::string barred(int plant, int months, int lasting) {
    Tender tender = desk_.open(kRepairs, 4);
    const int32_t firm = desk_.new_firms(kRepairs, 1)[0];
    auto bidders = desk_.some_firms(kRepairs, 3);
    bidders.insert(bidders.begin(), firm);
    desk_.bid(tender, bidders);
    desk_.let_win(tender, 0);
    const Date from = tender.decided.plus_months(months);
    tenders_.barred.push_back({firm, from, from.plus_months(lasting), plant});
    return mark(std::move(tender), plant);
  }
  Tender rural(const char* name, std::string_view source, Date published) {
    Tender tender = desk_.draw_at(kBuilding, desk_.some_unit(), Method::open, Evaluation::comprehensive,
                                  published, Fen(random_.between(120, 360)) * 1'000'000);
    desk_.bid(tender, desk_.some_firms(kBuilding, 5));
    Project project;
    project.unit = tender.unit;
    project.name = name;
    project.is_named = true;
    project.source = source;
    tender.project = int32_t(tenders_.projects.size());
    tenders_.projects.push_back(project);
    return tender;
  }
  std::string rural_winner(int plant, int32_t insured, int months, bool shares_address) {
    Tender tender = rural("特色种植产业园建设项目", "上级补助（衔接推进乡村振兴补助资金）",
                          desk_.some_day(kFirstYear + 1));
    auto bidders = desk_.some_firms(kBuilding, 3);
    const int32_t firm = new_firm(kBuilding, tender.published.plus_months(-months), insured, plant);
    if (shares_address) {
      const std::string address = "青岚县建设巷88号农贸市场二楼";
      stage_.registry.facts(firm).address = address;
      for (const int32_t other : desk_.new_firms(kBuilding, 4))
        stage_.registry.facts(other).address = address;
    }
    bidders.insert(bidders.begin(), firm);
    desk_.bid(tender, bidders);
    desk_.let_win(tender, 0);
    return mark(std::move(tender), plant);
  }
  std::string twins(int plant, const char* first, const char* second, int days_apart) {
    Tender one = rural(first, "上级补助（农业产业发展资金）", desk_.some_day(kFirstYear));
    Tender other = rural(second, "上级补助（衔接推进乡村振兴补助资金）",
                         working_day_from(one.published.plus_days(days_apart)));
    other.unit = one.unit;
    tenders_.projects[size_t(other.project)].unit = one.unit;
    for (auto* tender : {&one, &other}) tenders_.projects[size_t(tender->project)].plant = plant;
    one.mark = plant;
    tenders_.all.push_back(std::move(one));
    return mark(std::move(other), plant);
  }
  std::string accepted(int plant, int projects) {
    const Date finished = day_of(kLastYear - 1, 12, 18);
    const int32_t unit = desk_.some_unit();
    for (int i = 0; i < projects; ++i) {
      Tender tender =
          rural("高标准农田建设项目", "上级补助（高标准农田建设资金）", desk_.some_day(kFirstYear));
      auto& project = tenders_.projects[size_t(tender.project)];
      tender.unit = project.unit = unit;
      project.name = "第" + std::to_string(i + 1) + "片区" + project.name;
      project.finished_on = finished;
      project.plant = plant;
      tender.mark = plant;
      tenders_.all.push_back(std::move(tender));
    }
    return "tender";
  }

  TenderDesk& desk_;
  Stage& stage_;
  Tenders& tenders_;
  Random& random_;
};

using P = ProcurementPlanter;
constexpr PlantCard<P> kCards[] = {
    {{"single-source-again", kWrong, "I03", 0.2, "同一供应商连续五次单一来源成交"},
     "award",
     &P::single_source_again},
    {{"single-source-by-patent", kAlike, "I03", 0.4, "专利设备，论证公示齐全，已登记例外"},
     "award",
     &P::single_source_by_patent},
    {{"signed-before-notice", kWrong, "I04", 0.2, "合同签订早于采购公告"},
     "contract",
     &P::signed_before_notice},
    {{"emergency-purchase", kAlike, "I04", 0.4, "应急采购，先供货后补程序，已登记例外"},
     "contract",
     &P::emergency_purchase},
    {{"result-published-late", kWrong, "I07", 0.2, "成交后近一月才公告结果"}, "award", &P::result_late},
    {{"result-over-holiday", kAlike, "I07", 0.6, "隔周末公告，未超过期限"}, "award", &P::result_over_holiday},
    {{"new-firm-wins", kWrong, "I11", 0.2, "成立两月、无人参保的企业中标大额项目"},
     "award",
     &P::new_firm_wins},
    {{"new-branch-wins", kAlike, "I11", 0.4, "集团新设公司，有人员有业绩"}, "award", &P::new_branch_wins},
    {{"barred-firm-wins", kWrong, "I11", 0.2, "禁止参加采购期间中标"}, "award", &P::barred_firm_wins},
    {{"bar-long-over", kAlike, "I11", 0.4, "限制期早已届满"}, "award", &P::bar_long_over},
    {{"staff-of-buyer-holds-share", kWrong, "I08 M02", 0.2, "采购单位在编人员持有成交供应商三成股份"},
     "award",
     &P::staff_of_buyer},
    {{"shell-builder", kWrong, "G10 I11", 0.15, "乡村项目由成立三月、无参保、同址多家的企业承接"},
     "project",
     &P::shell_builder},
    {{"young-cooperative", kAlike, "G10", 0.4, "成立一年多，参保二十余人"}, "project", &P::young_cooperative},
    {{"applied-twice", kWrong, "L07", 0.2, "同一项目以两个专项重复申报立项"}, "project", &P::applied_twice},
    {{"second-phase", kAlike, "L07", 0.4, "分两期实施，内容不同"}, "project", &P::second_phase},
    {{"accepted-on-one-day", kWrong, "G05", 0.06, "九个项目同一天竣工验收"},
     "project",
     &P::accepted_on_one_day},
    {{"accepted-together", kAlike, "G05", 0.3, "相邻两片区一并验收"}, "project", &P::accepted_together},
};

}  // namespace

void plant_procurement(TenderDesk& desk, Stage& stage, Tenders& tenders) {
  ProcurementPlanter planter(desk, stage, tenders);
  sow(stage, planter, kCards);
}

}  // namespace qy::synth
