// Numbers and names of which a part is hidden, as published lists have them: whether they can be one with
// another.
//
//   3301**********1234 / 330106199001011234    may be: 8 agree, 10 are hidden
//   3301**********1234 / 330106199001015678    contradict
//   138****1234        / 13800001234           may be
//   张*三              / 张小三                may be: 2 agree
//   3301***1234        / 330106199001011234    may be: three stars or more stand for any number of characters
//
// Hidden: * and its twins ＊ × • ● ○ □ # ?, and X where two or more stand together (one X is a check digit).
// That two may be one proves little: the more agree, the more it says.
#pragma once

#include <string>
#include <string_view>

namespace qy {

struct MaskedAnswer {
  bool may_be = false;
  int agree = 0;   // characters that both show and that are the same; 0 where they contradict
  int hidden = 0;  // characters of the longer one that a side hides
};

bool is_masked(std::string_view utf8);
MaskedAnswer compare_masked(std::u32string_view a, std::u32string_view b);
// For numbers and names alike: blanks and hyphens out, upper case, every hidden character a *.
std::string clean_masked(std::string_view utf8);
// What a number shows before and behind what it hides, for keys to find pairs by: 3301…1234 of a masked one
// and of a whole one alike. The whole where it is shorter than both together.
std::string shown_ends(std::string_view utf8, int each);

}  // namespace qy
