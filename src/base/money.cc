#include "base/money.h"

#include <cstdio>

namespace qy {

std::string format_money(Fen amount_fen) {
  // Unsigned arithmetic: the smallest int64 has no positive twin.
  const bool negative = amount_fen < 0;
  const uint64_t magnitude = negative ? 0 - uint64_t(amount_fen) : uint64_t(amount_fen);
  std::string digits = std::to_string(magnitude / 100);
  for (int at = int(digits.size()) - 3; at > 0; at -= 3) digits.insert(size_t(at), ",");
  const uint64_t fen = magnitude % 100;
  return (negative ? "-" : "") + digits + "." + char('0' + fen / 10) + char('0' + fen % 10);
}

std::string format_money(Fen amount_fen, std::string_view currency) {
  if (!currency.empty() && currency != "CNY") return std::string(currency) + " " + format_money(amount_fen);
  constexpr Fen kWanYuan = 1'000'000;
  if (amount_fen > -kWanYuan && amount_fen < kWanYuan) return format_money(amount_fen) + "元";
  // Round half away from zero to a hundredth of 万元, which is 100 yuan.
  const Fen hundredths = (amount_fen + (amount_fen < 0 ? -5000 : 5000)) / 10000;
  return format_money(hundredths) + "万元";
}

}  // namespace qy
