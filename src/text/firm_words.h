// The words that names of firms are made of besides their own: names/firms.tsv.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace qy {

enum class FirmWord { form, branch, trade };

struct FirmEnding {
  size_t length = 0;           // characters of the word; 0: the text ends in none
  std::u32string_view common;  // what all ways of writing it have in common
};

// The longest word of that kind that a text ends with.
FirmEnding firm_ending(FirmWord kind, std::u32string_view text);
// Where a legal form stands in a text that goes on after it, and its length; {npos, 0} for none. The last one
// counts.
std::pair<size_t, size_t> inner_form(std::u32string_view text);
// Words that make a legal form from `at` on (LIMITED LIABILITY COMPANY: 3); 0 for none.
size_t english_form_words(const std::vector<std::u32string>& words, size_t at);
// The legal form an English name ends in; the words are upper case with single blanks between.
FirmEnding english_form(std::u32string_view words);

}  // namespace qy
