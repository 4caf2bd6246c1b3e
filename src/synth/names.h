// The words of the county: what people, places and firms are called. Frequencies follow the police ministry's
// yearly name reports (surnames) and the fashions of three generations (given names).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "synth/random.h"
#include "text/citizen_no.h"

namespace qy::synth {

inline constexpr std::string_view kCountyName = "青岚县";
inline constexpr std::string_view kCityName = "岚州市";

struct PersonName {
  uint16_t surname = 0, first = 0, second = 0;  // `second` 0: a given name of one character
};

uint16_t draw_surname(Random& random);
void draw_given_name(Random& random, int birth_year, Sex sex, PersonName& name);
void append_name(const PersonName& name, std::string& out);
std::string name_text(const PersonName& name);

std::string township_name(int index);
std::string village_name(uint64_t seed, int index);

// Distinct for distinct `index`; all stand under the county's or the city's invented name.
std::string firm_name(uint64_t seed, uint32_t index, std::string_view trade);

}  // namespace qy::synth
