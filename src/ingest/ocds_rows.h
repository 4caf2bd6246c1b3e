// One JSON document of OCDS laid out as rows. The cells point into the document and into this object: they
// last until the next read().
//
//   release            its rows
//   record             those of its compiledRelease; else of its versionedRelease (the newest value of each
//   field); else of its
//                      releases, oldest first, a later value laid over an earlier one
//   package in a line  all its releases or records, one after another
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "ingest/json_pieces.h"
#include "ingest/ocds_sections.h"
#include "ingest/source.h"

namespace qy::ocds {

struct OcdsCounts {
  int64_t releases = 0;
  int64_t uncompiled =
      0;               // releases that stand alone: a later one of the same process does not replace its rows
  int64_t merged = 0;  // records put together from their releases
  int64_t linked = 0;  // releases that are only an address elsewhere: nothing of them is in the file
};

// A release inside a record: where its rows begin.
struct Dated {
  std::string_view date;
  size_t first_row = 0;
};

class Walk;

class OcdsRows {
 public:
  OcdsRows();
  ~OcdsRows();
  OcdsRows(const OcdsRows&) = delete;
  OcdsRows& operator=(const OcdsRows&) = delete;

  // Replaces the rows by those of the piece. Fails, with no rows, when the JSON is broken or is no OCDS.
  Result<void> read(const JsonPiece& piece);

  size_t size() const { return rows_.size(); }
  Part part(size_t row) const { return rows_[row].part; }
  std::span<const RawCell> cells(size_t row) const {
    return {cells_.data() + rows_[row].first, shape_of(rows_[row].part).columns.size()};
  }
  const OcdsCounts& counts() const { return counts_; }

 private:
  struct Row {
    Part part;
    size_t first;  // into cells_
  };
  friend class Walk;

  size_t add(Part part);
  size_t add_copy(size_t row);
  void drop_from(size_t row);
  std::string_view& cell(size_t row, size_t column) { return cells_[rows_[row].first + column].text; }
  void merge_from(size_t first_row, const std::vector<Dated>& releases);

  std::vector<Row> rows_;
  std::vector<RawCell> cells_;
  OcdsCounts counts_;
  std::unique_ptr<Walk> walk_;
};

// Texts that stand nowhere in the document: amounts in fen, numbers given to what has no id. Memory is kept
// from one document to the next.
class TextArena {
 public:
  void clear();
  std::string_view keep(std::string_view text);

 private:
  static constexpr size_t kBlock = 64 << 10;
  std::vector<std::unique_ptr<char[]>> blocks_;
  size_t block_ = 0, used_ = kBlock;
};

}  // namespace qy::ocds
