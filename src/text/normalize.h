// A copy of a text for matching; the original stays as evidence.
#pragma once

#include <string>
#include <string_view>

namespace qy {

// Full-width to half-width, U+3000 and runs of blanks to one space, zero-width and control characters
// dropped, trimmed; radicals and compatibility ideographs (from PDF files) become the common character. Bytes
// that are no UTF-8 become U+FFFD.
std::string normalize(std::string_view utf8);
// Nothing in it that normalize() would change: printable ASCII without runs of blanks. False proves nothing.
bool is_normal(std::string_view utf8);
// For headers and lookups: normalize(), then lower case, without blanks, punctuation, brackets of units
// ("金额（元）" -> "金额元").
std::string fold_key(std::string_view utf8);
// Blank, or said to be empty: - / 无 暂无 详见公告 详见正文 详细请见正文 N/A null none …
bool is_placeholder(std::string_view utf8);
// Names of firms and persons, for equality: normalize(), upper case Latin, brackets, dots, dashes and
// apostrophes unified, blanks beside a Chinese character dropped.
std::string normalize_name(std::string_view utf8);

}  // namespace qy
