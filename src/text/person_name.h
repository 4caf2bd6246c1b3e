// Persons' names, and how two of them are alike: a level that says why, and no number.
//
//   王小明 / 王小明              same
//   鍾國華 / 钟国华              forms          traditional or old forms; dots of · written otherwise or left out
//   单雄信 / 单雄鑫              sound          every character that differs sounds the same, as a name reads
//   张己未 / 张巳末              shape          … sounds or looks the same (names/shapes.tsv)
//   王淑芬 / 陈王淑芬            other_name     the husband's surname before; a former name in brackets
//   阿依古丽·买买提 / 阿依古丽   part           one says fewer of the names between dots
//   王小明 / 王小朋              one_character  one differs, is missing, or two have changed places
//   王小明 / 李芳                different
//
// Two persons of one name exist in every county: this says that the names agree, never that the persons do.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace qy {

enum class NameLikeness { same, forms, sound, shape, other_name, part, one_character, different };
// As configurations spell them, in that order, closest first; `different` is what is left.
inline constexpr std::string_view kNameLikenessWords =
    "same, forms, sound, shape, other_name, part, one_character";

// A name made ready to be compared, once a value and not once a pair.
struct PersonName {
  struct Character {
    char32_t form;         // simplified
    uint32_t sound;        // its syllable; 0 for what has none
    uint32_t other_sound;  // the second reading of a surname; else the same
    uint16_t shape;        // its group of look-alikes; 0 for none
  };
  std::u32string written;                   // normalised, brackets and their content left out
  std::vector<Character> characters;        // without dots
  std::vector<size_t> part_ends;            // of a name with dots: where each part ends; empty for others
  std::vector<std::u32string> other_names;  // said in brackets or after 曾用名, simplified
  std::u32string forms() const;
};

PersonName read_person_name(std::string_view utf8);
NameLikeness compare_names(const PersonName& a, const PersonName& b);

// The name with every character as the first of its look-alikes, simplified, without dots: a key to find
// pairs by.
std::string shape_key(std::string_view utf8);
// The surname and what follows it; all of it is the given name where no surname is known or the name has
// dots.
std::string surname(std::string_view utf8);
std::string given_name(std::string_view utf8);

}  // namespace qy
