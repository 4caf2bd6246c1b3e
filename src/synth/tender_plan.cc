#include <algorithm>
#include <map>
#include <tuple>

#include "synth/calendar.h"
#include "synth/habits.h"
#include "synth/population.h"
#include "synth/tenders.h"

namespace qy::synth {
namespace {

uint16_t draw_market(Random& random) {
  uint32_t sum = 0;
  for (const auto& market : markets()) sum += market.weight;
  uint32_t at = random.below(sum);
  uint16_t market = 0;
  while (at >= markets()[market].weight) at -= markets()[market++].weight;
  return market;
}

// What each buyer took of each class in a year by other ways than open tender.
using Bought = std::map<std::tuple<int32_t, uint16_t, int>, Fen>;

// An honest buyer whose year would add up to the limit of open tender tenders openly
// (《政府采购法实施条例》第二十八条): here, another buyer is drawn.
Tender draw_within_limit(TenderDesk& desk, Bought& bought) {
  while (true) {
    Tender tender = desk.draw(draw_market(desk.random()));
    if (tender.method == Method::open || tender.method == Method::invited) return tender;
    Fen& sum = bought[{tender.unit, tender.market, tender.published.year()}];
    // The small contracts of the year (purchases.cc) need room as well.
    const Fen limit_fen = std::min<Fen>(tender_limit(markets()[tender.market].kind), 200'000'000);
    const Fen room_fen = limit_fen / 100 * 70;
    if (sum > 0 && sum + tender.control_fen > room_fen) continue;
    sum += tender.control_fen;
    return tender;
  }
}

// A works project has its design and supervision beside it now and then: another class, no splitting.
void add_companion(TenderDesk& desk, Tenders& tenders, const Tender& works) {
  Tender advice = desk.draw_at(kAdvice, works.unit, Method::consultation, Evaluation::comprehensive,
                               working_day_from(works.published.plus_days(-desk.random().between(30, 80))),
                               works.control_fen / 30 + 3'000'000);
  advice.project = works.project;
  advice.section = 2;
  tenders.all.push_back(std::move(advice));
}

// "河东片区", "2024年第二批": what tells one project of an owner from the next.
std::string place_in_title(TenderKind kind, int place, int year) {
  constexpr std::string_view kPlaces[] = {"河东片区", "河西片区", "老城区",   "新城区",
                                          "南坪组团", "北山组团", "园区一期", "园区二期"};
  const std::string round = place < 8 ? "" : "第" + std::to_string(place / 8 + 1) + "期";
  if (kind == TenderKind::works) return std::string(kPlaces[place % 8]) + round;
  return std::to_string(year) + "年" + (place == 0 ? "" : "第" + std::to_string(place + 1) + "批");
}

// Every tender belongs to a project; the dates of a project follow from its tenders unless they were planted.
void finish_projects(Tenders& tenders) {
  for (auto& tender : tenders.all) {
    if (tender.project < 0) {
      tender.project = int32_t(tenders.projects.size());
      tenders.projects.push_back({tender.unit, "", std::string(markets()[tender.market].what)});
    }
    auto& project = tenders.projects[size_t(tender.project)];
    const bool is_first = project.approved_fen == 0;
    project.approved_fen += tender.estimate_fen * 112 / 100;
    const Date approved = tender.published.plus_days(-45);
    if (is_first || approved < project.approved) project.approved = approved;
    if (project.started == Date() || (project.plant == kNoPlant && tender.starts_on < project.started))
      project.started = tender.starts_on;
    if (is_first || tender.ends_on > project.finished) project.finished = tender.ends_on;
  }
  // No owner builds the same thing twice.
  std::map<std::string, int> told;
  for (auto& tender : tenders.all) {
    auto& project = tenders.projects[size_t(tender.project)];
    if (project.is_named || tender.section > 1) continue;
    project.is_named = true;
    const int place = told[std::to_string(project.unit) + project.name]++;
    project.name =
        place_in_title(markets()[tender.market].kind, place, project.approved.year()) + project.name;
  }
  for (auto& project : tenders.projects) project.finished = project.finished_on.value_or(project.finished);
  for (auto& project : tenders.projects)
    project.approved_fen = std::max(project.approved_fen, project.extra_fen);
}

void give_numbers(Tenders& tenders, const Offices& offices, Truth& truth) {
  std::stable_sort(tenders.all.begin(), tenders.all.end(),
                   [](const Tender& a, const Tender& b) { return a.published < b.published; });
  std::map<int, int> numbers;  // given so far, by year
  for (auto& tender : tenders.all) {
    const int year = tender.published.year();
    auto& project = tenders.projects[size_t(tender.project)];
    if (project.code.empty())
      project.code = "QL" + std::to_string(year) + padded(uint64_t(++numbers[year]), 5);
    tender.id = project.code + "-" + padded(uint64_t(tender.section), 2);
    tender.contract_no = "QLHT" + tender.id.substr(2);
    // No manager stands on two sites: an honest firm sends one who is free.
    auto& winner = tender.bids[size_t(tender.winner)];
    const bool is_works = markets()[tender.market].kind == TenderKind::works;
    const auto is_of = [&](int plant, std::string_view rule) {
      return plant != kNoPlant && truth.plants()[size_t(plant)].rules.starts_with(rule);
    };
    const bool is_planted = is_of(winner.plant, "H07") || is_of(tender.mark, "H10");
    if (is_works && !is_planted)
      winner.manager_no = "岚2" + padded(uint64_t(&tender - tenders.all.data()) + 5'000'000, 8);
    if (tender.plant != kNoPlant) truth.name_subject(tender.plant, project.code);
    if (tender.mark != kNoPlant) truth.name_subject(tender.mark, tender.id);
    if (tender.contract_plant != kNoPlant) truth.name_subject(tender.contract_plant, tender.contract_no);
    for (const auto& bid : tender.bids)
      if (bid.plant != kNoPlant && truth.plants()[size_t(bid.plant)].rules != "H12")
        truth.name_subject(bid.plant, tender.id);
    if (tender.award_plant != kNoPlant) {
      const auto& pair = truth.plants()[size_t(tender.award_plant)].subject;
      const auto bar = pair.find('|');
      if (pair.rfind("unit:", 0) == 0)
        truth.name_subject(tender.award_plant, offices.units[size_t(tender.unit)].code + pair.substr(bar));
    }
  }
}

// An approval for the tenders of a plant names each of them: a single source by its tender, else the
// contract.
void name_what_was_approved(Stage& stage, const Tenders& tenders) {
  std::vector<PolicyException> named;
  for (const auto& exception : stage.exceptions) {
    if (exception.person >= 0 || !exception.subject_code.empty()) {
      named.push_back(exception);
      continue;
    }
    for (const auto& tender : tenders.all) {
      if (tender.mark != exception.plant) continue;
      named.push_back(exception);
      named.back().subject_code = exception.kind == "单一来源" ? tender.id : tender.contract_no;
    }
  }
  stage.exceptions = std::move(named);
}

}  // namespace

Tenders plan_tenders(Stage& stage) {
  TenderDesk desk(stage.offices, stage.firms, stage.seed);
  Tenders tenders;
  Bought bought;
  const int64_t wanted = 1200 + stage.natives / 100;
  for (int64_t i = 0; i < wanted; ++i) {
    Tender tender = draw_within_limit(desk, bought);
    const bool is_works = markets()[tender.market].kind == TenderKind::works;
    if (is_works && desk.random().percent(12)) {
      tender.project = int32_t(tenders.projects.size());
      tenders.projects.push_back({tender.unit, "", std::string(markets()[tender.market].what)});
      add_companion(desk, tenders, tender);
    }
    tenders.all.push_back(std::move(tender));
  }
  plant_traces(desk, stage, tenders);
  plant_awards(desk, stage, tenders);
  plant_contracts(desk, stage, tenders);
  plant_procurement(desk, stage, tenders);
  plant_tenders(desk, stage, int(std::max<int64_t>(2, wanted / 700)), tenders);
  draw_aftermath(stage, tenders);
  finish_projects(tenders);
  give_numbers(tenders, stage.offices, stage.truth);
  name_what_was_approved(stage, tenders);
  return tenders;
}

std::vector<std::vector<Payment>> contract_payments(const Tenders& tenders, size_t units, uint64_t seed) {
  Random random(seed, "contract payments");
  std::vector<std::vector<Payment>> payments(units);
  for (const auto& tender : tenders.all) {
    // Most are paid by project companies, whose books are not the treasury's.
    if (!random.percent(10) && tender.contract_plant == kNoPlant) continue;
    const auto& winner = tender.bids[size_t(tender.winner)];
    const Date start = std::max(tender.signed_on, tender.decided);
    const int shares[] = {30, 45, 22};
    Fen paid_fen = 0;
    for (int i = 0; i < 3; ++i) {
      Payment payment;
      // In advance, in the middle, and when all is accepted.
      const int works_days = days_between(tender.starts_on, tender.ends_on);
      const Date due = i == 0   ? start.plus_days(12)
                       : i == 1 ? tender.starts_on.plus_days(works_days * random.between(70, 90) / 100)
                                : tender.ends_on.plus_days(random.between(20, 60));
      payment.on = working_day_from(due);
      if (payment.on > day_of(kLastYear, 12, 31)) break;
      payment.amount_fen = winner.amount_fen / 100 * shares[i] + Fen(random.below(9'999));
      // The last is what the audit left, less the retention of three per cent (建质〔2017〕138号第七条).
      if (i == 2 && tender.settlement && tender.contract_plant == kNoPlant)
        payment.amount_fen = tender.settlement->audited_fen / 100 * 97 - paid_fen;
      if (payment.amount_fen <= 0) break;
      paid_fen += payment.amount_fen;
      payment.firm = winner.firm;
      payment.contract_no = tender.contract_no;
      payment.invoice_no = draw_invoice_no(payment.on.year(), random);
      payment.note = i == 2 ? "（尾款）" : "（进度款）";
      payments[size_t(tender.unit)].push_back(std::move(payment));
    }
  }
  return payments;
}

}  // namespace qy::synth
