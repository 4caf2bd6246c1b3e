// A table as a test writes it: a header, then a record a line, cells parted by |.
#pragma once

#include <sstream>
#include <string>

#include "entity/records.h"

namespace qy {

inline Records records_of(const std::string& text) {
  Records out;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (line.empty()) continue;
    std::istringstream cells(line);
    const bool is_header = out.columns.empty();
    size_t at = 0;
    if (!is_header) {
      out.ids.add(std::to_string(out.size()));
      out.tables.push_back(0);
      for (RecordColumn& column : out.columns) column.codes.push_back(kNothing);
    }
    for (std::string cell; std::getline(cells, cell, '|'); ++at) {
      if (is_header) {
        out.columns.emplace_back().name = cell;
      } else {
        out.columns[at].codes.back() = out.columns[at].values.add(cell);
      }
    }
  }
  return out;
}

}  // namespace qy
