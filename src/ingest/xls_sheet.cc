#include "ingest/xls_sheet.h"

#include <algorithm>
#include <bit>

#include "ingest/messages.h"
#include "ingest/stored_number.h"

namespace qy {
namespace {

constexpr uint64_t kWorksheet = 0x0010;
constexpr size_t kCellHead = 6;  // row, column, style

// A number of 30 bits: a whole number or the upper part of a double, perhaps in hundredths.
double rk_value(uint64_t bits) {
  const bool is_whole = (bits & 2) != 0, is_hundredths = (bits & 1) != 0;
  const double value =
      is_whole ? double(int32_t(uint32_t(bits)) >> 2) : std::bit_cast<double>((bits & 0xFFFFFFFC) << 32);
  return is_hundredths ? value / 100 : value;
}

std::string_view error_name(uint64_t code) {
  switch (code) {
    case 0x00:
      return "#NULL!";
    case 0x07:
      return "#DIV/0!";
    case 0x0F:
      return "#VALUE!";
    case 0x17:
      return "#REF!";
    case 0x1D:
      return "#NAME?";
    case 0x24:
      return "#NUM!";
    default:
      return "#N/A";
  }
}

// Bytes that a record of this kind must have; 0: no cell.
size_t least_size(Biff kind) {
  switch (kind) {
    case Biff::shared_label:
    case Biff::rk:
      return kCellHead + 4;
    case Biff::number:
    case Biff::formula:
      return kCellHead + 8;
    case Biff::label:
    case Biff::rich_label:
      return kCellHead + 3;
    case Biff::truth_or_error:
      return kCellHead + 2;
    case Biff::row_of_rks:
      return 4 + 6 + 2;
    default:
      return 0;
  }
}

void add_merged(std::string_view body, std::vector<MergedRange>& merged) {
  for (size_t at = 2; at + 8 <= body.size(); at += 8) {
    MergedRange range;
    range.first_row = int64_t(little_endian(body, at, 2)) + 1;
    range.last_row = int64_t(little_endian(body, at + 2, 2)) + 1;
    range.first_column = size_t(little_endian(body, at + 4, 2));
    range.last_column = size_t(little_endian(body, at + 6, 2));
    if (range.last_row >= range.first_row && range.last_column >= range.first_column &&
        range.last_column < 256)
      merged.push_back(range);
  }
}

}  // namespace

Result<XlsSheet> XlsSheet::open(const XlsContext& context, size_t at, const std::string& name) {
  const auto broken = [&] { return damaged(say(kSheetDamaged, name)); };
  BiffRecord record;
  if (!next_record(context.stream, at, record) || record.kind != Biff::begin) return broken();
  std::vector<Place> cells;
  std::vector<MergedRange> merged;
  if (little_endian(record.body, 2, 2) != kWorksheet) return XlsSheet(context, cells, merged);
  for (int depth = 1; depth > 0;) {
    if (!next_record(context.stream, at, record)) return broken();
    if (record.kind == Biff::begin) ++depth;  // a chart inside the sheet
    if (record.kind == Biff::end) --depth;
    if (depth != 1) continue;
    if (record.kind == Biff::merged) add_merged(record.body, merged);
    if (record.kind == Biff::text_result && !cells.empty()) cells.back().text_at = record.at;
    const size_t least = least_size(record.kind);
    if (least == 0) continue;
    if (record.body.size() < least) return broken();
    const auto word = [&](size_t place) { return uint16_t(little_endian(record.body, place, 2)); };
    if (record.kind != Biff::row_of_rks) {
      cells.push_back({word(0), word(2), record.kind, word(4), record.at + kCellHead, 0});
      continue;
    }
    uint16_t column = word(2);
    for (size_t place = 4; place + 6 + 2 <= record.body.size(); place += 6, ++column) {
      cells.push_back({word(0), column, Biff::rk, word(place), record.at + place + 2, 0});
    }
  }
  const auto before = [](const Place& a, const Place& b) {
    return a.row != b.row ? a.row < b.row : a.column < b.column;
  };
  if (!std::is_sorted(cells.begin(), cells.end(), before))
    std::stable_sort(cells.begin(), cells.end(), before);
  return XlsSheet(context, std::move(cells), std::move(merged));
}

bool XlsSheet::next(RawRow& row) {
  if (at_ == cells_.size()) return false;
  const uint16_t number = cells_[at_].row;
  struct Shown {
    size_t column, begin, end;
    CellKind kind;
  };
  std::vector<Shown> shown;
  text_.clear();
  broken_.clear();
  for (; at_ < cells_.size() && cells_[at_].row == number; ++at_) {
    const size_t begin = text_.size();
    kind_ = CellKind::text;
    show(cells_[at_]);
    shown.push_back({cells_[at_].column, begin, text_.size(), kind_});
  }
  row.row_number = int64_t(number) + 1;
  row.broken = broken_;
  row.cells.clear();
  for (const Shown& cell : shown) {
    if (row.cells.size() <= cell.column) row.cells.resize(cell.column + 1);
    row.cells[cell.column] = {std::string_view(text_).substr(cell.begin, cell.end - cell.begin), cell.kind,
                              false};
  }
  fill_.fill(row.row_number, row.cells);
  return true;
}

void XlsSheet::show(const Place& cell) {
  const std::string_view value = context_.stream.substr(cell.at);
  switch (cell.kind) {
    case Biff::shared_label: {
      const auto index = size_t(little_endian(value, 0, 4));
      if (index < context_.strings.size()) {
        text_ += context_.strings[index];
      } else {
        broken_ = say(kNoSuchText);
      }
      return;
    }
    case Biff::label:
    case Biff::rich_label:
      text_ += biff_text(value.substr(0, 3 + 2 * size_t(little_endian(value, 0, 2))), 2);
      return;
    case Biff::number:
      return show_number(std::bit_cast<double>(little_endian(value, 0, 8)), cell.style);
    case Biff::rk:
      return show_number(rk_value(little_endian(value, 0, 4)), cell.style);
    case Biff::truth_or_error:
      if (little_endian(value, 1, 1) != 0) return show_error(little_endian(value, 0, 1));
      kind_ = CellKind::boolean;
      text_ += little_endian(value, 0, 1) != 0 ? "TRUE" : "FALSE";
      return;
    default:
      return show_formula(cell);
  }
}

// A formula's last result: a double, or a mark in its upper bytes and what it is in the lowest.
void XlsSheet::show_formula(const Place& cell) {
  const std::string_view value = context_.stream.substr(cell.at);
  if (little_endian(value, 6, 2) != 0xFFFF)
    return show_number(std::bit_cast<double>(little_endian(value, 0, 8)), cell.style);
  switch (little_endian(value, 0, 1)) {
    case 0:
      if (cell.text_at != 0) {
        const std::string_view text = context_.stream.substr(cell.text_at);
        text_ += biff_text(text.substr(0, 3 + 2 * size_t(little_endian(text, 0, 2))), 2);
        return;
      }
      ++context_.notes.formulas_without_value;
      kind_ = CellKind::formula_without_value;
      return;
    case 1:
      kind_ = CellKind::boolean;
      text_ += little_endian(value, 2, 1) != 0 ? "TRUE" : "FALSE";
      return;
    case 2:
      return show_error(little_endian(value, 2, 1));
    default:
      return;  // an empty text
  }
}

void XlsSheet::show_number(double value, uint16_t style) {
  const bool is_date = style < context_.is_date_style.size() && context_.is_date_style[style];
  if (is_date) {
    if (const auto date = serial_date(value, context_.date_base)) {
      kind_ = CellKind::date;
      text_ += *date;
      return;
    }
  }
  kind_ = CellKind::number;
  text_ += number_text(value);
}

void XlsSheet::show_error(uint64_t code) {
  ++context_.notes.error_cells;
  kind_ = CellKind::error;
  text_ += error_name(code);
}

}  // namespace qy
