// The first rows of a source, copied, so that a header can be found and a mapping proposed before anything is
// imported.
//
//   rows 1 … 400 of a section    all of them: title rows, header rows, the first data
//   the rest, up to a limit      one row in so many, evenly: dates of one day do not tell day from month
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "ingest/source.h"

namespace qy {

struct SampleCell {
  std::string text;
  CellKind kind = CellKind::text;
  bool repeated = false;  // of a merged range
};

struct SampleRow {
  int64_t row_number = 0;
  std::vector<SampleCell> cells;
  std::string broken;  // why, as RawRow::broken

  const std::string& text(size_t column) const;  // "" past the end
  size_t filled() const;                         // cells that are not blank
};

SampleRow copy_of(const RawRow& row);

struct SectionSample {
  size_t section = 0;
  std::vector<SampleRow> head;  // the first rows, none left out
  std::vector<SampleRow> tail;  // spread over what follows
  int64_t rows = 0;             // how many were looked at
};

struct SampleLimits {
  size_t head = 400;
  size_t tail = 1000;        // at most twice as many are held for a moment
  int64_t rows = 100'000;    // over all sections
  size_t cells = 5'000'000;  // likewise: 16,384 columns a row would be held for gigabytes
};

// One sample per section that gave a row. Stops at the limit. Fails where the source fails: the file cannot
// be imported anyway.
Result<std::vector<SectionSample>> take_sample(Source& source, const SampleLimits& limits = {});

std::string_view trimmed(std::string_view text);  // blanks, tabs, line ends, no-break spaces, U+3000

}  // namespace qy
