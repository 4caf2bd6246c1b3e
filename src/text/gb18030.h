// The tables of GB 18030-2022, made once from ICU's (which are those of 2005) and the changes of 2022.
//
// The 2022 edition moved 18 characters from the private use area to their own code points: ten vertical
// punctuation marks (A6D9 -> U+FE10 …) and eight ideographs (FE59 -> U+9FB4 …). We read and write them as the
// Unicode Technical Committee recommends (L2/23-003R): the two-byte code and the old four-byte code both read
// as the character; the private code point writes the two-byte code. Six more ideographs (FE51, FE52, FE53,
// FE6C, FE76, FE91) have lain outside the basic plane since Unicode 3.1; their two-byte codes read as those,
// so that a name matches whichever code a clerk's machine chose.
//
// A byte 80 is the euro sign of code page 936, and A3A0 is an ideographic blank, as browsers read them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace qy::gb18030 {

// What lies at the start of `bytes`: a character and its length; or damage, and how many bytes of it are
// lost.
struct Read {
  char32_t code_point = 0;
  uint8_t length = 0;       // 0: the character is cut off by the end of `bytes`
  bool is_damaged = false;  // then `code_point` is U+FFFD
};
Read read(std::string_view bytes);

void append(char32_t code_point, std::string& out);

}  // namespace qy::gb18030
