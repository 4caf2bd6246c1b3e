// The parts of an XLSX around its sheets: the workbook, its strings, its number formats.
//
// Source: ECMA-376 part 1 (SpreadsheetML, 18.2 workbook, 18.4 shared strings, 18.8 styles), part 2
// (relationships).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "ingest/held_text.h"
#include "ingest/serial_date.h"
#include "ingest/zip.h"

namespace qy {

struct XlsxSheet {
  std::string name;
  std::string part;  // "xl/worksheets/sheet1.xml"
  bool is_hidden = false;
};

struct XlsxWorkbook {
  std::vector<XlsxSheet> sheets;  // worksheets in tab order; chart sheets are left out
  DateBase date_base = DateBase::y1900;
  std::string strings_part, styles_part;  // empty when there is none
  int64_t external_links = 0;
  bool has_macros = false;
};

// Refuses a zip that is another kind of document (DOCX, ODS, XLSB), with what to do.
Result<XlsxWorkbook> read_workbook(const ZipFile& zip);

Result<void> read_shared_strings(const ZipFile& zip, const std::string& part, HeldText& strings);

// By style number (the s of a cell): does it show a date or a time of day?
Result<std::vector<bool>> read_date_styles(const ZipFile& zip, const std::string& part);

// A number format built in by its id (14–22, 27–36, 45–47, 50–58), or a custom code: y, m, d, h or s outside
// quotes and brackets. Elapsed times ([h]:mm) are durations, not dates.
bool is_date_format(int id);
bool is_date_format(std::string_view code);

// "_x000D_" stands for a character that XML cannot hold.
void append_unescaped(std::string& out, std::string_view text);

}  // namespace qy
