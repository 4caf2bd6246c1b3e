#include "text/written_place.h"

#include <algorithm>

#include "text/address.h"
#include "text/code_points.h"
#include "text/divisions.h"
#include "text/normalize.h"
#include "text/numerals.h"
#include "text/similarity.h"

namespace qy {
namespace {

// Behind these a numeral counts. Not 路 村 区 队: 五一路 is a name.
constexpr std::u32string_view kCountedUnits = U"号栋幢楼层单室座弄组#";

// 五一, 八一, 五四, 七一: two figures side by side are a name as often as a number.
bool may_be_name(std::u32string_view numeral) {
  return numeral.size() == 2 && numeral.find_first_of(U"十百零〇") == numeral.npos;
}

std::u32string counted(std::u32string_view text) {
  std::u32string out;
  for (size_t at = 0; at < text.size();) {
    size_t end = at;
    while (end < text.size() && is_numeral(text[end])) ++end;
    const std::u32string_view numeral = text.substr(at, end - at);
    const bool counts = !numeral.empty() && end < text.size() &&
                        kCountedUnits.find(text[end]) != kCountedUnits.npos && !may_be_name(numeral);
    const int number = counts ? numeral_value(numeral) : -1;
    if (number > 0) {
      for (const char digit : std::to_string(number)) out += char32_t(digit);
    } else {
      end = std::max(end, at + 1);
      out += text.substr(at, end - at);
    }
    at = end;
  }
  return out;
}

// 幢, 号栋 and 号幢 are how 栋 is written too.
std::u32string with_one_building(std::u32string_view text) {
  std::u32string out;
  for (size_t at = 0; at < text.size(); ++at) {
    const bool is_building_next = at + 1 < text.size() && (text[at + 1] == U'栋' || text[at + 1] == U'幢');
    if (text[at] == U'号' && is_building_next && at > 0 && text[at - 1] >= '0' && text[at - 1] <= '9')
      continue;
    out += text[at] == U'幢' ? U'栋' : text[at];
  }
  return out;
}

}  // namespace

WrittenPlace read_written_place(std::string_view utf8) {
  const std::u32string text = code_points(normalize_name(utf8));
  const LeadingDivisions places = leading_divisions(text);
  WrittenPlace out;
  if (!places.code.empty()) {
    const auto today = current_codes(places.code);
    out.division = today.size() == 1 ? today.front() : places.code;
  }
  const size_t cut = out.division.empty() ? 0 : places.length;
  out.text = utf8_of(with_one_building(counted(std::u32string_view(text).substr(cut))));
  const Address parts = read_address(utf8);
  out.is_house = !parts.numbers.empty() || !parts.buildings.empty() || !parts.rooms.empty();
  return out;
}

}  // namespace qy
