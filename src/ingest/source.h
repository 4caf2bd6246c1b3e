// A received file as sections of raw rows, whatever its format. One file per format (csv.cc, xlsx.cc, xls.cc,
// ocds.cc, notice.cc, parquet.cc), registered in one line of formats.cc; gz, xz and zip around them are
// peeled off first (archive.cc).
//
//   file ──▶ open_source ──▶ sections (a sheet, the one table of a CSV, a standard table of an OCDS package)
//                        └─▶ next(row) … rows of all sections, in file order, every line of the file
//                        accounted for
//
// A reader says nothing about meaning: title rows, header rows and 合计 rows come through like all others.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/message.h"
#include "base/result.h"
#include "text/encoding.h"

namespace qy {

enum class CellKind : uint8_t {
  text,
  number,  // a spreadsheet number: an identity in it may have been eaten
  date,    // a spreadsheet date, already written as YYYY-MM-DD or YYYY-MM-DDTHH:MM:SS
  boolean,
  error,  // #N/A and its kin
  formula_without_value,
};

struct RawCell {
  std::string_view text;  // UTF-8, valid until the next call of next()
  CellKind kind = CellKind::text;
  // The value of a merged range, written again into a cell that the sheet itself leaves empty (top rows
  // only).
  bool repeated = false;
};

struct RawRow {
  size_t section = 0;  // index into sections()
  int64_t row_number =
      0;  // 1-based: the line (CSV: of the record's first line), the sheet's row, the JSON line
  std::vector<RawCell> cells;
  // Set when the row itself could not be read whole (a quote never closed, JSON broken): why. It must be
  // refused.
  std::string broken;
};

struct Section {
  std::string name;  // the sheet's name; "" for a CSV; the standard table for OCDS
  bool hidden = false;
  // Filled where the format itself knows its columns (OCDS, notices, Parquet): the rows are then all data.
  // Else the importer looks for the header among the first rows.
  std::vector<std::string> columns;
};

class ZipFile;

struct SourceOptions {
  std::optional<std::string_view> content;  // the bytes of the file, or of inner_file, where they were read
                                            // before; they outlive the source
  std::optional<Encoding> encoding;         // else detected
  char delimiter = 0;                       // else detected
  int64_t max_row_bytes = 16 << 20;         // a longer "line" ends the file with Code::limit
  std::string name;                         // the file's own, where its path is another
  std::string inner_file;                   // which file of a zip to read; needed when it holds several
  std::shared_ptr<const ZipFile> zip;       // the zip of inner_file, where it is open already
  std::filesystem::path
      spool_folder;  // where a packed workbook is unpacked to, unnamed; else the system's temporary folder
};

// What a reader noticed, for the quality report.
struct SourceNotes {
  std::string format;    // csv, tsv, xlsx, xls, ocds, notice, parquet
  std::string encoding;  // as detected or told
  std::string delimiter;
  int64_t damaged_characters = 0;
  int64_t blank_lines =
      0;  // skipped: lines of nothing but spaces; sheet rows with no value. They keep their row numbers.
  int64_t nul_bytes = 0;  // dropped from a text file
  int64_t formulas_without_value = 0, error_cells = 0, hidden_sheets = 0, external_links = 0;
  std::vector<Said> remarks;  // macros found and ignored, 1904 dates, inner file of an archive…
};

class Source {
 public:
  virtual ~Source() = default;
  // May grow while rows are read only for formats that say so; for all present ones it is complete after
  // open.
  virtual const std::vector<Section>& sections() const = 0;
  // False at the end. Fails when nothing more can be read; the rows given so far stand.
  virtual Result<bool> next(RawRow& row) = 0;
  virtual const SourceNotes& notes() const = 0;
  // Share of the file already read, 0..1.
  virtual double progress() const = 0;
};

// Opens by content first, by ending second. A zip that holds several data files is refused here: received.h
// takes it apart. Errors say what was found and what to do ("looks like a PDF: export it as XLSX or
// CSV").
Result<std::unique_ptr<Source>> open_source(const std::filesystem::path& path, const SourceOptions& options);

class ByteStream;
// As open_source, of bytes that come once and in order, under options.name; gz and xz are peeled off. limit: the format must seek in
// its file (a workbook, Parquet, a zip).
Result<std::unique_ptr<Source>> open_stream(std::unique_ptr<ByteStream> bytes, const SourceOptions& options);

}  // namespace qy
