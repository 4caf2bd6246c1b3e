// A small world for tests: sheets written down as text, a batch that keeps what it is given, two tables.
#pragma once

#include <string>
#include <vector>

#include "ingest/copy_rows.h"
#include "ingest/sample.h"
#include "ingest/source.h"
#include "lake/batch.h"

namespace qy {

// Cells are cut at '|'; "123#" is a number of a spreadsheet, "2024-01-05@" a date, "x+" repeats a merged
// range.
class PaperSource : public Source {
 public:
  void sheet(const std::string& name, const std::vector<std::string>& lines,
             std::vector<std::string> columns = {}) {
    sections_.push_back({name, false, std::move(columns)});
    int64_t number = 0;
    for (const std::string& line : lines) rows_.push_back(row_of(line, sections_.size() - 1, ++number));
  }
  void hide_last() { sections_.back().hidden = true; }

  const std::vector<Section>& sections() const override { return sections_; }
  Result<bool> next(RawRow& row) override {
    if (at_ == rows_.size()) return false;
    const Line& line = rows_[at_++];
    row = {};
    row.section = line.section;
    row.row_number = line.number;
    for (const SampleCell& cell : line.cells) row.cells.push_back({cell.text, cell.kind, cell.repeated});
    return true;
  }
  const SourceNotes& notes() const override { return notes_; }
  double progress() const override { return rows_.empty() ? 1 : double(at_) / double(rows_.size()); }

 private:
  struct Line {
    size_t section;
    int64_t number;
    std::vector<SampleCell> cells;
  };
  static Line row_of(const std::string& text, size_t section, int64_t number) {
    Line line{section, number, {}};
    for (size_t at = 0; at <= text.size();) {
      const size_t end = std::min(text.find('|', at), text.size());
      SampleCell cell{std::string(trimmed(std::string_view(text).substr(at, end - at)))};
      if (cell.text.ends_with('+')) cell.repeated = true;
      if (cell.text.ends_with('#')) cell.kind = CellKind::number;
      if (cell.text.ends_with('@')) cell.kind = CellKind::date;
      if (cell.repeated || cell.kind != CellKind::text) cell.text.pop_back();
      line.cells.push_back(std::move(cell));
      at = end + 1;
    }
    return line;
  }

  std::vector<Section> sections_;
  std::vector<Line> rows_;
  SourceNotes notes_{.format = "paper", .encoding = "utf8", .delimiter = "", .remarks = {}};
  size_t at_ = 0;
};

inline std::vector<SampleRow> sample_rows(const std::vector<std::string>& lines) {
  PaperSource source;
  source.sheet("", lines);
  RawRow row;
  std::vector<SampleRow> rows;
  while (*source.next(row)) rows.push_back(copy_of(row));
  return rows;
}

class NotebookBatch : public Batch {
 public:
  const std::string& id() const override { return id_; }
  Result<void> append(const Table& table, ColumnBatch rows) override {
    for (size_t row = 0; row < rows.rows(); ++row) {
      std::string text = table.name + ":";
      const auto specs = table.columns();
      for (size_t c = 0; c + kLineageColumns < specs.size(); ++c) {
        if (rows.columns[c].is_null(row)) continue;
        const bool is_text = specs[c].type == ColumnType::text || specs[c].type == ColumnType::blob;
        const bool is_secret = specs[c].name.ends_with("_sealed");
        text += " " + specs[c].name + "=" +
                (is_secret ? "***"
                 : is_text ? std::string(rows.columns[c].text(row))
                           : std::to_string(rows.columns[c].integer(row)));
      }
      kept.push_back(text);
    }
    return {};
  }
  Result<void> refuse(std::string_view line) override {
    refused.emplace_back(line);
    return {};
  }

  std::vector<std::string> kept, refused;

 private:
  std::string id_ = "b1";
};

inline const TableSet& standard_tables() {
  static const Result<TableSet> kTables = TableSet::load(QY_SOURCE_DIR "/tables");
  return kTables.value();
}
inline const HeaderWords& standard_words() {
  static const HeaderWords kWords(standard_tables());
  return kWords;
}

}  // namespace qy
