// Reads a source to its end and holds it to its contract.
#pragma once

#include <vector>

#include "ingest/source.h"
#include "input_file.h"
#include "require.h"
#include "text/utf8.h"

namespace qy {

inline void check_row(const Source& source, const RawRow& row, std::vector<int64_t>& last_row) {
  require(row.section < source.sections().size(), "a row belongs to a section that is there");
  last_row.resize(source.sections().size());
  require(row.row_number > last_row[row.section], "row numbers rise within a section");
  last_row[row.section] = row.row_number;
  for (const RawCell& cell : row.cells)
    require(well_formed_prefix(cell.text) == cell.text.size(), "a cell is UTF-8");
}

inline void read_all(std::string_view bytes) {
  const InputFile file(bytes);
  Result<std::unique_ptr<Source>> source = open_source(file.path(), {});
  if (!source.ok()) {
    require(!source.error().message.empty(), "a refusal says why");
    return;
  }
  std::vector<int64_t> last_row;
  RawRow row;
  for (;;) {
    const Result<bool> more = (*source)->next(row);
    if (!more.ok() || !*more) break;
    check_row(**source, row, last_row);
    const double progress = (*source)->progress();
    require(progress >= 0 && progress <= 1, "progress is a share");
  }
  require(!(*source)->notes().format.empty(), "the format is named");
}

}  // namespace qy
