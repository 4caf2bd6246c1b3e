// Chinese numerals as addresses and lists have them: 三, 十二, 二十三, 一百零五, 一二三 (digit by digit).
#pragma once

#include <string_view>

namespace qy {

bool is_numeral(char32_t c);
// -1 for what is no number below a thousand.
int numeral_value(std::u32string_view text);

}  // namespace qy
