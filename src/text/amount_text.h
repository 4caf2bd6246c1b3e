// Amounts as people write them, to fen.
#pragma once

#include <string>
#include <string_view>

#include "base/money.h"
#include "base/result.h"

namespace qy {

enum class AmountUnit { fen, yuan, thousand_yuan, wan_yuan, million_yuan, yi_yuan };
std::string_view name_of(AmountUnit unit);
// The unit a header or a remark names: 金额（万元） -> wan_yuan, 单位：元 -> yuan, £'000 -> thousand_yuan.
// Fails when it names none.
Result<AmountUnit> unit_in(std::string_view header);

// 1,234.50  ￥1234.5元  12.3万元  (1,234.00)  1234.00-  £1,234.50  1.2E6  叁佰玖拾万零伍仟壹佰壹拾元整. A
// unit in the text wins over `unit`. Exact: more than a fen's precision is rounded half away from zero. Fails
// on 详见公告, 下浮率20.5%, 6400元/吨, and past 10^16 fen.
Result<Fen> read_amount(std::string_view text, AmountUnit unit);

// 大写: 叁佰元整 -> 30000. The whole text must be one amount.
Result<Fen> read_uppercase_amount(std::string_view text);
std::string uppercase_amount(Fen amount_fen);

}  // namespace qy
