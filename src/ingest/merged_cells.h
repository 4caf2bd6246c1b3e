// Merged ranges of a sheet. Only their first cell holds the value; header detection needs it in all of them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "ingest/bytes.h"
#include "ingest/source.h"

namespace qy {

// Cells first..last, both ends included, counted from 0; rows from 1.
struct MergedRange {
  int64_t first_row = 0, last_row = 0;
  size_t first_column = 0, last_column = 0;
};

// "B3" -> column 1, row 3; false when it is none. "XFD" is the last column there is.
bool parse_reference(std::string_view reference, size_t& column, int64_t& row);

// A sheet lists its merged ranges behind its rows. They are looked for in a pass of their own, without
// parsing the XML.
Result<std::vector<MergedRange>> find_merged_ranges(ByteStream& sheet);

// Repeats a merged range's value in all its cells, in the first ten rows that hold anything: that is where
// headers are.
class MergeFill {
 public:
  explicit MergeFill(std::vector<MergedRange> ranges) : ranges_(std::move(ranges)), values_(ranges_.size()) {}
  void fill(int64_t row, std::vector<RawCell>& cells);

 private:
  struct Kept {
    std::string text;
    CellKind kind = CellKind::text;
  };
  std::vector<MergedRange> ranges_;
  std::vector<std::optional<Kept>> values_;
  int rows_ = 0;
};

}  // namespace qy
