// Where things begin and end in a text of JSON, without reading what they say.
#pragma once

#include <string_view>

namespace qy {

inline constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

bool is_json_blank(char c);
std::string_view trimmed_blanks(std::string_view text);
std::string_view without_mark(std::string_view text);

// Goes on until the container that was opened at depth 0 closes. Returns whether it did; `at` is behind it
// then.
bool close_container(std::string_view text, size_t& at, int& depth, bool& in_string, bool& escaped);

// A package has its releases or records at the root, and no ocid there: that would make it one record.
bool starts_package(std::string_view text);

// One of the first lines is a whole value of its own: a document printed over many lines has none that starts
// at the margin. Packages, even one a line, are opened instead, so that their releases are counted.
bool is_lines(std::string_view head);

// Whether a text can only be JSON: an object or a list of objects begins it (a byte-order mark and blanks
// aside).
bool looks_like_json(std::string_view head);

// Where the value that begins `text` ends; npos when it does not.
size_t end_of_json_value(std::string_view text);

}  // namespace qy
