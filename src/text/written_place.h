// A place as a text writes it, in one spelling: for equality alone, where a likeness would be too much to answer for (entities/place.yaml).
//
//   湖北省宜昌市夷陵区东城路十二号3幢二单元   420506   东城路12号3栋2单元   a house
//   东城路12号 3栋2单元                         -        东城路12号3栋2单元   a house; where, the text does not say
//   宜昌市夷陵区东城路                           420506   东城路               an area: a street has many houses
//
// Only the spelling of numbers and of 栋 is unified; nothing is left out, nothing guessed. 对面, a floor, a room, a town that one
// text names and the other does not: two places. So are 五一路 and 51路.
//
//   Source: the weights of address_likeness.cc were learned on CCKS pairs; of pairs with one spelling here `./dev bench names` tells how many
//   that set calls the same.
#pragma once

#include <string>
#include <string_view>

namespace qy {

struct WrittenPlace {
  std::string division;   // six digits, today's code; empty where not said or not certain (text/divisions.h)
  std::string text;       // what stands behind the division
  bool is_house = false;  // names a house, a building or a room
};

WrittenPlace read_written_place(std::string_view utf8);

}  // namespace qy
