#include <algorithm>
#include <cmath>

#include "synth/calendar.h"
#include "synth/population.h"
#include "synth/tenders.h"

namespace qy::synth {
namespace {

class TenderPlanter {
 public:
  TenderPlanter(TenderDesk& desk, const Firms& firms, Truth& truth, Tenders& tenders)
      : desk_(desk), firms_(firms), truth_(truth), tenders_(tenders), random_(desk.random()) {}

  void plant_wrongs() {
    one_account(4);
    one_account(2);
    one_phone();
    one_manager();
    regular_prices(0);
    regular_prices(1);
    regular_prices(2);
    gang();
    favoured_supplier();
    split_project();
    split_barely();
    work_first(false);
    signed_first();
  }
  void plant_lookalikes() {
    guarantee_account();
    consortium_account();
    consortium_contact();
    pressed_prices();
    few_specialists();
    framework_supplier();
    local_supplier();
    phased_project();
    emergency_sections();
    work_first(true);
  }

 private:
  int note(PlantKind kind, const char* rule, const char* scheme, const char* table, const char* explanation) {
    return truth_.plant(kind, rule, scheme, table, "", explanation);  // the numbers are given later
  }
  void add(Tender tender) { tenders_.all.push_back(std::move(tender)); }

  void one_account(size_t sharing) {
    Tender tender = desk_.open(sharing > 2 ? kRoads : kComputers, 6);
    const int id = note(kWrong, "H06", sharing > 2 ? "one-account" : "one-account-pair", "bid",
                        "不同投标人的保证金从同一账户转出");
    for (size_t i = 0; i < std::min(sharing, tender.bids.size()); ++i) {
      tender.bids[i].account = firms_.all[size_t(tender.bids[0].firm)].account;
      tender.bids[i].bank = "青岚村镇银行";
      tender.bids[i].plant = id;
    }
    desk_.let_win(tender, 0);
    add(std::move(tender));
  }

  void guarantee_account() {
    Tender tender = desk_.open(kBuilding, 6);
    const int id =
        note(kAlike, "H06", "guarantee", "bid", "以保险保函缴纳，账户属于保险机构，为多家投标人共用");
    const Bid insured = [&] {
      while (true) {
        Bid bid = desk_.bid_of(tender.bids[0].firm, 0);
        if (bid.bank.find("保函") != std::string::npos) return bid;
      }
    }();
    for (size_t i = 0; i < 3; ++i) {
      tender.bids[i].account = insured.account;
      tender.bids[i].bank = insured.bank;
      tender.bids[i].plant = id;
    }
    add(std::move(tender));
  }

  // Two bidders who bid together, under one price.
  size_t bind_consortium(Tender& tender, int id) {
    tender.bids[1].consortium = tender.bids[0].consortium = "LHT" + padded(uint64_t(id) + 1, 5);
    tender.bids[1].amount_fen = tender.bids[0].amount_fen;
    tender.bids[1].score_hundredths = tender.bids[0].score_hundredths;
    tender.bids[0].plant = tender.bids[1].plant = id;
    return 0;
  }

  void consortium_account() {
    Tender tender = desk_.open(kRoads, 6);
    const int id = note(kAlike, "H06", "consortium", "bid", "联合体成员由牵头人统一缴纳保证金");
    bind_consortium(tender, id);
    tender.bids[1].account = tender.bids[0].account;
    add(std::move(tender));
  }

  void consortium_contact() {
    Tender tender = desk_.open(kBuilding, 7);
    const int id = note(kAlike, "H07", "consortium", "bid", "联合体成员共用联系人和项目负责人");
    bind_consortium(tender, id);
    tender.bids[1].phone = tender.bids[0].phone;
    tender.bids[1].manager_no = tender.bids[0].manager_no;
    add(std::move(tender));
  }

  void one_phone() {
    Tender tender = desk_.open(kGardens, 5);
    const int id = note(kWrong, "H07", "one-phone", "bid", "不同投标人的联系电话相同");
    for (size_t i = 0; i < 3; ++i) {
      tender.bids[i].phone = tender.bids[0].phone;
      tender.bids[i].plant = id;
    }
    desk_.let_win(tender, 1);
    add(std::move(tender));
  }

  void one_manager() {
    Tender tender = desk_.open(kRepairs, 6);
    const int id = note(kWrong, "H07", "one-manager", "bid", "两家投标人的项目负责人为同一人");
    tender.bids[2].manager_no = tender.bids[1].manager_no;
    tender.bids[1].plant = tender.bids[2].plant = id;
    add(std::move(tender));
  }

  // 0: equal differences; 1: equal ratios; 2: all within half a per cent.
  void regular_prices(int kind) {
    Tender tender = desk_.open(kind == 2 ? kFurniture : kRoads, kind == 2 ? 4 : 5);
    static constexpr const char* kSchemes[] = {"equal-steps", "equal-ratios", "all-close"};
    static constexpr const char* kWhy[] = {"各家报价成等差", "各家报价成等比",
                                           "综合评估法下各家报价相差不足千分之四"};
    const int id = note(kWrong, "H11", kSchemes[kind], "bid", kWhy[kind]);
    const auto base = double(tender.control_fen) * 0.953;
    const double step = double(random_.between(8'300, 23'700)) * 100;
    double ratio = 1.0;
    for (size_t i = 0; i < tender.bids.size(); ++i) {
      const double equal_steps = base - step * double(i),
                   all_close = base * (1.0 - 0.0008 * double(i) - 0.0001 * double(i * i));
      tender.bids[i].amount_fen = Fen(kind == 0 ? equal_steps : kind == 1 ? base * ratio : all_close);
      tender.bids[i].plant = id;
      ratio *= 0.987;
    }
    desk_.let_win(tender, 0);
    add(std::move(tender));
  }

  void pressed_prices() {
    Tender tender = desk_.open(kRoads, 8, Evaluation::benchmark);
    const int id = note(kAlike, "H11", "benchmark", "bid", "评标基准价办法使报价自然靠拢");
    for (auto& bid : tender.bids) bid.plant = id;
    add(std::move(tender));
  }

  // Four firms that meet again and again over three years, and win in turn.
  void gang() {
    const uint16_t market = random_.percent(50) ? kRepairs : kGardens;
    const auto members = desk_.new_firms(market, 4);
    const int id = note(kWrong, "H12", "rotation", "bid", "四家企业三年间频繁同标，轮流中标，其余投标人很少");
    std::string subject;
    for (const int32_t firm : members)
      subject += (subject.empty() ? "" : "|") + firms_.all[size_t(firm)].code;
    truth_.name_subject(id, subject);
    for (int round = 0; round < 14; ++round) {
      const Date published = desk_.some_day(kFirstYear + round * kYears / 14);
      Tender tender = desk_.draw_at(market, desk_.some_unit(), Method::open, Evaluation::comprehensive,
                                    published, Fen(random_.between(40, 160)) * 1'000'000);
      auto bidders = members;
      if (random_.percent(35))
        for (const int32_t other : desk_.some_firms(market, 1))
          if (std::find(bidders.begin(), bidders.end(), other) == bidders.end()) bidders.push_back(other);
      if (round % 5 == 4) bidders.erase(bidders.begin() + (round % 4 + 1) % 4);
      desk_.bid(tender, bidders);
      for (auto& bid : tender.bids)
        if (std::find(members.begin(), members.end(), bid.firm) != members.end()) bid.plant = id;
      const auto turn = std::find_if(tender.bids.begin(), tender.bids.end(),
                                     [&](const Bid& bid) { return bid.firm == members[size_t(round % 4)]; });
      desk_.let_win(tender, turn == tender.bids.end() ? 0 : size_t(turn - tender.bids.begin()));
      add(std::move(tender));
    }
  }

  void few_specialists() {
    const int id =
        note(kAlike, "H12", "few-specialists", "bid", "专业门槛高，全县只有四家能投，各凭报价中标");
    std::string subject;
    for (const int32_t firm : desk_.some_firms(kRareGauges, 4))
      subject += (subject.empty() ? "" : "|") + firms_.all[size_t(firm)].code;
    truth_.name_subject(id, subject);
    for (int round = 0; round < 12; ++round) {
      Tender tender =
          desk_.draw_at(kRareGauges, desk_.some_unit(), Method::open, Evaluation::lowest,
                        desk_.some_day(kFirstYear + round / 4), Fen(random_.between(50, 180)) * 1'000'000);
      desk_.bid(tender, desk_.some_firms(kRareGauges, round % 3 == 0 ? 3 : 4));
      for (auto& bid : tender.bids) bid.plant = id;
      add(std::move(tender));
    }
  }

  void repeat_wins(uint16_t market, Method method, int times, int id) {
    const int32_t unit = desk_.some_unit();
    const auto favourite = desk_.some_firms(market, 1);
    for (int i = 0; i < times; ++i) {
      Tender tender = desk_.draw_at(market, unit, method, Evaluation::comprehensive,
                                    desk_.some_day(kFirstYear + i * kYears / times),
                                    Fen(random_.between(12, 46)) * 1'000'000);
      auto bidders = method == Method::single_source ? std::vector<int32_t>() : desk_.some_firms(market, 3);
      bidders.erase(std::remove(bidders.begin(), bidders.end(), favourite[0]), bidders.end());
      bidders.insert(bidders.begin(), favourite[0]);
      desk_.bid(tender, bidders);
      desk_.let_win(tender, 0);
      tender.award_plant = id;
      add(std::move(tender));
    }
    truth_.name_subject(id, "unit:" + std::to_string(unit) + "|" + firms_.all[size_t(favourite[0])].code);
  }

  void favoured_supplier() {
    repeat_wins(kPrinting, Method::consultation, 9,
                note(kWrong, "H15", "favoured", "award", "同一采购人三年内反复由同一供应商成交"));
  }
  void framework_supplier() {
    repeat_wins(kProperty, Method::framework, 7,
                note(kAlike, "H15", "framework", "award", "框架协议采购，按次登记成交"));
  }
  void local_supplier() {
    repeat_wins(kWaterTests, Method::single_source, 7,
                note(kAlike, "H15", "sole-local-supplier", "award", "本地仅此一两家具备检测资质"));
  }

  int32_t found_project(int32_t unit, const char* name, int plant) {
    Project project;
    project.unit = unit;
    project.name = name;
    project.is_named = true;
    project.plant = plant;
    tenders_.projects.push_back(project);
    return int32_t(tenders_.projects.size()) - 1;
  }

  void sections(const char* name, int id, const std::vector<Fen>& sizes_fen, int days_between,
                bool is_emergency) {
    const int32_t unit = desk_.some_unit();
    const int32_t project = found_project(unit, name, id);
    const Date start = desk_.some_day(kFirstYear + int(random_.below(2)));
    for (size_t i = 0; i < sizes_fen.size(); ++i) {
      Tender tender = desk_.draw_at(kRoads, unit, Method::consultation, Evaluation::comprehensive,
                                    working_day_from(start.plus_days(int(i) * days_between)), sizes_fen[i]);
      tender.project = project;
      tender.section = int(i) + 1;
      tender.plant = id;
      tender.is_emergency = is_emergency;
      add(std::move(tender));
    }
  }

  void split_project() {
    sections("农村公路提升工程",
             note(kWrong, "H18 G03", "split-sections", "tender",
                  "同一项目的施工分成四个标段，均低于400万元，均未招标"),
             {372'000'000, 385'500'000, 361'000'000, 290'000'000}, 12, false);
  }
  void split_barely() {
    sections("镇区管网改造工程",
             note(kWrong, "H18", "split-in-two", "tender",
                  "同一项目的施工分成两个标段，合计略超400万元，均未招标"),
             {226'000'000, 214'000'000}, 45, false);
  }
  void phased_project() {
    sections("河道整治工程", note(kAlike, "H18", "phased", "tender", "分期立项分期实施，两期相隔一年以上"),
             {310'000'000, 295'000'000}, 400, false);
  }
  void emergency_sections() {
    sections("水毁道路抢险修复工程",
             note(kAlike, "H18", "emergency", "tender", "抢险救灾工程，依法可以不招标"),
             {330'000'000, 280'000'000}, 3, true);
  }

  void work_first(bool is_emergency) {
    Tender tender = desk_.open(kRoads, 5);
    const int id = is_emergency ? note(kAlike, "H25", "emergency", "contract", "抢险救灾，先行施工后补程序")
                                : note(kWrong, "H25", "works-first", "contract", "开工日期早于中标日期");
    tender.is_emergency = is_emergency;
    tender.contract_plant = id;
    tender.project = found_project(tender.unit, is_emergency ? "山体滑坡抢险工程" : "村道硬化工程", id);
    tenders_.projects.back().started = tender.decided.plus_days(-random_.between(24, 80));
    add(std::move(tender));
  }

  void signed_first() {
    Tender tender = desk_.open(kAdvice, 4);
    tender.contract_plant = note(kWrong, "H25", "signed-first", "contract", "合同签订日期早于成交日期");
    tender.signed_on = working_day_from(tender.decided.plus_days(-random_.between(9, 40)));
    tender.starts_on = tender.signed_on.plus_days(2);
    add(std::move(tender));
  }

  TenderDesk& desk_;
  const Firms& firms_;
  Truth& truth_;
  Tenders& tenders_;
  Random& random_;
};

}  // namespace

void plant_tenders(TenderDesk& desk, Stage& stage, int share, Tenders& tenders) {
  TenderPlanter planter(desk, stage.firms, stage.truth, tenders);
  const auto wanted = [&](PlantKind kind) {
    return int(std::lround(share * stage.setting.factor("tenders", kind)));
  };
  for (int i = 0; i < wanted(kWrong); ++i) planter.plant_wrongs();
  for (int i = 0; i < wanted(kAlike); ++i) planter.plant_lookalikes();
}

}  // namespace qy::synth
