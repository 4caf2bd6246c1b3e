// Text on its way into a spreadsheet, which would run it if it could.
#pragma once

#include <string>
#include <string_view>

namespace qy {

// A cell that begins with = + - @ or a full-width twin, with a tab, CR or LF, or with blanks and then one of
// these, gets an apostrophe before it, so that Excel, WPS and LibreOffice show it and do not calculate it.
// Everything else stays as it is. Control characters that no spreadsheet can hold become U+FFFD.
std::string harmless_cell(std::string_view utf8);

// One field of a CSV line, harmless and quoted where it must be.
std::string csv_field(std::string_view utf8);

}  // namespace qy
