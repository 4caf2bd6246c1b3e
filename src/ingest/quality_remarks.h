// What a quality count means: the sentences that an officer reads before any rule is run.
//
// A month breaks when its rows fall to a fifth of the median of the months before it or less; it jumps when
// they rise to five times of it. A gap is a month without rows between two that have some. Amounts of one
// month whose median lies 200 times above or below that of the other months are probably in another unit.
#pragma once

#include <string>
#include <vector>

#include "ingest/quality.h"

namespace qy {

enum class RemarkLevel { notice, warning, serious };
std::string_view name_of(RemarkLevel level);

enum class RemarkKind {
  break_in_time,
  jump_in_time,
  gap_in_time,
  stray_dates,
  without_time,
  year_end_heap,
  invalid_identities,
  damaged_identities,
  repeated_rows,
  repeated_keys,
  rows_elsewhere,  // stand in the lake already, from another source
  other_unit,
  encoding_damage,
  placeholders,
  constant_column,
  empty_key,
  many_refused,
  unread_cells,  // formulas without a value, error cells, hidden sheets, external links
  reader,        // what the reader noticed: macros, dates from 1904, prices that are rates
};
std::string_view name_of(RemarkKind kind);

struct Remark {
  RemarkLevel level = RemarkLevel::notice;
  RemarkKind kind = RemarkKind::break_in_time;
  std::string table, field;
  std::string chinese, english;
};

// The serious first; within a level in the order of the tables.
std::vector<Remark> remarks_on(const Quality& quality);

// The months that the rows truly span: few stray dates far off ("1900-01") are left out.
struct MonthSpan {
  std::string first, last;  // "" when no row has a time
  int64_t stray_rows = 0;
};
MonthSpan span_of(const TableQuality& table);
// "2024-01", +1 -> "2024-02".
std::string month_after(const std::string& month, int months = 1);

}  // namespace qy
