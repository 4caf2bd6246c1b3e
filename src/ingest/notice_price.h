// Prices as tender notices write them. Many are no amount at all, and must not become one.
//
//   4188621.22 · 7.42万元 · 叁佰元整            an amount
//   1200.00元（其中建安费…，设计费…）           the amount before the bracket
//   设计费：200元，建安工程费：1000元            their sum: every part is an amount, and nothing else is
//   offered 下浮率20.5%                               discount 205‰: off the price that is calculated later
//   按…收费标准的58%计取 · 折扣率80% · 系数0.98   share 580‰: of the price that is calculated later
//   15.6%                                     unknown 156‰: nothing says of what
//   6400元/吨                                 unit_price
//   设计费30万元，施工费下浮率5%                 mixed: cannot be compared by one figure
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/money.h"

namespace qy {

struct NoticePrice {
  std::string text;  // as written; empty when the notice gives none
  std::optional<Fen> amount_fen;
  std::string rate_kind;      // discount, share, unit_price, mixed, unknown; empty for an amount
  std::string rate_permille;  // a decimal
  std::optional<Fen> unit_price_fen;
  std::string price_unit;  // 元/吨
};

NoticePrice read_notice_price(std::string_view text);
// A column that is headed % holds a bare number.
NoticePrice read_notice_percent(std::string_view text);

}  // namespace qy
