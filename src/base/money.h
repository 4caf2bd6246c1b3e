// Money is integer fen (分). Ledgers in another currency use its hundredth, and say so in a `currency` field.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace qy {

using Fen = int64_t;

// 123456 -> "1,234.56"; -5 -> "-0.05".
std::string format_money(Fen amount_fen);

// For a Chinese reader: 123456 -> "1,234.56元"; from 10,000 yuan on in 万元: 123456789 -> "123.46万元".
// For another currency, its code before the figure: "GBP 1,234.56".
std::string format_money(Fen amount_fen, std::string_view currency);

}  // namespace qy
