// Code points over UTF-8: the small change of every file in this folder.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace qy {

constexpr char32_t kReplacement = 0xFFFD;

// The code point at `at`, which moves past it. A byte that does not belong counts as U+FFFD, together with
// the well-formed beginning it may have had.
char32_t next_code_point(std::string_view utf8, size_t& at);
void append_utf8(char32_t code_point, std::string& out);

// Bytes at the start of `bytes` that are well-formed UTF-8 (no overlong forms, no surrogates).
size_t well_formed_prefix(std::string_view bytes);
// Whether the ill-formed rest is only a character cut off by the end of the text.
bool is_cut_character(std::string_view rest);
// The first bytes of a text, no character cut in two.
std::string_view first_bytes(std::string_view utf8, size_t most);
bool is_ascii(std::string_view bytes);

// U+3400 and its kin: the characters between which a blank means nothing in a Chinese text.
bool is_han(char32_t code_point);

}  // namespace qy
