// One sheet of a workbook, filled row by row. The only header that knows libxlsxwriter.
#pragma once

#include <xlsxwriter.h>

#include <string>
#include <string_view>
#include <vector>

#include "leads/findings_columns.h"

namespace qy {

struct XlsxFormats {
  lxw_format *head, *text, *wrapped, *count, *yuan, *decimal, *title, *red, *yellow, *blue;
};
XlsxFormats add_formats(lxw_workbook* book);

struct XlsxColumn {
  std::string_view title;
  double width;
  ReportColumn::Kind kind;
};

class ReportSheet {
 public:
  static constexpr int64_t kMaxRows = 1'048'000;

  ReportSheet(lxw_workbook* book, const XlsxFormats& formats, const char* name,
              const std::vector<XlsxColumn>& columns);

  bool full() const { return next_ > kMaxRows; }
  // Cells in the order of the columns; `format` overrides that of the column where it is not null.
  void put(size_t column, const CellValue& value, lxw_format* format = nullptr);
  void end_row();  // as high as its longest text needs
  // Filter over what was written, print titles, page setup; on paper only the first `printed_columns`, 0:
  // all.
  void finish(size_t printed_columns = 0);

 private:
  lxw_format* format_of(ReportColumn::Kind kind) const;
  lxw_worksheet* sheet_;
  const XlsxFormats& formats_;
  std::vector<XlsxColumn> columns_;
  int64_t next_ = 1;
  int lines_ = 1;
};

void set_up_page(lxw_worksheet* sheet, bool landscape);
double height_of(int lines);  // of a row, in points
int lines_of(std::string_view text, double width);
void write_text(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column, std::string_view text,
                lxw_format* format);

}  // namespace qy
