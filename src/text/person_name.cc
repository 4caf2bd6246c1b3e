#include "text/person_name.h"

#include <algorithm>
#include <unordered_map>

#include "embedded/shapes.h"
#include "text/data_rows.h"
#include "text/normalize.h"
#include "text/one_edit.h"
#include "text/pinyin.h"
#include "text/similarity.h"
#include "text/utf8.h"

namespace qy {
namespace {

constexpr char32_t kDot = U'·';
constexpr std::u32string_view kFormer[] = {U"曾用名", U"原名", U"又名", U"别名", U"曾名", U"小名", U"旧名"};

struct Shapes {
  std::unordered_map<char32_t, uint16_t> group_of;
  std::vector<char32_t> first;  // of each group; [0] is no group
};

const Shapes& shapes() {
  static const Shapes kShapes = [] {
    Shapes out{.first = {0}};
    for (const auto& row : data_rows(text_of_shapes)) {
      const std::u32string group = code_points(row[0]);
      for (const char32_t c : group) out.group_of.emplace(c, uint16_t(out.first.size()));
      out.first.push_back(group.front());
    }
    return out;
  }();
  return kShapes;
}

uint16_t shape_of(char32_t c) {
  const auto at = shapes().group_of.find(c);
  return at == shapes().group_of.end() ? 0 : at->second;
}

// The letters of a syllable in one word: none has more than six (zhuang), and five bits hold one.
uint32_t number_of(std::string_view reading) {
  uint32_t out = 0;
  for (const char letter : reading.substr(0, 6)) out = out << 5 | uint32_t(letter - 'a' + 1);
  return out;
}

// What stands for · in a minority name: normalize_name() knows most; a full stop, a comma on the line or a
// bullet between two Chinese characters is meant for one too.
bool is_dot(char32_t c) {
  constexpr std::u32string_view kTwins = U"·.．。、•●∙◦˙﹒";
  return kTwins.find(c) != std::u32string_view::npos;
}

std::u32string simplified_of(std::u32string_view text) {
  std::u32string out(text);
  for (char32_t& c : out) c = simplified(c);
  return out;
}

bool looks_like_name(std::u32string_view text) {
  return text.size() >= 2 && text.size() <= 4 && std::all_of(text.begin(), text.end(), is_han) &&
         surname_length(text) > 0;
}

// Takes 曾用名 and its kin off the front, with the colon after them.
bool take_former(std::u32string_view& text) {
  for (const std::u32string_view word : kFormer)
    if (text.starts_with(word)) {
      text.remove_prefix(word.size());
      while (!text.empty() && (text.front() == ':' || text.front() == ' ')) text.remove_prefix(1);
      return true;
    }
  return false;
}

// The brackets of 张三(曾用名李四), 张三(李四), 张三(女): the name in them is kept, remarks are not.
void read_bracket(std::u32string_view inside, PersonName& name) {
  const bool is_former = take_former(inside);
  if (is_former ? inside.size() >= 2 : looks_like_name(inside))
    name.other_names.push_back(simplified_of(inside));
}

// The name as it stands, with brackets and 曾用名 … taken apart and dots told.
std::u32string outside_brackets(std::u32string_view text, PersonName& name) {
  std::u32string out;
  for (size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '(') {
      const size_t end = std::min(text.find(U')', at), text.size());
      read_bracket(text.substr(at + 1, end - at - 1), name);
      at = end;
      continue;
    }
    std::u32string_view rest = text.substr(at);
    if (!out.empty() && take_former(rest)) {
      name.other_names.push_back(simplified_of(rest));
      break;
    }
    const bool is_between = is_dot(text[at]) && !out.empty() && is_han(out.back()) && at + 1 < text.size() &&
                            is_han(text[at + 1]);
    out += is_between ? kDot : text[at];
  }
  while (!out.empty() && (out.back() == ' ' || out.back() == ',' || out.back() == ':')) out.pop_back();
  return out;
}

// How each character of the surname sounds, the second way of a few in `other`. A compound one has one way
// only.
void give_surname_sounds(PersonName& name) {
  const std::u32string forms = name.forms();
  const size_t length = surname_length(forms);
  if (length == 0 || !name.part_ends.empty()) return;
  if (length == 1) {
    const std::vector<std::string>& readings = surname_readings(forms.substr(0, 1));
    name.characters[0].sound = number_of(readings.front());
    name.characters[0].other_sound = number_of(readings.back());
    return;
  }
  const std::string spelled = name_pinyin([&] {
    std::string out;
    for (size_t i = 0; i < length; ++i) append_utf8(forms[i], out);
    return out;
  }());
  const auto syllables = split(spelled, ' ');
  for (size_t i = 0; i < length && i < syllables.size(); ++i)
    name.characters[i].sound = name.characters[i].other_sound = number_of(syllables[i]);
}

bool sounds_alike(const PersonName::Character& a, const PersonName::Character& b) {
  return a.sound != 0 && (a.sound == b.sound || a.sound == b.other_sound || a.other_sound == b.sound ||
                          a.other_sound == b.other_sound);
}

// 陈王淑芬 is 王淑芬 with her husband's surname before it.
bool is_married_form(std::u32string_view longer, std::u32string_view shorter) {
  if (shorter.size() < 2 || longer.size() <= shorter.size() || !longer.ends_with(shorter)) return false;
  const size_t before = longer.size() - shorter.size();
  return surname_length(longer) == before && surname_length(shorter) > 0;
}

bool is_other_name(const PersonName& a, std::u32string_view of_b) {
  return std::find(a.other_names.begin(), a.other_names.end(), of_b) != a.other_names.end();
}

// The parts of one are the first parts of the other.
bool is_part(const PersonName& a, const PersonName& b, std::u32string_view of_a, std::u32string_view of_b) {
  const bool a_is_longer = of_a.size() > of_b.size();
  const PersonName& longer = a_is_longer ? a : b;
  const std::u32string_view shorter = a_is_longer ? of_b : of_a;
  const auto& ends = longer.part_ends;
  return shorter.size() >= 2 && (a_is_longer ? of_a : of_b).starts_with(shorter) &&
         std::find(ends.begin(), ends.end(), shorter.size()) != ends.end();
}

// Never two names of one or two characters, of which one character is half.
bool differs_by_one(std::u32string_view a, std::u32string_view b) {
  const auto [less, more] = std::minmax({a.size(), b.size()});
  return less >= 2 && more >= 3 && is_one_edit(a, b);
}

}  // namespace

std::u32string PersonName::forms() const {
  std::u32string out;
  for (const Character& character : characters) out += character.form;
  return out;
}

PersonName read_person_name(std::string_view utf8) {
  PersonName out;
  out.written = outside_brackets(code_points(normalize_name(utf8)), out);
  for (const char32_t c : out.written) {
    if (c == kDot) {
      out.part_ends.push_back(out.characters.size());
      continue;
    }
    const char32_t form = simplified(c);
    const uint32_t sound = number_of(pinyin(form));
    out.characters.push_back({form, sound, sound, shape_of(form)});
  }
  if (!out.part_ends.empty()) out.part_ends.push_back(out.characters.size());
  give_surname_sounds(out);
  return out;
}

NameLikeness compare_names(const PersonName& a, const PersonName& b) {
  if (a.written == b.written) return NameLikeness::same;
  if (a.characters.empty() || b.characters.empty()) return NameLikeness::different;
  if (a.characters.size() == b.characters.size()) {
    NameLikeness worst = NameLikeness::forms;
    for (size_t i = 0; i < a.characters.size(); ++i) {
      const PersonName::Character &of_a = a.characters[i], &of_b = b.characters[i];
      if (of_a.form == of_b.form) continue;
      const bool is_shape = of_a.shape != 0 && of_a.shape == of_b.shape;
      const NameLikeness here = sounds_alike(of_a, of_b) ? NameLikeness::sound
                                : is_shape               ? NameLikeness::shape
                                                         : NameLikeness::different;
      worst = std::max(worst, here);
    }
    if (worst != NameLikeness::different) return worst;
  }
  const std::u32string of_a = a.forms(), of_b = b.forms();
  if (is_married_form(of_a, of_b) || is_married_form(of_b, of_a) || is_other_name(a, of_b) ||
      is_other_name(b, of_a))
    return NameLikeness::other_name;
  if (is_part(a, b, of_a, of_b)) return NameLikeness::part;
  return differs_by_one(of_a, of_b) ? NameLikeness::one_character : NameLikeness::different;
}

std::string shape_key(std::string_view utf8) {
  std::string out;
  for (const PersonName::Character& character : read_person_name(utf8).characters)
    append_utf8(character.shape == 0 ? character.form : shapes().first[character.shape], out);
  return out;
}

namespace {

// The characters of the name on one side of where the surname ends.
std::string side_of(std::string_view utf8, bool is_surname) {
  const PersonName name = read_person_name(utf8);
  const std::u32string forms = name.forms();
  const size_t length = name.part_ends.empty() ? surname_length(forms) : 0;
  std::string out;
  for (const char32_t c : is_surname ? forms.substr(0, length) : forms.substr(length)) append_utf8(c, out);
  return out;
}

}  // namespace

std::string surname(std::string_view utf8) {
  return side_of(utf8, true);
}

std::string given_name(std::string_view utf8) {
  return side_of(utf8, false);
}

}  // namespace qy
