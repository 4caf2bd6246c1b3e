#include <algorithm>

#include "synth/calendar.h"
#include "synth/population.h"
#include "synth/tenders.h"

namespace qy::synth {
namespace {

constexpr Market kMarkets[] = {
    {"工程/房屋建筑", "业务用房建设工程", 15, TenderKind::works, 280'000'000, 0.8, 90, 0},
    {"工程/市政道路", "道路改造工程", 15, TenderKind::works, 350'000'000, 0.8, 80, 0},
    {"工程/园林绿化", "绿化提升工程", 16, TenderKind::works, 90'000'000, 0.8, 50, 0},
    {"工程/装修修缮", "维修改造工程", 3, TenderKind::works, 60'000'000, 0.8, 90, 0},
    {"货物/办公家具", "办公家具采购", 14, TenderKind::goods, 45'000'000, 0.7, 40, 0},
    {"货物/医疗设备", "医疗设备采购", 13, TenderKind::goods, 120'000'000, 0.9, 40, 0},
    {"货物/信息设备", "信息化设备采购", 12, TenderKind::goods, 80'000'000, 0.9, 50, 0},
    {"货物/农资", "农资采购", 9, TenderKind::goods, 55'000'000, 0.8, 30, 0},
    {"服务/物业", "物业服务采购", 2, TenderKind::services, 60'000'000, 0.6, 40, 0},
    {"服务/工程咨询", "设计监理咨询服务", 11, TenderKind::services, 40'000'000, 0.7, 50, 0},
    {"服务/劳务外包", "劳务外包服务", 10, TenderKind::services, 90'000'000, 0.7, 30, 0},
    {"服务/印刷", "印刷服务采购", 1, TenderKind::services, 35'000'000, 0.6, 25, 0},
    {"服务/培训", "培训服务采购", 8, TenderKind::services, 30'000'000, 0.6, 25, 0},
    {"货物/特种检测仪器", "特种检测仪器采购", 13, TenderKind::goods, 95'000'000, 0.6, 0, 4},
    {"服务/水质检测", "水质检测服务", 11, TenderKind::services, 26'000'000, 0.4, 0, 2},
};

// How far the bids of one tender lie apart, as deviation over the mean.
double spread_of(Evaluation evaluation) {
  switch (evaluation) {
    case Evaluation::comprehensive:
      return 0.035;
    case Evaluation::lowest:
      return 0.055;
    case Evaluation::benchmark:
      return 0.0012;  // all aim at the same mean
  }
  return 0;
}

Fen whole_yuan(double fen) {
  return Fen(fen / 100.0) * 100;
}

Method draw_method(Fen control_fen, TenderKind kind, Random& random) {
  if (control_fen >= tender_limit(kind)) return Method::open;
  const uint32_t draw = random.below(100);
  if (draw < 42) return Method::open;
  if (draw < 66) return Method::consultation;
  if (draw < 80) return Method::inquiry;
  if (draw < 90) return Method::negotiation;
  if (draw < 93) return Method::invited;
  return draw < 96 || kind == TenderKind::works ? Method::single_source : Method::framework;
}

Evaluation draw_evaluation(Method method, TenderKind kind, Random& random) {
  if (method == Method::inquiry || method == Method::negotiation) return Evaluation::lowest;
  if (kind == TenderKind::works && random.percent(40)) return Evaluation::benchmark;
  return random.percent(75) ? Evaluation::comprehensive : Evaluation::lowest;
}

size_t draw_bidders(Method method, Random& random) {
  switch (method) {
    case Method::open:
      return size_t(random.between(3, 9));
    case Method::single_source:
      return 1;
    default:
      return size_t(random.between(3, 5));
  }
}

}  // namespace

std::span<const Market> markets() {
  return kMarkets;
}

Fen tender_limit(TenderKind kind) {
  switch (kind) {
    case TenderKind::works:
      return 400'000'000;
    case TenderKind::goods:
      return 200'000'000;
    case TenderKind::services:
      return 100'000'000;
  }
  return 0;
}

TenderDesk::TenderDesk(const Offices& offices, Firms& firms, uint64_t seed)
    : firms_(firms), seed_(seed), random_(seed, "tenders") {
  for (const auto& market : kMarkets) {
    std::vector<int32_t> pool;
    if (market.few == 0) pool = firms.by_trade[market.trade];
    for (uint16_t i = 0; i < market.few; ++i) pool.push_back(found_firm(firms, seed, market.trade));
    pools_.push_back(std::move(pool));
  }
  insurer_ = found_named_firm(firms, seed, 11, std::string(kCityName) + "诚安保证保险有限公司");
  for (size_t i = 0; i < offices.units.size(); ++i)
    if (!offices.units[i].is_small) buyers_.push_back(int32_t(i));
}

int32_t TenderDesk::some_unit() {
  return random_.pick(buyers_);
}

Date TenderDesk::some_day(int year) {
  return working_day_from(day_of(year, random_.between(1, 10), random_.between(1, 28)));
}

std::vector<int32_t> TenderDesk::some_firms(uint16_t market, size_t count) {
  const auto& pool = pools_[market];
  std::vector<int32_t> chosen;
  for (int attempt = 0; attempt < 400 && chosen.size() < std::min(count, pool.size()); ++attempt) {
    const int32_t firm = random_.pick(pool);
    if (std::find(chosen.begin(), chosen.end(), firm) == chosen.end()) chosen.push_back(firm);
  }
  return chosen;
}

std::vector<int32_t> TenderDesk::new_firms(uint16_t market, size_t count) {
  std::vector<int32_t> firms;
  for (size_t i = 0; i < count; ++i) firms.push_back(found_firm(firms_, seed_, kMarkets[market].trade));
  return firms;
}

Bid TenderDesk::bid_of(int32_t firm, Fen amount_fen) {
  Bid bid;
  bid.firm = firm;
  bid.amount_fen = amount_fen;
  // A firm has four managers and two people who answer the phone.
  bid.manager_no = "岚2" + padded(uint64_t(firm) * 4 + random_.below(4) + 1'000'000, 8);
  bid.phone = phone_number(uint64_t(firm) * 2 + random_.below(2) + 10'000'000);
  const bool is_insured = random_.percent(12);
  bid.account = firms_.all[size_t(is_insured ? insurer_ : firm)].account;
  bid.bank = is_insured      ? "诚安保证保险（投标保函）"
             : firm % 2 == 0 ? "岚州银行青岚支行"
                             : "青岚农村商业银行";
  return bid;
}

void TenderDesk::bid(Tender& tender, const std::vector<int32_t>& firms) {
  tender.bids.clear();
  // Where few can deliver, all know the price, and the ceiling is set by it.
  const bool is_scarce = kMarkets[tender.market].few > 0;
  const double level = is_scarce ? 0.985 : 0.93 + 0.02 * random_.normal();
  const double spread = is_scarce ? 0.008 : spread_of(tender.evaluation);
  for (const int32_t firm : firms) {
    double share = level + spread * random_.normal();
    if (share > 0.998) share = 0.998 - 0.03 * random_.unit();  // nobody bids above the ceiling
    share = std::max(share, 0.62 + 0.02 * random_.unit());
    const double price = double(tender.control_fen) * share;
    tender.bids.push_back(bid_of(firm, random_.percent(30) ? whole_yuan(price) : Fen(price)));
  }
  settle(tender);
}

void TenderDesk::settle(Tender& tender) {
  Fen sum = 0, lowest = tender.bids.front().amount_fen;
  for (const auto& bid : tender.bids) {
    sum += bid.amount_fen;
    lowest = std::min(lowest, bid.amount_fen);
  }
  const auto mean = double(sum) / double(tender.bids.size());
  for (auto& bid : tender.bids) {
    const auto price = double(bid.amount_fen);
    const double off = (price > mean ? price - mean : mean - price) / mean;
    double points = 0;
    if (tender.evaluation == Evaluation::comprehensive)
      points = 30.0 * double(lowest) / price + 52.0 + random_.between(0, 1600) / 100.0;
    if (tender.evaluation == Evaluation::lowest) points = 100.0 * double(lowest) / price;
    if (tender.evaluation == Evaluation::benchmark) points = 100.0 - off * 1000.0;
    bid.score_hundredths = std::max(0, int32_t(points * 100));
  }
  size_t best = 0;
  for (size_t i = 1; i < tender.bids.size(); ++i)
    if (tender.bids[i].score_hundredths > tender.bids[best].score_hundredths) best = i;
  let_win(tender, best);
}

void TenderDesk::let_win(Tender& tender, size_t winner) {
  std::vector<size_t> order(tender.bids.size());
  for (size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) {
    if ((a == winner) != (b == winner)) return a == winner;
    return tender.bids[a].score_hundredths > tender.bids[b].score_hundredths;
  });
  int32_t best = 0;
  for (const auto& bid : tender.bids) best = std::max(best, bid.score_hundredths);
  tender.bids[winner].score_hundredths = best;
  for (size_t i = 0; i < order.size(); ++i) tender.bids[order[i]].rank = int(i) + 1;
  tender.winner = int32_t(winner);
}

Tender TenderDesk::draw_at(uint16_t market, int32_t unit, Method method, Evaluation evaluation,
                           Date published, Fen control_fen) {
  Tender tender;
  tender.unit = unit;
  tender.market = market;
  tender.method = method;
  tender.evaluation = evaluation;
  tender.control_fen = control_fen / 10'000 * 10'000;
  tender.estimate_fen = tender.control_fen * random_.between(100, 104) / 100;
  tender.published = published;
  tender.due = working_day_from(
      published.plus_days(method == Method::open ? random_.between(20, 28) : random_.between(5, 11)));
  tender.decided = working_day_from(tender.due.plus_days(random_.between(2, 8)));
  tender.signed_on = working_day_from(tender.decided.plus_days(random_.between(5, 26)));
  tender.starts_on = tender.signed_on.plus_days(random_.between(2, 15));
  tender.ends_on = tender.starts_on.plus_days(random_.between(60, 300));
  bid(tender, some_firms(market, draw_bidders(method, random_)));
  return tender;
}

Tender TenderDesk::open(uint16_t market, size_t bidders, Evaluation evaluation) {
  Tender tender =
      draw_at(market, some_unit(), Method::open, evaluation, some_day(random_.between(kFirstYear, kLastYear)),
              Fen(random_.between(60, 380)) * 1'000'000);
  bid(tender, some_firms(market, bidders));
  return tender;
}

Tender TenderDesk::draw(uint16_t market) {
  const auto& card = kMarkets[market];
  const auto control = Fen(random_.lognormal(double(card.median_fen), card.sigma));
  const Method method = draw_method(control, card.kind, random_);
  const Evaluation evaluation = draw_evaluation(method, card.kind, random_);
  const int year = random_.between(kFirstYear, kLastYear);
  return draw_at(market, some_unit(), method, evaluation, some_day(year), std::max<Fen>(control, 5'000'000));
}

}  // namespace qy::synth
