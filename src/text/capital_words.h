// The words of a name in capitals: between blanks and punctuation, & and + as AND, marks inside a word
// (O'BRIEN, P.L.C.) left out. Characters past ASCII belong to words.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace qy {

std::vector<std::u32string> capital_words(std::u32string_view text);

}  // namespace qy
