#include "leads/xlsx_sheet.h"

#include <algorithm>

#include "leads/display_width.h"
#include "leads/spreadsheet_cell.h"

namespace qy {
namespace {

constexpr lxw_color_t kPrimary = 0x1D5FB4;
constexpr lxw_color_t kLine = 0xD9DFE7;
constexpr size_t kCellBytes = 32'000;  // Excel holds 32,767 characters a cell

lxw_format* add_format(lxw_workbook* book) {
  lxw_format* format = workbook_add_format(book);
  format_set_font_name(format, "微软雅黑");
  format_set_font_size(format, 10);
  format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
  format_set_border(format, LXW_BORDER_THIN);
  format_set_border_color(format, kLine);
  return format;
}

lxw_format* add_band(lxw_workbook* book, lxw_color_t ink, lxw_color_t ground) {
  lxw_format* format = add_format(book);
  format_set_bold(format);
  format_set_font_color(format, ink);
  format_set_bg_color(format, ground);
  format_set_align(format, LXW_ALIGN_CENTER);
  return format;
}

// Never in the middle of a character.
std::string_view cut_bytes(std::string_view text) {
  if (text.size() <= kCellBytes) return text;
  size_t end = kCellBytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end);
}

}  // namespace

XlsxFormats add_formats(lxw_workbook* book) {
  XlsxFormats f{};
  f.text = add_format(book);
  format_set_indent(f.text, 1);
  f.wrapped = add_format(book);
  format_set_indent(f.wrapped, 1);
  format_set_text_wrap(f.wrapped);
  f.count = add_format(book);
  format_set_num_format(f.count, "#,##0");
  f.yuan = add_format(book);
  format_set_num_format(f.yuan, "#,##0.00");
  f.decimal = add_format(book);
  format_set_num_format(f.decimal, "0.0000");
  f.head = add_format(book);
  format_set_bold(f.head);
  format_set_font_color(f.head, LXW_COLOR_WHITE);
  format_set_bg_color(f.head, kPrimary);
  format_set_align(f.head, LXW_ALIGN_VERTICAL_CENTER);
  format_set_text_wrap(f.head);
  f.title = workbook_add_format(book);
  format_set_font_name(f.title, "微软雅黑");
  format_set_font_size(f.title, 16);
  format_set_bold(f.title);
  f.red = add_band(book, 0xA8201A, 0xFDEEEC);
  f.yellow = add_band(book, 0x745000, 0xFFF4D6);
  f.blue = add_band(book, 0x1D5FB4, 0xE8F0FB);
  return f;
}

ReportSheet::ReportSheet(lxw_workbook* book, const XlsxFormats& formats, const char* name,
                         const std::vector<XlsxColumn>& columns)
    : sheet_(workbook_add_worksheet(book, name)), formats_(formats), columns_(columns) {
  for (size_t i = 0; i < columns_.size(); ++i) {
    worksheet_set_column(sheet_, lxw_col_t(i), lxw_col_t(i), columns_[i].width, nullptr);
  }
  worksheet_set_row(sheet_, 0, 26, nullptr);
  for (size_t i = 0; i < columns_.size(); ++i)
    write_text(sheet_, 0, lxw_col_t(i), columns_[i].title, formats_.head);
  worksheet_freeze_panes(sheet_, 1, 0);
}

lxw_format* ReportSheet::format_of(ReportColumn::Kind kind) const {
  switch (kind) {
    case ReportColumn::Kind::text:
      return formats_.text;
    case ReportColumn::Kind::wrapped:
      return formats_.wrapped;
    case ReportColumn::Kind::count:
      return formats_.count;
    case ReportColumn::Kind::yuan:
      return formats_.yuan;
    case ReportColumn::Kind::decimal:
      return formats_.decimal;
  }
  return formats_.text;
}

void ReportSheet::put(size_t column, const CellValue& value, lxw_format* format) {
  if (format == nullptr) format = format_of(columns_[column].kind);
  const auto row = lxw_row_t(next_);
  const auto at = lxw_col_t(column);
  if (const auto* text = std::get_if<std::string>(&value)) {
    write_text(sheet_, row, at, *text, format);
    if (columns_[column].kind == ReportColumn::Kind::wrapped) {
      lines_ = std::max(lines_, lines_of(*text, columns_[column].width));
    }
  } else if (const auto* count = std::get_if<int64_t>(&value)) {
    worksheet_write_number(sheet_, row, at, double(*count), format);
  } else {
    worksheet_write_number(sheet_, row, at, std::get<double>(value), format);
  }
}

void ReportSheet::end_row() {
  worksheet_set_row(sheet_, lxw_row_t(next_), height_of(lines_), nullptr);
  ++next_;
  lines_ = 1;
}

void ReportSheet::finish(size_t printed_columns) {
  const auto last = lxw_row_t(next_ > 1 ? next_ - 1 : 1);
  worksheet_autofilter(sheet_, 0, 0, last, lxw_col_t(columns_.size() - 1));
  worksheet_repeat_rows(sheet_, 0, 0);
  if (printed_columns > 0) worksheet_print_area(sheet_, 0, 0, last, lxw_col_t(printed_columns - 1));
  set_up_page(sheet_, true);
}

double height_of(int lines) {
  return std::min(409.0, 16.5 * lines + 3);
}

int lines_of(std::string_view text, double width) {
  return int(wrap(text, std::max(4, int(width) - 3)).size());
}

void set_up_page(lxw_worksheet* sheet, bool landscape) {
  constexpr uint8_t kA4 = 9;
  worksheet_set_paper(sheet, kA4);
  if (landscape) worksheet_set_landscape(sheet);
  worksheet_fit_to_pages(sheet, 1, 0);
  worksheet_set_margins(sheet, 0.45, 0.45, 0.6, 0.6);
  worksheet_set_footer(sheet, "&L疑点是对记录的提问，不是指控&C第 &P 页，共 &N 页&R&D");
}

void write_text(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column, std::string_view text,
                lxw_format* format) {
  const std::string cell(cut_bytes(harmless_cell(text)));
  if (cell.empty()) {
    worksheet_write_blank(sheet, row, column, format);
  } else {
    worksheet_write_string(sheet, row, column, cell.c_str(), format);
  }
}

}  // namespace qy
