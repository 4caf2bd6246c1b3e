// Columns of a terminal: a Chinese character takes two, a combining mark none.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace qy {

int display_width(std::string_view utf8);
// The text if it fits, else as much of it as leaves room for "…".
std::string cut_to_width(std::string_view utf8, int columns);
// Cut, then filled with blanks to exactly `columns`.
std::string fit_left(std::string_view utf8, int columns);
std::string fit_right(std::string_view utf8, int columns);
// Lines of at most `columns`: Chinese breaks anywhere but before closing punctuation, words break at blanks
// when they can.
std::vector<std::string> wrap(std::string_view utf8, int columns);
// Control characters, escape sequences among them, become U+FFFD: a file must not drive the reader's
// terminal.
std::string without_controls(std::string_view utf8);

}  // namespace qy
