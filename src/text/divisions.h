// Administrative divisions of county level and above, 1981 to today, and their six-digit codes (GB/T 2260).
//
//   湖北省宜昌市夷陵区东城路1号   the first nine characters are 420506
//   宜昌枝江马家店               湖北's 宜昌 by its bare name, 枝江 within it: 420583
//   鼓楼区中山路                 a dozen cities have one: four characters, no code
//
// Source: names/divisions.tsv. What is not in the table has no code: none is made up.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace qy {

struct LeadingDivisions {
  size_t length = 0;  // characters that name divisions; 0: the text begins with none
  std::string code;   // of the smallest one, six digits; empty where several places bear the name
  bool is_county() const { return !code.empty() && code.substr(4) != "00"; }
};

// `least_left`: characters that must be left after a bare name (宜昌 without 市): a firm called 宜昌 is not a
// place.
LeadingDivisions leading_divisions(std::u32string_view text, size_t least_left = 1);

// "" where no such code was ever given out. `in_year` 0: today's name, or the last one.
std::string division_name(std::string_view code, int in_year = 0);
// What a code became: itself while in use, else its successors in use, sorted (a county parted among two has
// two).
std::vector<std::string> current_codes(std::string_view code);
// One code lies in the other, or is it, after both are brought to today's.
bool may_be_one_place(std::string_view a, std::string_view b);

}  // namespace qy
