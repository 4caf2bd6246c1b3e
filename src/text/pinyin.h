// How Chinese characters sound and what their simplified form is, for finding names that were written by ear
// or in another script.
//
//   pinyin("重庆")         chong qing        as the character reads by itself mostly
//   name_pinyin("单雄信")   shan xiong xin    a surname reads as surnames do (names/surnames.tsv)
//   name_pinyin("尉迟恭")   yu chi gong
//   fuzzy("zhang ning")    zan nin           what a southern ear or tongue does not tell apart
//   simplified("鍾國華")    钟国华
//
// Source: Unicode's readings (kMandarin) and forms through ICU's Han-Latin and Traditional-Simplified; where
// these read otherwise than names do, names/readings.tsv.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace qy {

// One syllable, without tone, ü as v; "" for what is no Chinese character.
const std::string& pinyin(char32_t character);
// Syllables between blanks; what is no Chinese character stays, in lower case where Latin.
std::string pinyin(std::string_view utf8);
// The same for a person's name: the surname first, read as one.
std::string name_pinyin(std::string_view utf8);
// Syllables without the differences that are lost where Mandarin is spoken with an accent: zh z, ch c, sh s;
// n l; f h before a vowel; -ng -n.
std::string fuzzy(std::string_view pinyin);

char32_t simplified(char32_t character);
std::string simplified(std::string_view utf8);

// Characters of the surname a Chinese name begins with: 2 for 欧阳修 and for 欧阳, 1 for 王小明, 0 for what
// begins with no surname known.
size_t surname_length(std::u32string_view name);
// How a surname reads: two ways for a few (覃 qin, tan), the common one first. Joined syllables for compound
// ones.
const std::vector<std::string>& surname_readings(std::u32string_view surname);

}  // namespace qy
