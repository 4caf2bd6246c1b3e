// The common subset as data: what a rule may call, and what to write instead of what it may not. The same
// list for readers, with the reasons, is docs/rules/subset.md; a test holds the two together.
#pragma once

#include <span>
#include <string_view>

namespace qy {

// What an expression gives, as far as the checker of the subset looks; `first`: what its first argument is.
enum class SqlKind { unknown, text, number, date, first };

struct CommonFunction {
  std::string_view name;
  SqlKind gives;
};

struct Instead {
  std::string_view word;  // a function, a keyword or a symbol of one engine
  std::string_view use;   // SQL, so it needs no translation
};

std::span<const CommonFunction> common_functions();
std::span<const CommonFunction> common_macros();  // what those that the checker knows give; others: unknown
std::span<const Instead> refused_functions();     // those with a known way round; any other is refused too
std::span<const Instead> refused_words();
std::span<const Instead> refused_symbols();

// Words that a bracket may follow without being a call: IN (…), OVER (…).
bool is_clause_word(std::string_view lower);

}  // namespace qy
