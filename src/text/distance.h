// How far two texts are apart, over code points (the engines' own functions count bytes, and are blind to
// Chinese).
#pragma once

#include <string_view>

namespace qy {

// Optimal string alignment: insert, delete, substitute, swap neighbours, each 1. Stops early: returns `limit
// + 1` when past it.
int edit_distance(std::string_view a, std::string_view b, int limit = 1 << 20);
// Of texts decoded before: linkage compares one name with thousands.
int edit_distance(std::u32string_view a, std::u32string_view b, int limit = 1 << 20);

}  // namespace qy
