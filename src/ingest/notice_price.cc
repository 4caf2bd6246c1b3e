#include "ingest/notice_price.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "text/amount_text.h"
#include "text/digits.h"
#include "text/normalize.h"

namespace qy {
namespace {

struct Figure {
  enum class Kind { percent, money, unit_price, bare } kind = Kind::bare;
  size_t begin = 0, end = 0;  // digits and unit
  std::string_view number;
  std::string_view label;  // what stands before it in its clause
  bool in_brackets = false;
  Fen fen = 0;
  std::string unit;
};

template <size_t N>
bool has_any(std::string_view text, const std::array<std::string_view, N>& words) {
  return std::any_of(words.begin(), words.end(),
                     [text](std::string_view word) { return text.find(word) != std::string_view::npos; });
}

constexpr std::array<std::string_view, 7> kOpening = {"(", "[", "【", "〔", "《", "{", "<"};
constexpr std::array<std::string_view, 7> kClosing = {")", "]", "】", "〕", "》", "}", ">"};
constexpr std::array<std::string_view, 5> kClauseEnds = {",", ";", "。", "、", "/"};
constexpr std::array<std::string_view, 6> kLimits = {"超过", "不超", "不高于", "不低于", "控制价", "限价"};
constexpr std::array<std::string_view, 2> kTotals = {"总价", "总报价"};
constexpr std::array<std::string_view, 2> kRates = {"下浮", "折扣"};
constexpr std::array<std::string_view, 4> kDiscounts = {"下浮", "优惠率", "让利", "下降"};
constexpr std::array<std::string_view, 10> kShares = {"折扣", "系数", "计取", "标准",   "×",
                                                      "*",    "乘以", "费率", "费用的", "投资的"};

template <size_t N>
size_t starts_with_one(std::string_view text, const std::array<std::string_view, N>& words) {
  for (const std::string_view word : words)
    if (text.starts_with(word)) return word.size();
  return 0;
}

// The digits at `at`: 1,234,567.89.
size_t number_end(std::string_view text, size_t at) {
  while (at < text.size()) {
    const bool between = at + 1 < text.size() && is_digit(text[at + 1]);
    const bool groups = text[at] == ',' && at + 3 < text.size() && is_digit(text[at + 2]) &&
                        is_digit(text[at + 3]) && (at + 4 == text.size() || !is_digit(text[at + 4]));
    if (!is_digit(text[at]) && !(text[at] == '.' && between) && !(groups && between)) break;
    ++at;
  }
  return at;
}

size_t skip_blanks(std::string_view text, size_t at) {
  while (at < text.size() && text[at] == ' ') ++at;
  return at;
}

size_t unit_end(std::string_view text) {
  return std::min(text.find_first_of(",;() "), text.find("。"));
}

void read_per(std::string_view text, size_t at, Figure& figure) {
  const Result<Fen> fen = read_amount(figure.number, AmountUnit::yuan);
  if (!fen.ok()) return;
  figure.kind = Figure::Kind::unit_price;
  figure.fen = *fen;
  figure.unit = text.substr(at, unit_end(text.substr(at)));
  figure.end = at + figure.unit.size();
}

void read_unit(std::string_view text, Figure& figure) {
  const size_t at = skip_blanks(text, figure.end);
  const std::string_view rest = text.substr(at);
  if (rest.starts_with("%")) {
    figure.kind = Figure::Kind::percent;
    figure.end = at + 1;
    return;
  }
  constexpr std::array<std::string_view, 3> kUnits = {"万元", "亿元", "元"};
  if (rest.starts_with("(元/")) {  // 162.98（元/公顷）
    read_per(text, at + 1, figure);
    return;
  }
  const size_t unit = starts_with_one(rest, kUnits);
  if (unit == 0) return;
  const std::string amount = std::string(figure.number) + std::string(rest.substr(0, unit));
  const Result<Fen> fen = read_amount(amount, AmountUnit::yuan);
  if (!fen.ok()) return;
  figure.fen = *fen;
  figure.kind = Figure::Kind::money;
  figure.end = at + unit;
  const std::string_view after = text.substr(skip_blanks(text, figure.end));
  constexpr std::array<std::string_view, 2> kPer = {"/", "每"};
  if (starts_with_one(after, kPer) > 0) {
    figure.kind = Figure::Kind::unit_price;
    figure.unit = "元" + std::string(after.substr(0, unit_end(after)));
  }
}

// ￥3355000.00, with or without 元 behind it.
void read_sign(Figure& figure) {
  if (figure.kind != Figure::Kind::bare || figure.label.find("¥") == std::string_view::npos) return;
  const Result<Fen> fen = read_amount(figure.number, AmountUnit::yuan);
  if (!fen.ok()) return;
  figure.kind = Figure::Kind::money;
  figure.fen = *fen;
}

// A clause goes on behind a bracket inside it: 工艺设计费（甲、乙两馆）报价 is one label.
std::vector<Figure> figures_in(std::string_view text) {
  std::vector<Figure> figures;
  std::vector<size_t> outer_clauses;
  size_t clause = 0;
  for (size_t at = 0; at < text.size();) {
    const std::string_view rest = text.substr(at);
    if (is_digit(text[at])) {
      Figure figure{.begin = at, .end = number_end(text, at)};
      figure.number = text.substr(at, figure.end - at);
      figure.label = text.substr(clause, at - clause);
      // （￥4370000.00元） says again in figures what stands before it in words: it is the offer.
      figure.in_brackets = !outer_clauses.empty() && figure.label.find("¥") == std::string_view::npos;
      read_unit(text, figure);
      read_sign(figure);
      at = figure.end;
      figures.push_back(std::move(figure));
      continue;
    }
    const size_t opening = starts_with_one(rest, kOpening);
    const size_t closing = starts_with_one(rest, kClosing);
    const size_t ending = starts_with_one(rest, kClauseEnds);
    at += std::max({opening, closing, ending, size_t(1)});
    if (opening > 0) {
      outer_clauses.push_back(clause);
      clause = at;
    } else if (closing > 0 && !outer_clauses.empty()) {
      clause = outer_clauses.back();
      outer_clauses.pop_back();
    } else if (ending > 0) {
      clause = at;
    }
  }
  return figures;
}

// 20.5 -> 205
std::string times(std::string_view number, double factor) {
  std::string digits(number);
  std::erase(digits, ',');
  const double value = std::round(std::strtod(digits.c_str(), nullptr) * factor * 10'000) / 10'000;
  std::string text = std::to_string(value);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text;
}

std::string kind_of_rate(std::string_view text) {
  if (has_any(text, kDiscounts)) return "discount";
  return has_any(text, kShares) ? "share" : "unknown";
}

bool is_limit(const Figure& figure) {
  return has_any(figure.label, kLimits) || figure.label.find("税率") != std::string_view::npos;
}

// What is offered: figures that stand outside brackets and name no limit, by kind.
struct Offered {
  std::vector<const Figure*> percents, amounts, unit_prices, totals;
  bool rate_without_percent = false;  // 下浮率6: a % was lost
  bool empty() const { return percents.empty() && amounts.empty() && unit_prices.empty(); }
};

// 投标报价：… names the whole, 投标报价1：… and 设计费报价：… a part of it.
bool names_the_whole(std::string_view label) {
  while (!label.empty() && (label.back() == ' ' || label.back() == ':')) label.remove_suffix(1);
  if (label.ends_with("为")) label.remove_suffix(std::string_view("为").size());
  return has_any(label, kTotals) || label == "投标报价" || label == "报价";
}

Offered offered_in(const std::vector<Figure>& figures, bool brackets_too) {
  Offered offered;
  for (const Figure& figure : figures) {
    if ((figure.in_brackets && !brackets_too) || is_limit(figure)) continue;
    if (figure.kind == Figure::Kind::percent) offered.percents.push_back(&figure);
    if (figure.kind == Figure::Kind::unit_price) offered.unit_prices.push_back(&figure);
    if (figure.kind == Figure::Kind::bare) offered.rate_without_percent |= has_any(figure.label, kRates);
    if (figure.kind != Figure::Kind::money) continue;
    offered.amounts.push_back(&figure);
    if (names_the_whole(figure.label)) offered.totals.push_back(&figure);
  }
  return offered;
}

// A number first of all, and then nothing or a bracket that takes it apart.
bool leads(std::string_view text, const Figure& figure) {
  if (figure.begin != 0 || figure.kind == Figure::Kind::percent || figure.kind == Figure::Kind::unit_price)
    return false;
  if (figure.kind == Figure::Kind::bare && figure.number.size() < 4) return false;  // 1、设计费…
  const std::string_view after = text.substr(skip_blanks(text, figure.end));
  return after.empty() || after[0] == '(' || after.starts_with("。") || after.starts_with(",其中");
}

bool same_percent(const std::vector<const Figure*>& percents) {
  return std::all_of(percents.begin(), percents.end(),
                     [&](const Figure* f) { return times(f->number, 10) == times(percents[0]->number, 10); });
}

void decide(std::string_view text, const std::vector<Figure>& figures, NoticePrice& price) {
  Offered offered = offered_in(figures, false);
  if (offered.empty()) offered = offered_in(figures, true);  // a bracket never closed
  const Figure& first = figures.front();
  const bool only_amounts = offered.percents.empty() && offered.unit_prices.empty();
  const bool only_percents =
      offered.amounts.empty() && offered.unit_prices.empty() && !offered.rate_without_percent;
  if (leads(text, first)) {
    const Result<Fen> fen = read_amount(text.substr(first.begin, first.end - first.begin), AmountUnit::yuan);
    if (fen.ok()) price.amount_fen = *fen;
  } else if (!offered.totals.empty()) {
    price.amount_fen = offered.totals.front()->fen;
  } else if (!offered.amounts.empty() && only_amounts && !offered.rate_without_percent) {
    price.amount_fen = 0;
    for (const Figure* part : offered.amounts) *price.amount_fen += part->fen;
  } else if (offered.unit_prices.size() == 1 && offered.amounts.empty() && offered.percents.empty()) {
    price.rate_kind = "unit_price";
    price.unit_price_fen = offered.unit_prices[0]->fen;
    price.price_unit = offered.unit_prices[0]->unit;
  } else if (!offered.percents.empty() && only_percents && same_percent(offered.percents)) {
    price.rate_kind = kind_of_rate(text);
    price.rate_permille = times(offered.percents[0]->number, 10);
  } else if (figures.size() == 1 && text.find("系数") != std::string_view::npos &&
             first.kind == Figure::Kind::bare) {
    price.rate_kind = "share";
    price.rate_permille = times(first.number, 1000);
  } else {
    price.rate_kind = "mixed";
  }
}

}  // namespace

NoticePrice read_notice_price(std::string_view text) {
  NoticePrice price;
  const std::string normal = normalize(text);
  const bool says_nothing = is_placeholder(normal) || normal == "未提供" || normal == "投标报价(元/%)";
  if (normal.empty() || says_nothing) return price;
  price.text = text;
  if (const Result<Fen> fen = read_amount(normal, AmountUnit::yuan); fen.ok()) {
    price.amount_fen = *fen;
    return price;
  }
  const std::vector<Figure> figures = figures_in(normal);
  if (figures.empty()) {
    price.rate_kind = "unknown";
  } else {
    decide(normal, figures, price);
  }
  return price;
}

NoticePrice read_notice_percent(std::string_view text) {
  const std::string normal = normalize(text);
  if (!normal.empty() && number_end(normal, 0) == normal.size()) return read_notice_price(normal + "%");
  return read_notice_price(text);
}

}  // namespace qy
