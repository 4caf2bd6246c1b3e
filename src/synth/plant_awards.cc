#include <algorithm>

#include "synth/calendar.h"
#include "synth/tenders.h"

namespace qy::synth {
namespace {

// Who wins, from whose hands, by which terms.
class AwardPlanter {
 public:
  AwardPlanter(TenderDesk& desk, Stage& stage, Tenders& tenders)
      : desk_(desk), stage_(stage), tenders_(tenders), random_(desk.random()) {}

  std::string controlled_bidder(int plant) { return holds(plant, 600); }
  std::string small_share(int plant) { return holds(plant, 30); }
  // Two firms of the county's own investment company: by law no conflict of itself.
  std::string one_state_owner(int plant) {
    Tender tender = desk_.open(kBuilding, 6);
    const int32_t owner = found_named_firm(stage_.firms, stage_.seed, 15,
                                           std::string(kCountyName) + "国有资产投资运营有限公司");
    for (size_t i = 0; i < 2; ++i) {
      const int32_t firm = tender.bids[i].firm;
      stage_.registry.add({firm, -1, owner, FirmPost::shareholder, 340, day_of(2019, 6, 1), {}, plant});
      tender.bids[i].plant = plant;
    }
    return add(std::move(tender));
  }
  std::string one_representative(int plant) {
    Tender tender = desk_.open(kRepairs, 6);
    const auto pair = desk_.new_firms(kRepairs, 2);
    desk_.bid(tender, {pair[0], pair[1], tender.bids[2].firm, tender.bids[3].firm});
    auto& first = stage_.registry.facts(pair[0]);
    stage_.registry.add(
        {pair[1], first.representative, -1, FirmPost::manager, 0, day_of(2020, 4, 2), {}, plant});
    for (size_t i = 0; i < 2; ++i) tender.bids[i].plant = plant;
    desk_.let_win(tender, 0);
    return add(std::move(tender));
  }

  // The same companion in every tender, always second, never first.
  std::string always_second(int plant) {
    const auto pair = desk_.new_firms(kGardens, 2);
    for (int round = 0; round < 9; ++round) {
      Tender tender =
          desk_.draw_at(kGardens, desk_.some_unit(), Method::open, Evaluation::comprehensive,
                        desk_.some_day(kFirstYear + round / 3), Fen(random_.between(50, 160)) * 1'000'000);
      auto bidders = desk_.some_firms(kGardens, 2);
      bidders.insert(bidders.begin(), pair.begin(), pair.end());
      desk_.bid(tender, bidders);
      desk_.let_win(tender, 0);
      for (size_t i = 0; i < 2; ++i) tender.bids[i].plant = plant;
      tenders_.all.push_back(std::move(tender));
    }
    return stage_.firms.all[size_t(pair[0])].code + "|" + stage_.firms.all[size_t(pair[1])].code;
  }
  std::string bids_everywhere(int plant) {
    const int32_t firm = desk_.new_firms(kRepairs, 1)[0];
    int joined = 0;
    for (auto& tender : tenders_.all) {
      if (joined == 48) break;
      if (tender.market != kRepairs || tender.method != Method::open || tender.bids.size() > 8) continue;
      Bid bid = desk_.bid_of(
          firm, tender.bids[size_t(tender.winner)].amount_fen / 1000 * random_.between(1'012, 1'040));
      bid.amount_fen = std::min(bid.amount_fen, tender.control_fen);
      bid.score_hundredths = 5'000;
      bid.rank = int(tender.bids.size()) + 1;
      bid.plant = plant;
      tender.bids.push_back(bid);
      ++joined;
    }
    return joined < 20 ? "" : stage_.firms.all[size_t(firm)].code;
  }

  std::string agency_and_winner(int plant) {
    const int32_t firm = desk_.new_firms(kAdvice, 1)[0];
    const auto agency = int(random_.below(3));
    for (int i = 0; i < 9; ++i) {
      Tender tender =
          desk_.draw_at(kAdvice, desk_.some_unit(), Method::consultation, Evaluation::comprehensive,
                        desk_.some_day(kFirstYear + i / 3), Fen(random_.between(18, 60)) * 1'000'000);
      auto bidders = desk_.some_firms(kAdvice, 3);
      bidders.insert(bidders.begin(), firm);
      desk_.bid(tender, bidders);
      desk_.let_win(tender, 0);
      tender.agency = agency;
      tender.award_plant = plant;
      tenders_.all.push_back(std::move(tender));
    }
    return std::string(agencies()[size_t(agency)]) + "|" + stage_.firms.all[size_t(firm)].code;
  }

  std::string technical_weight(int plant) { return weigh(plant, kComputers, 82, true); }
  std::string design_contest(int plant) { return weigh(plant, kAdvice, 80, false); }

  std::string far_above_the_rest(int plant) {
    Tender tender = desk_.open(kComputers, 5);
    desk_.let_win(tender, 0);
    for (size_t i = 1; i < tender.bids.size(); ++i)
      tender.bids[i].score_hundredths = 5'100 + int32_t(random_.below(600));
    tender.bids[0].score_hundredths = 9'420;
    return mark(std::move(tender), plant);
  }
  std::string others_rejected(int plant) {
    Tender tender = desk_.open(kPrinting, 4);
    desk_.let_win(tender, 0);
    for (size_t i = 2; i < tender.bids.size(); ++i) {
      tender.bids[i].score_hundredths = 0;
      tender.bids[i].is_valid = false;
    }
    return mark(std::move(tender), plant);
  }
  std::string partial_expert(int plant) {
    const int32_t firm = desk_.new_firms(kComputers, 1)[0];
    for (int i = 0; i < 5; ++i) {
      Tender tender = desk_.open(kComputers, 5);
      auto bidders = desk_.some_firms(kComputers, 4);
      bidders.insert(bidders.begin(), firm);
      desk_.bid(tender, bidders);
      desk_.let_win(tender, 0);
      tender.partial_expert = 17;
      tender.mark = plant;
      tenders_.all.push_back(std::move(tender));
    }
    return "tender";
  }
  std::string split_opinion(int plant) {
    Tender tender = desk_.open(kAdvice, 4);
    tender.partial_expert = 40 + int(random_.below(20));
    return mark(std::move(tender), plant);
  }

  std::string too_short(int plant) { return hurry(plant, Method::open, 9); }
  std::string short_by_method(int plant) { return hurry(plant, Method::negotiation, 6); }

  std::string at_the_ceiling(int plant) { return near_ceiling(plant, kRoads, Evaluation::comprehensive); }
  std::string ceiling_of_scarce_goods(int plant) {
    return near_ceiling(plant, kRareGauges, Evaluation::lowest);
  }
  std::string far_below(int plant) {
    Tender tender = desk_.open(kBuilding, 6);
    desk_.let_win(tender, 0);
    tender.bids[0].amount_fen = tender.control_fen / 100 * random_.between(58, 66);
    return mark(std::move(tender), plant);
  }

  std::string no_tender_needed(int plant) {
    Tender tender =
        desk_.draw_at(kBuilding, desk_.some_unit(), Method::consultation, Evaluation::comprehensive,
                      desk_.some_day(kFirstYear + 1), Fen(random_.between(372, 397)) * 1'000'000);
    tender.project = found(tender.unit, "社区服务中心建设工程", tender.estimate_fen * 5 / 2);
    return mark(std::move(tender), plant);
  }
  std::string land_and_machines(int plant) {
    Tender tender =
        desk_.draw_at(kBuilding, desk_.some_unit(), Method::consultation, Evaluation::comprehensive,
                      desk_.some_day(kFirstYear + 1), Fen(random_.between(310, 360)) * 1'000'000);
    tender.project = found(tender.unit, "污水提升泵站工程（含征地和成套设备）", tender.estimate_fen * 9 / 4);
    return mark(std::move(tender), plant);
  }

  std::string made_to_measure(int plant) {
    return require(plant, kRepairs,
                   "须具备建筑工程施工总承包特级资质；具有本县同类业绩三个以上；注册资本不低于5000万元");
  }
  std::string brand_named(int plant) {
    return require(plant, kComputers, "须为指定品牌原厂授权；本县纳税证明加5分；注册资本不低于2000万元");
  }
  std::string for_small_firms(int plant) {
    return require(plant, kPrinting, "专门面向小微企业采购；残疾人福利性单位视同小微企业，价格扣除10%");
  }

  std::string objection_overruled(int plant) {
    Tender first = desk_.open(kRoads, 5);
    Tender again = desk_.draw_at(kRoads, first.unit, Method::negotiation, Evaluation::comprehensive,
                                 working_day_from(first.decided.plus_days(40)), first.control_fen);
    first.objection = "成立，终止招标，改为竞争性谈判";
    const int32_t winner = first.bids[size_t(first.winner)].firm;
    std::vector<int32_t> bidders{winner};
    for (const auto& bid : first.bids)
      if (bid.firm != winner && bidders.size() < 3) bidders.push_back(bid.firm);
    desk_.bid(again, bidders);
    desk_.let_win(again, 0);
    again.project = first.project = found(first.unit, "农村道路安防工程", first.estimate_fen);
    again.section = 2;
    first.mark = again.mark = plant;
    tenders_.all.push_back(std::move(first));
    return add(std::move(again));
  }
  std::string objection_unfounded(int plant) {
    Tender tender = desk_.open(kRoads, 5);
    tender.objection = "驳回，缺乏事实依据";
    return mark(std::move(tender), plant);
  }

 private:
  std::string add(Tender tender) {
    tenders_.all.push_back(std::move(tender));
    return "tender";  // numbered later
  }
  std::string mark(Tender tender, int plant) {
    tender.mark = plant;
    return add(std::move(tender));
  }
  int32_t found(int32_t unit, const char* name, Fen approved_fen) {
    Project project;
    project.unit = unit;
    project.name = name;
    project.is_named = true;
    project.extra_fen = approved_fen;
    tenders_.projects.push_back(project);
    return int32_t(tenders_.projects.size()) - 1;
  }
  // One bidder holds a share of another bidder.
  std::string holds(int plant, int share_permille) {
    Tender tender = desk_.open(kRoads, 6);
    const auto child = desk_.new_firms(kRoads, 1)[0];
    tender.bids[1].firm = child;
    tender.bids[1].account = stage_.firms.all[size_t(child)].account;
    stage_.registry.add({child,
                         -1,
                         tender.bids[0].firm,
                         FirmPost::shareholder,
                         share_permille,
                         day_of(2020, 9, 1),
                         {},
                         plant});
    stage_.registry.facts(child).first_share_permille = 1000 - share_permille;
    stage_.registry.facts(child).second_holder = -1;
    for (size_t i = 0; i < 2; ++i) tender.bids[i].plant = plant;
    desk_.let_win(tender, 0);
    return add(std::move(tender));
  }
  std::string weigh(int plant, uint16_t market, int points, bool is_goods) {
    Tender tender = desk_.open(market, 5);
    tender.technical_points = points;
    if (!is_goods) tender.requirements = "方案设计竞赛，技术方案评审为主；具备相应设计资质";
    return mark(std::move(tender), plant);
  }
  std::string hurry(int plant, Method method, int days) {
    Tender tender = desk_.open(kBuilding, 4);
    tender.method = method;
    tender.control_fen = std::max<Fen>(tender.control_fen, method == Method::open ? 520'000'000 : 60'000'000);
    tender.estimate_fen = tender.control_fen * 101 / 100;
    tender.due = working_day_from(tender.published.plus_days(days));
    tender.decided = working_day_from(tender.due.plus_days(3));
    tender.signed_on = working_day_from(tender.decided.plus_days(12));
    tender.starts_on = tender.signed_on.plus_days(6);
    return mark(std::move(tender), plant);
  }
  std::string near_ceiling(int plant, uint16_t market, Evaluation evaluation) {
    Tender tender = desk_.open(market, 4, evaluation);
    desk_.let_win(tender, 0);
    for (auto& bid : tender.bids)
      bid.amount_fen = tender.control_fen / 10'000 * random_.between(9'962, 9'990);
    tender.bids[0].amount_fen = tender.control_fen / 10'000 * 9'958;
    return mark(std::move(tender), plant);
  }
  std::string require(int plant, uint16_t market, std::string_view requirements) {
    Tender tender = desk_.open(market, 3);
    tender.requirements = requirements;
    return mark(std::move(tender), plant);
  }

  TenderDesk& desk_;
  Stage& stage_;
  Tenders& tenders_;
  Random& random_;
};

using A = AwardPlanter;
constexpr PlantCard<A> kCards[] = {
    {{"one-bidder-owns-another", kWrong, "H09", 0.25, "同一标段的投标人之间存在控股关系"},
     "bid",
     &A::controlled_bidder},
    {{"one-man-in-two-bidders", kWrong, "H09", 0.2, "一家的法定代表人是另一家的经理"},
     "bid",
     &A::one_representative},
    {{"small-share-in-another", kAlike, "H09", 0.8, "参股百分之三，不构成控制"}, "bid", &A::small_share},
    {{"one-state-owner", kAlike, "H09", 0.5, "同一国资公司参股，各自独立经营"}, "bid", &A::one_state_owner},
    {{"always-second", kWrong, "H12", 0.15, "固定陪衬：同一对企业九次同标，总是一家中标一家第二"},
     "bid",
     &A::always_second},
    {{"bids-everywhere", kWrong, "H13", 0.1, "三年投标近五十次，从未中标"}, "bid", &A::bids_everywhere},
    {{"agency-and-winner", kWrong, "H16", 0.15, "同一代理机构代理的项目反复由同一企业中标"},
     "award",
     &A::agency_and_winner},
    {{"technical-weight", kWrong, "H20", 0.2, "货物采购技术分值超过八十"}, "tender", &A::technical_weight},
    {{"design-contest", kAlike, "H20", 0.6, "方案设计竞赛，以技术评审为主"}, "tender", &A::design_contest},
    {{"far-above-the-rest", kWrong, "H21", 0.2, "中标人得分是其余投标人均分的一倍半以上"},
     "award",
     &A::far_above_the_rest},
    {{"others-rejected", kAlike, "H21", 0.6, "其余投标人被否决，得分为零"}, "award", &A::others_rejected},
    {{"partial-expert", kWrong, "H22", 0.1, "同一专家在多个标段给同一企业打分远高于其他专家"},
     "evaluation",
     &A::partial_expert},
    {{"split-opinion", kAlike, "H22", 0.8, "专家意见分歧，仅此一次"}, "evaluation", &A::split_opinion},
    {{"too-short-notice", kWrong, "H24", 0.2, "依法必须招标项目，公告到截标只有九天"},
     "tender",
     &A::too_short},
    {{"short-by-method", kAlike, "H24", 0.8, "谈判采购，期限本来就短"}, "tender", &A::short_by_method},
    {{"at-the-ceiling", kWrong, "H26 H11", 0.25, "各家报价都贴着最高限价"}, "award", &A::at_the_ceiling},
    {{"scarce-at-the-ceiling", kAlike, "H26", 0.5, "稀缺设备价格透明，报价自然接近限价"},
     "award",
     &A::ceiling_of_scarce_goods},
    {{"far-below-ceiling", kWrong, "H26", 0.15, "中标价只有限价的六成"}, "award", &A::far_below},
    {{"just-under-by-parts", kWrong, "H17", 0.2, "总投资近千万元，只将低于四百万元的部分单独采购，未招标"},
     "tender",
     &A::no_tender_needed},
    {{"land-and-machines", kAlike, "H17", 0.5, "总投资含征地和成套设备，施工部分确实低于限额"},
     "tender",
     &A::land_and_machines},
    {{"made-to-measure", kWrong, "H19 I05", 0.2, "小工程要求特级资质、本地业绩和注册资本"},
     "tender",
     &A::made_to_measure},
    {{"brand-named", kWrong, "I05", 0.2, "指定品牌、本地纳税加分"}, "tender", &A::brand_named},
    {{"for-small-firms", kAlike, "I05", 0.8, "扶持小微企业的法定政策"}, "tender", &A::for_small_firms},
    {{"objection-then-same-winner", kWrong, "H33", 0.2, "异议成立后改为谈判，仍由原中标人成交"},
     "objection",
     &A::objection_overruled},
    {{"objection-unfounded", kAlike, "H33", 0.8, "异议被驳回，程序正常"},
     "objection",
     &A::objection_unfounded},
};

}  // namespace

void plant_awards(TenderDesk& desk, Stage& stage, Tenders& tenders) {
  AwardPlanter planter(desk, stage, tenders);
  sow(stage, planter, kCards);
}

}  // namespace qy::synth
