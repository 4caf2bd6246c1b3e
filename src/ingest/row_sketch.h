// Which rows of a file stand in the lake already, from another source: a list sent twice, a month that is
// also in the yearly file.
//
// Method. Each row has a hash of 64 bits over all its fields (personal ones by their token; where it came
// from does not count). A file's sketch keeps the hashes that end in k zero bits, with the least k that
// leaves no more than 16,384 a table: up to so many rows that is all of them, and counts are exact; of a
// million rows it is one in 64, and 10,000 shared rows are counted to within about 8 %. Because every file is
// sampled by the same rule, what two files share shows in their samples. Sketches lie in the quality reports;
// when a report is asked for they are laid side by side, oldest first, in at most 4 million entries (64 MB):
// beyond that all are thinned alike.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace qy {

struct Quality;

inline constexpr size_t kSketchRows = 16'384;

struct RowSketch {
  uint64_t mask = 0;             // hashes with a bit of it were left out
  std::vector<uint64_t> hashes;  // distinct, rising

  std::string text() const;  // 16 hex digits each
  static Result<RowSketch> from(uint64_t mask, std::string_view text);
};

// A hash that stays the same from run to run and machine to machine.
uint64_t hash_of_bytes(std::string_view bytes);

// Fills TableQuality::elsewhere of each report. They are all reports of a workspace, oldest first.
void find_rows_elsewhere(std::vector<Quality>& reports);

}  // namespace qy
