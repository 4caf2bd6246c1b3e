// Names in words, of any script, laid side by side: each word of the shorter name has its partner in the
// longer one.
//
//   Arkadij Rotenberg-like    / ARKADIY ROTENBERG LIKE      the words pair off, one with two letters changed
//   Öffentliche Bank AG       / OFFENTLICHE BANK            legal forms of a firm say nothing, whatever they
//   stand at N. Example                / NURSULTAN EXAMPLE           a person's initial is a word's beginning
//
// Everything is brought to Latin capitals first (ICU: Any-Latin, Latin-ASCII), so that Барак and Barak are
// one word.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace qy {

enum class NameKind { person, firm };

struct NameWords {
  NameKind kind = NameKind::person;
  std::vector<std::u32string> words;
  std::u32string joined;
};

NameWords read_name_words(std::string_view utf8, NameKind kind);

// 1 where they are one but for blanks and order; else how alike the worst pair of partners is, less 0.06 for
// every word that has no partner (three may be without one in a person's name, two in a firm's), or how alike
// the whole texts are where that is 0.92 and more; 0 where nothing pairs off.
double alignment(const NameWords& a, const NameWords& b);

}  // namespace qy
