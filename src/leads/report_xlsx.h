// Findings as a workbook for Excel, WPS and LibreOffice: 疑点清单, 证据行, 规则覆盖, 说明.
//
// Frozen heads, filters, A4 landscape with repeated heads and page n/m. Every text is harmless
// (spreadsheet_cell.h) and written as text; amounts are numbers in yuan. A sheet ends at 1,048,576 rows: what
// does not fit is counted in its last row, and all of it is in findings.json.
#pragma once

#include <filesystem>

#include "leads/finding.h"

namespace qy {

// Written beside the target and moved over it: on failure an older report stays as it was.
Result<void> write_report_xlsx(const Screening& screening, const std::filesystem::path& path);

}  // namespace qy
