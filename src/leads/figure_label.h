// Chinese labels of the figures that rules work out themselves (those of fields come with the tables).
#pragma once

#include <string_view>

namespace qy {

// Empty where there is none: then the sentence alone tells the figure.
std::string_view figure_label(std::string_view name);

}  // namespace qy
