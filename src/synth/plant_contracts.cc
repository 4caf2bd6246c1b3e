#include "synth/calendar.h"
#include "synth/tenders.h"

namespace qy::synth {
namespace {

// What becomes of an award: contract, changes, managers, settlement.
class ContractPlanter {
 public:
  ContractPlanter(TenderDesk& desk, Stage& stage, Tenders& tenders)
      : desk_(desk), stage_(stage), tenders_(tenders), random_(desk.random()) {}

  std::string above_award(int plant) { return contract(plant, 116, false); }
  std::string contingency(int plant) { return contract(plant, 101, false); }
  std::string other_firm(int plant) { return contract(plant, 100, true); }

  std::string settled_above(int plant) { return settle(plant, 128, "现场签证", 24, false); }
  std::string late_changes(int plant) { return settle(plant, 118, "增加工程量", 6, false); }
  std::string lawful_change(int plant) { return settle(plant, 114, "设计变更（原审批部门批准）", 90, true); }
  std::string small_overrun(int plant) { return settle(plant, 106, "工程量据实计量", 60, false); }

  std::string cut_by_audit(int plant) { return audit(plant, 72); }
  std::string trimmed_by_audit(int plant) { return audit(plant, 92); }
  std::string settled_years_late(int plant) { return wait(plant, 480); }
  std::string settled_after_winter(int plant) { return wait(plant, 150); }

  std::string manager_on_two_sites(int plant) { return one_manager(plant, true); }
  std::string manager_moves_on(int plant) { return one_manager(plant, false); }

 private:
  Tender works() {
    Tender tender = desk_.open(random_.percent(50) ? kRoads : kBuilding, 5);
    tender.published = desk_.some_day(kFirstYear);
    tender.due = working_day_from(tender.published.plus_days(24));
    tender.decided = working_day_from(tender.due.plus_days(5));
    tender.signed_on = working_day_from(tender.decided.plus_days(14));
    tender.starts_on = tender.signed_on.plus_days(9);
    tender.ends_on = tender.starts_on.plus_days(180);
    tender.is_aftermath_planned = true;
    return tender;
  }
  Fen price(const Tender& tender) const { return tender.bids[size_t(tender.winner)].amount_fen; }
  std::string add(Tender tender, int plant) {
    tender.mark = plant;
    tenders_.all.push_back(std::move(tender));
    return "tender";  // numbered later
  }
  std::string contract(int plant, int percent, bool is_of_another_firm) {
    Tender tender = works();
    tender.contract_fen = price(tender) / 100 * percent;
    if (is_of_another_firm) tender.contract_firm = desk_.new_firms(kRoads, 1)[0];
    return add(std::move(tender), plant);
  }
  // Changes so many days before the end, settled at so many per cent of the contract.
  std::string settle(int plant, int percent, std::string_view reason, int days_before_end, bool is_approved) {
    Tender tender = works();
    const Fen more_fen = price(tender) / 100 * (percent - 100);
    for (int i = 0; i < 3; ++i) tender.changes.push_back({days_before_end + i * 2, more_fen / 3, reason});
    const Fen audited = price(tender) + more_fen;
    tender.settlement = Settlement{audited / 100 * 104, audited, 75};
    if (is_approved)
      stage_.exceptions.push_back({"超标准", "", -1, "设计变更增加投资（概算调整批复）", plant});
    return add(std::move(tender), plant);
  }
  std::string audit(int plant, int percent) {
    Tender tender = works();
    const Fen submitted = price(tender) / 100 * 103;
    tender.settlement = Settlement{submitted, submitted / 100 * percent, 80};
    return add(std::move(tender), plant);
  }
  std::string wait(int plant, int days) {
    Tender tender = works();
    tender.settlement = Settlement{price(tender) / 100 * 102, price(tender) / 100 * 98, days};
    return add(std::move(tender), plant);
  }
  std::string one_manager(int plant, bool at_once) {
    Tender first = works();
    const auto winner = first.bids[size_t(first.winner)].firm;
    Tender second = works();
    second.published =
        working_day_from(at_once ? first.published.plus_days(30) : first.ends_on.plus_days(20));
    second.due = working_day_from(second.published.plus_days(24));
    second.decided = working_day_from(second.due.plus_days(5));
    second.signed_on = working_day_from(second.decided.plus_days(10));
    second.starts_on = second.signed_on.plus_days(5);
    second.ends_on = second.starts_on.plus_days(170);
    auto bidders = desk_.some_firms(second.market, 4);
    std::erase(bidders, winner);
    bidders.insert(bidders.begin(), winner);
    desk_.bid(second, bidders);
    desk_.let_win(second, 0);
    second.bids[0].manager_no = first.bids[size_t(first.winner)].manager_no;
    first.mark = second.mark = plant;
    tenders_.all.push_back(std::move(first));
    tenders_.all.push_back(std::move(second));
    return "tender";
  }

  TenderDesk& desk_;
  Stage& stage_;
  Tenders& tenders_;
  Random& random_;
};

using C = ContractPlanter;
constexpr PlantCard<C> kCards[] = {
    {{"contract-above-award", kWrong, "H27 I10", 0.25, "合同金额比中标价高出一成多"},
     "contract",
     &C::above_award},
    {{"contingency-sum", kAlike, "H27", 0.8, "合同含百分之一暂列金"}, "contract", &C::contingency},
    {{"contract-with-another", kWrong, "H27 I10", 0.2, "合同乙方不是中标人"}, "contract", &C::other_firm},
    {{"settled-above-contract", kWrong, "H28", 0.25, "结算超出合同近三成"}, "settlement", &C::settled_above},
    {{"changes-at-the-end", kWrong, "H28", 0.2, "竣工前一周集中签证增加近两成"},
     "contract_change",
     &C::late_changes},
    {{"lawful-change", kAlike, "H28", 0.6, "设计变更经原审批部门批准"}, "settlement", &C::lawful_change},
    {{"small-overrun", kAlike, "H28", 0.8, "据实计量，超出百分之六"}, "settlement", &C::small_overrun},
    {{"cut-by-audit", kWrong, "G04", 0.25, "审减率接近三成，送审虚高"}, "settlement", &C::cut_by_audit},
    {{"trimmed-by-audit", kAlike, "G04", 0.8, "审减不足一成，属正常"}, "settlement", &C::trimmed_by_audit},
    {{"settled-years-late", kWrong, "G05", 0.2, "竣工一年四个月后才结算"},
     "settlement",
     &C::settled_years_late},
    {{"settled-after-winter", kAlike, "G05", 0.6, "冬季停工，竣工五个月后结算"},
     "settlement",
     &C::settled_after_winter},
    {{"manager-on-two-sites", kWrong, "H10 T01", 0.25, "同一项目负责人同期在两个工地"},
     "role_certificate",
     &C::manager_on_two_sites},
    {{"manager-moves-on", kAlike, "H10", 0.6, "前一工程完工后转任下一工程"},
     "role_certificate",
     &C::manager_moves_on},
};

}  // namespace

void plant_contracts(TenderDesk& desk, Stage& stage, Tenders& tenders) {
  ContractPlanter planter(desk, stage, tenders);
  sow(stage, planter, kCards);
}

}  // namespace qy::synth
