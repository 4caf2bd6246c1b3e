#include "text/address.h"

#include <algorithm>
#include <array>

#include "text/code_points.h"
#include "text/divisions.h"
#include "text/normalize.h"
#include "text/numerals.h"
#include "text/similarity.h"
#include "text/utf8.h"

namespace qy {
namespace {

constexpr std::u32string_view kNumeralUnits = U"号栋幢楼层单期室座弄巷组村路区队院#门排";

bool is_alphanumeric(char32_t c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
}

bool contains(std::u32string_view set, char32_t c) {
  return set.find(c) != std::u32string_view::npos;
}

// 二十三号 → 23号, where a unit follows: 三里屯 stays.
std::u32string with_digits(std::u32string_view text) {
  std::u32string out;
  for (size_t at = 0; at < text.size();) {
    size_t end = at;
    while (end < text.size() && is_numeral(text[end])) ++end;
    const int number = end > at && end < text.size() && contains(kNumeralUnits, text[end])
                           ? numeral_value(text.substr(at, end - at))
                           : -1;
    if (number >= 0) {
      for (const char digit : std::to_string(number)) out += char32_t(digit);
      at = end;
    } else {
      end = std::max(end, at + 1);
      out += text.substr(at, end - at);
      at = end;
    }
  }
  return out;
}

std::u32string prepared(std::string_view utf8) {
  std::u32string out;
  for (const char32_t c : code_points(normalize_name(utf8)))
    if (c != ' ' && c != U'·' && c != '.') out += c;
  return with_digits(out);
}

// …街道办事处, …镇, …乡 at the front: its length, or 0. A town's name has one character to seven.
size_t town_length(std::u32string_view rest) {
  constexpr std::u32string_view kTowns[] = {U"街道办事处", U"街道", U"办事处", U"镇", U"乡"};
  size_t best = 0;
  for (const std::u32string_view town : kTowns) {
    const size_t at = rest.find(town, 1);
    if (at == rest.npos || at > 7) continue;
    const std::u32string_view name = rest.substr(0, at);
    if (std::any_of(name.begin(), name.end(),
                    [](char32_t c) { return !is_han(c) || c == U'路' || c == U'号'; }))
      continue;
    if (best == 0 || at + town.size() < best || (at + town.size() > best && rest.substr(0, best) == name))
      best = at + town.size();
  }
  return best;
}

struct UnitWord {
  std::u32string_view word;
  std::vector<std::u32string> Address::*part;  // null: a detail of no interest (floor, phase)
};
// Longest first: 号楼 before 号.
constexpr UnitWord kUnitWords[] = {{U"号楼", &Address::buildings},
                                   {U"号栋", &Address::buildings},
                                   {U"#楼", &Address::buildings},
                                   {U"号院", &Address::numbers},
                                   {U"单元", &Address::units},
                                   {U"栋", &Address::buildings},
                                   {U"幢", &Address::buildings},
                                   {U"座", &Address::buildings},
                                   {U"#", &Address::buildings},
                                   {U"号", &Address::numbers},
                                   {U"弄", &Address::lanes},
                                   {U"巷", &Address::lanes},
                                   {U"室", &Address::rooms},
                                   {U"层", nullptr},
                                   {U"楼", nullptr}};
constexpr std::u32string_view kDetailWords[] = {
    U"斜对面", U"旁边", U"门口", U"对面", U"楼上",   U"楼下", U"里面", U"商铺", U"底商", U"大门", U"附近",
    U"东门",   U"南门", U"西门", U"北门", U"交叉口", U"旁",   U"内",   U"收",   U"米",   U"负",   U"附"};

void mark(Address& address, size_t from, size_t length) {
  std::fill_n(address.is_detail.begin() + long(from), length, true);
}

// 东门 at the end is a gate; in 东门村 it is a name.
bool is_detail_word(std::u32string_view text, std::u32string_view word) {
  if (!text.starts_with(word)) return false;
  return !word.ends_with(U'门') || word == U"大门" || text.size() == word.size() ||
         !is_han(text[word.size()]);
}

// Numbers with their units, brackets and words of place, one after the other.
void read_details(Address& out) {
  const std::u32string_view rest = out.rest;
  out.is_detail.assign(rest.size(), false);
  for (size_t at = 0; at < rest.size();) {
    if (rest[at] == '(') {
      const size_t end = std::min(rest.find(U')', at), rest.size() - 1);
      mark(out, at, end - at + 1);
      at = end + 1;
      continue;
    }
    size_t end = at;
    while (end < rest.size() && (is_alphanumeric(rest[end]) || (end > at && rest[end] == '-'))) ++end;
    if (end > at && end < rest.size() && contains(U"路街村", rest[end])) {  // 4路 is a road's name
      at = end;
      continue;
    }
    if (end > at) {
      mark(out, at, end - at);
      for (const UnitWord& unit : kUnitWords)
        if (rest.substr(end).starts_with(unit.word)) {
          // 3号2单元: what stands before a unit is a building, whatever it is called.
          if (unit.part != nullptr) (out.*unit.part).emplace_back(rest.substr(at, end - at));
          mark(out, end, unit.word.size());
          end += unit.word.size();
          break;
        }
      at = end;
      continue;
    }
    const auto word = std::find_if(std::begin(kDetailWords), std::end(kDetailWords),
                                   [&](std::u32string_view w) { return is_detail_word(rest.substr(at), w); });
    if (word != std::end(kDetailWords)) mark(out, at, word->size());
    at += word == std::end(kDetailWords) ? 1 : word->size();
  }
}

// Length of a road's ending at `at`: 大道 路 街 道 胡同 公路; 0 for none. 路口 and 街道 are none.
size_t road_ending(std::u32string_view rest, size_t at) {
  const std::u32string_view here = rest.substr(at);
  for (const std::u32string_view word : {U"大道", U"大街", U"胡同", U"公路"})
    if (here.starts_with(word)) return 2;
  if (!contains(U"路街", here[0])) return 0;
  return here.size() > 1 && contains(U"口道边", here[1]) ? 0 : 1;
}

void read_roads_and_place(Address& out) {
  size_t from = 0;  // where the word at hand began
  std::u32string place;
  for (size_t at = 0; at < out.rest.size();) {
    if (out.is_detail[at]) {
      from = ++at;
      // Behind a word of the map (…米, 附近) the place's own name begins.
      if (contains(U"米近口", out.rest[at - 1])) place.clear();
      continue;
    }
    const size_t ending = at > from ? road_ending(out.rest, at) : 0;
    if (ending > 0) {
      out.roads.push_back(out.rest.substr(from, at + ending - from));
      at += ending;
      from = at;
      place.clear();
      continue;
    }
    if (at > from && contains(U"与和", out.rest[at]) && !out.roads.empty()) from = at + 1;
    const bool is_village =
        at >= from + 1 && (out.rest[at] == U'村' || (out.rest[at] == U'区' && out.rest[at - 1] == U'社'));
    place += out.rest[at];
    if (is_village && out.village.empty()) out.village = out.rest.substr(from, at + 1 - from);
    ++at;
  }
  out.place = place;
}

std::string first_of(const std::vector<std::u32string>& list) {
  return list.empty() ? "" : utf8_of(list.front());
}

}  // namespace

Address read_address(std::string_view utf8) {
  Address out;
  out.text = prepared(utf8);
  const LeadingDivisions places = leading_divisions(out.text);
  out.code = places.code;
  out.rest = out.text.substr(places.length);
  const size_t town = town_length(out.rest);
  out.township = out.rest.substr(0, town);
  if (town < out.rest.size()) out.rest.erase(0, town);
  read_details(out);
  read_roads_and_place(out);
  for (size_t i = 0; i + 1 < out.text.size(); ++i)
    out.bigrams.push_back(uint64_t(out.text[i]) << 32 | out.text[i + 1]);
  std::sort(out.bigrams.begin(), out.bigrams.end());
  return out;
}

std::string address_code(std::string_view utf8) {
  return read_address(utf8).code;
}
std::string address_road(std::string_view utf8) {
  return first_of(read_address(utf8).roads);
}
std::string address_number(std::string_view utf8) {
  return first_of(read_address(utf8).numbers);
}
std::string address_building(std::string_view utf8) {
  return first_of(read_address(utf8).buildings);
}
std::string address_unit(std::string_view utf8) {
  return first_of(read_address(utf8).units);
}
std::string address_room(std::string_view utf8) {
  return first_of(read_address(utf8).rooms);
}
std::string address_place(std::string_view utf8) {
  return utf8_of(read_address(utf8).place);
}

std::string address_parts(std::string_view utf8) {
  const Address address = read_address(utf8);
  std::string out;
  for (const std::string& part :
       {address.code, utf8_of(address.township), utf8_of(address.village), first_of(address.roads),
        first_of(address.lanes), first_of(address.numbers), utf8_of(address.place),
        first_of(address.buildings), first_of(address.units), first_of(address.rooms)})
    if (!part.empty()) out += (out.empty() ? "" : " ") + part;
  return out;
}

}  // namespace qy
