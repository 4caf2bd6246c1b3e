// Chinese addresses: taken apart, and how two of them are alike.
//
//   黑龙江省鹤岗市向阳区北山街道青禾四路22号云岚小区3栋二单元601室
//   └230402──────────┘└town──┘└road──┘ └number └place─┘│ └unit │
//                                                     └building└room
//
//   3栋2单元 / 三栋2单元                 same
//   云岚小区3栋 / 云岚小区                partly    one says less, or they part at the house
//   云岚小区3栋 / 云岚小区5栋             partly
//   云岚小区 / 晴川公寓                   different
//
// Two ways of writing one place share no field in many cases (a crossing and a house number), so that the
// class is found by adding the weights of what agrees (names/address_weights.tsv, learned on one half of a
// published set of pairs), and every weight can be shown.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace qy {

enum class AddressLikeness { same, partly, different };
inline constexpr std::string_view kAddressWords = "same, partly";

struct Address {
  std::u32string text;      // normalised: half width, upper case, numerals before 号 栋 … as digits
  std::string code;         // of the division, six digits; empty where not said or not certain
  std::u32string township;  // …镇 …乡 …街道
  std::u32string village;   // …村 …社区
  std::vector<std::u32string> roads, numbers, lanes, buildings, units, rooms;
  std::u32string place;  // the place's own name: of a house, an estate, a shop
  // For comparing.
  std::u32string rest;            // the text behind divisions and town
  std::vector<bool> is_detail;    // of each character of rest: digits, 栋 单元 层, brackets, 附近 …
  std::vector<uint64_t> bigrams;  // of the text, sorted
};

Address read_address(std::string_view utf8);

// What was seen of a pair: for each thing the class it fell in, as in address_weights.tsv.
inline constexpr std::array<std::string_view, 9> kAddressEvidence{
    "share_of_first", "share_of_second", "common_run",  "road", "number", "building",
    "unit",           "place_left_over", "what_follows"};
using AddressEvidence = std::array<int, kAddressEvidence.size()>;
// Of a with regard to b, and of b with regard to a.
std::pair<AddressEvidence, AddressEvidence> address_evidence(const Address& a, const Address& b);

struct AddressAnswer {
  AddressLikeness likeness = AddressLikeness::different;
  double same = 0, partly = 0;  // log odds against `different`
};
AddressAnswer compare_addresses(const Address& a, const Address& b);

// Parts as texts: division code, town, village, road, number, building, unit, room, place, with blanks for
// what is missing left out; and one by one, for expressions.
std::string address_code(std::string_view utf8);
std::string address_road(std::string_view utf8);    // the first one
std::string address_number(std::string_view utf8);  // 22 of 22号
std::string address_building(std::string_view utf8);
std::string address_unit(std::string_view utf8);
std::string address_room(std::string_view utf8);
std::string address_place(std::string_view utf8);
std::string address_parts(std::string_view utf8);

}  // namespace qy
