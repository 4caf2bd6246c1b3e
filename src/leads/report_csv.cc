#include "leads/report_csv.h"

#include "leads/findings_columns.h"
#include "leads/spreadsheet_cell.h"
#include "leads/words.h"

namespace qy {
namespace {

// Figures of our own making need no defusing: -12.00 stays a number.
std::string field_text(const ReportColumn& column, const CellValue& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return csv_field(*text);
  if (const auto* number = std::get_if<int64_t>(&value)) return std::to_string(*number);
  return number_text(std::get<double>(value), column.kind == ReportColumn::Kind::yuan ? 2 : 4);
}

}  // namespace

std::string report_csv(const Screening& screening) {
  std::string out = "\xEF\xBB\xBF";
  std::string_view separator;
  for (const auto& column : findings_columns()) {
    out += separator;
    out += column.title;
    separator = ",";
  }
  out += "\r\n";
  for (const auto& finding : screening.findings) {
    separator = "";
    for (const auto& column : findings_columns()) {
      out += separator;
      out += field_text(column, column.value(screening, finding));
      separator = ",";
    }
    out += "\r\n";
  }
  return out;
}

}  // namespace qy
