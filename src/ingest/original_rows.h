// Rows of a received file looked at again, as they stand in it: its own header, its own words. Read from the sealed
// original, unsealed into memory and never onto a disk.
//
//   originals/<sm3> ──unseal──▶ the profile that it came in by ──▶ header ──▶ the rows asked for
//     a small one              whole, in memory: every format
//     a large one of lines     a piece of 1 MiB at a time, to its end: CSV, OCDS, notices, gz and xz of them
//
// A piece that does not verify ends the look, wherever in the file it stands: nothing is shown of a file that is not what was sealed.
//
// What is shown follows what the lake holds:
//
//   a column that feeds no field            left out, counted
//   … a personal field, of any table        masked: 330106********1234 of a number, *** of all else
//   … a party's number                      a valid credit code as it is, any other long number masked
//   … a text                                as it is, but for long numbers and citizen numbers: 电话〔号码〕
//   … a code, amount or day                 as it is, citizen numbers hidden
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "base/date.h"
#include "ingest/header_words.h"
#include "ingest/profile.h"
#include "lake/lake.h"
#include "lake/table.h"
#include "seal/seal.h"

namespace qy {

// A larger one is not held in memory for a look, and one larger than that not read through: it would hold up everybody else.
inline constexpr int64_t kMostOriginalBytes = 128LL << 20;
inline constexpr int64_t kMostReadBytes = 4LL << 30;

struct OriginalColumn {
  std::string name;              // as the header has it
  const Field* field = nullptr;  // that it feeds: of `table` where it feeds one there
  bool is_masked = false;        // in every row
};

struct OriginalRow {
  int64_t row = 0;
  std::vector<std::string> cells;  // one a column
};

struct OriginalRows {
  int64_t header_row = 0;  // in the file, from 1; 0: the format knows its columns, or there is none
  std::vector<OriginalColumn> columns;
  int64_t left_out = 0;
  std::vector<OriginalRow> rows;  // in the file's order; several where one line of it gives several rows
};

struct RowsWanted {
  const Table& table;
  std::string sheet;
  std::vector<int64_t> rows;
};

struct OriginalGround {
  std::filesystem::path workspace;
  const TableSet& tables;
  const HeaderWords& words;
  Sealer& sealer;
  Date today;
};

// not_found: the original or its profile is not kept. limit: it is too large. damaged.
Result<OriginalRows> rows_of_original(const OriginalGround& ground, const SourceManifest& source,
                                      const RowsWanted& wanted);

}  // namespace qy
