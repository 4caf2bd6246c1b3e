#include "leads/spreadsheet_cell.h"

#include <algorithm>
#include <array>

namespace qy {
namespace {

constexpr std::array<std::string_view, 13> kStarters{"=",  "+",  "-",  "@",  "\t", "\r", "\n",
                                                     "＝", "＋", "－", "＠", "−",  "﹣"};
// Blanks that programs trim before they look: space, no-break space, ideographic space, and invisible marks.
constexpr std::array<std::string_view, 5> kBlanks{" ", "\u00A0", "\u3000", "\u200B", "\uFEFF"};

template <size_t n>
size_t length_of_prefix(const std::array<std::string_view, n>& prefixes, std::string_view text) {
  for (const auto prefix : prefixes) {
    if (text.starts_with(prefix)) return prefix.size();
  }
  return 0;
}

bool would_run(std::string_view text) {
  while (const size_t blank = length_of_prefix(kBlanks, text)) text.remove_prefix(blank);
  return length_of_prefix(kStarters, text) > 0;
}

}  // namespace

std::string harmless_cell(std::string_view utf8) {
  std::string cell;
  cell.reserve(utf8.size() + 1);
  if (would_run(utf8)) cell += '\'';
  for (const char c : utf8) {
    const auto byte = static_cast<unsigned char>(c);
    const bool unholdable = (byte < 0x20 && c != '\t' && c != '\r' && c != '\n') || byte == 0x7F;
    if (unholdable) {
      cell += "\xEF\xBF\xBD";
    } else {
      cell += c;
    }
  }
  return cell;
}

std::string csv_field(std::string_view utf8) {
  std::string cell = harmless_cell(utf8);
  if (cell.find_first_of(",\"\r\n\t'") == std::string::npos && !cell.starts_with(' ') &&
      !cell.ends_with(' ')) {
    return cell;
  }
  std::string quoted = "\"";
  for (const char c : cell) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

}  // namespace qy
