// Rows of a data file that is part of the program (names/*.tsv): fields between tabs, blank lines and lines
// that begin with # left out.
#pragma once

#include <algorithm>
#include <string_view>
#include <vector>

namespace qy {

inline std::vector<std::string_view> split(std::string_view text, char at) {
  std::vector<std::string_view> out;
  for (size_t from = 0; from <= text.size();) {
    const size_t end = std::min(text.find(at, from), text.size());
    out.push_back(text.substr(from, end - from));
    from = end + 1;
  }
  return out;
}

inline std::vector<std::vector<std::string_view>> data_rows(std::string_view text) {
  std::vector<std::vector<std::string_view>> out;
  for (const std::string_view line : split(text, '\n'))
    if (!line.empty() && line.front() != '#') out.push_back(split(line, '\t'));
  return out;
}

}  // namespace qy
