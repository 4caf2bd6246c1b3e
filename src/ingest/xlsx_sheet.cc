#include "ingest/xlsx_sheet.h"

#include <charconv>
#include <cmath>

#include "ingest/messages.h"
#include "ingest/serial_date.h"
#include "ingest/stored_number.h"

namespace qy {

Result<bool> SheetRows::next(RawRow& row) {
  for (;;) {
    QY_TRY(const bool has_row, pump_.run());
    if (!has_row) return false;
    give(row);
    if (!row.cells.empty() || !row.broken.empty()) return true;
    ++context_.notes.blank_lines;
  }
}

void SheetRows::on_start(std::string_view name, const XmlAttributes& attributes) {
  if (name == "c") {
    start_cell(attributes);
  } else if (name == "v") {
    is_text_ = has_value_ = true;
  } else if (name == "t") {
    is_text_ = has_value_ = !is_reading_aid_;
  } else if (name == "f") {
    has_formula_ = true;
  } else if (name == "rPh") {
    is_reading_aid_ = true;
  } else if (name == "row") {
    start_row(attributes);
  }
}

void SheetRows::on_end(std::string_view name) {
  if (name == "v" || name == "t") {
    is_text_ = false;
  } else if (name == "c") {
    finish_cell();
  } else if (name == "rPh") {
    is_reading_aid_ = false;
  } else if (name == "row") {
    pump_.pause();
  }
}

void SheetRows::on_text(std::string_view text) {
  if (!is_text_) return;
  if (int64_t(text_.size() + value_.size() + text.size()) > context_.max_row_bytes) {
    pump_.fail({Code::limit, say(kSheetRowTooLong, row_number_, what_, context_.max_row_bytes >> 20)});
    return;
  }
  value_ += text;
}

void SheetRows::start_row(const XmlAttributes& attributes) {
  const std::string_view number = attributes["r"];
  int64_t given = 0;
  std::from_chars(number.data(), number.data() + number.size(), given);
  row_number_ = given > 0 ? given : row_number_ + 1;
  cells_.clear();
  text_.clear();
  broken_.clear();
  next_column_ = 0;
}

void SheetRows::start_cell(const XmlAttributes& attributes) {
  value_.clear();
  type_ = attributes["t"];
  style_ = 0;
  const std::string_view style = attributes["s"];
  std::from_chars(style.data(), style.data() + style.size(), style_);
  is_text_ = has_value_ = has_formula_ = false;
  column_ = next_column_;
  const std::string_view reference = attributes["r"];
  int64_t row = 0;
  if (!reference.empty() && !parse_reference(reference, column_, row)) {
    broken_ = say(kNoSuchPlace, reference.substr(0, 20));
  }
  next_column_ = column_ + 1;
}

void SheetRows::finish_cell() {
  if (has_formula_ && !has_value_) {
    ++context_.notes.formulas_without_value;
    return add_cell({}, CellKind::formula_without_value);
  }
  if (!has_value_) return;
  if (type_ == "s") {
    size_t index = 0;
    const auto [end, error] = std::from_chars(value_.data(), value_.data() + value_.size(), index);
    if (error == std::errc() && index < context_.strings.size())
      return add_cell(context_.strings[index], CellKind::text);
    broken_ = say(kNoSuchText);
  } else if (type_ == "b") {
    add_cell(value_ == "1" || value_ == "true" ? "TRUE" : "FALSE", CellKind::boolean);
  } else if (type_ == "e") {
    ++context_.notes.error_cells;
    add_cell(value_, CellKind::error);
  } else if (type_ == "d") {
    add_cell(std::string_view(value_).substr(0, 19), CellKind::date);
  } else if (type_.empty() || type_ == "n") {
    add_number();
  } else {
    unescaped_.clear();
    append_unescaped(unescaped_, value_);
    add_cell(unescaped_, CellKind::text);
  }
}

void SheetRows::add_number() {
  const bool is_date = style_ < context_.is_date_style.size() && context_.is_date_style[style_];
  double value = 0;
  const auto [end, error] = std::from_chars(value_.data(), value_.data() + value_.size(), value);
  if (is_date && error == std::errc()) {
    if (const auto date = serial_date(value, context_.date_base)) return add_cell(*date, CellKind::date);
  }
  if (!value_.empty()) add_cell(number_text(value_), CellKind::number);
}

void SheetRows::add_cell(std::string_view text, CellKind kind) {
  if (text.empty() && kind != CellKind::formula_without_value) return;
  cells_.push_back({column_, text_.size(), text_.size() + text.size(), kind});
  text_ += text;
}

void SheetRows::give(RawRow& row) {
  row.row_number = row_number_;
  row.broken = broken_;
  row.cells.clear();
  for (const Cell& cell : cells_) {
    if (row.cells.size() <= cell.column) row.cells.resize(cell.column + 1);
    row.cells[cell.column] = {std::string_view(text_).substr(cell.begin, cell.end - cell.begin), cell.kind,
                              false};
  }
  fill_.fill(row_number_, row.cells);
}

}  // namespace qy
