// Findings as CSV for spreadsheet programs: UTF-8 with BOM, CRLF, one finding a line, every text harmless
// (spreadsheet_cell.h).
#pragma once

#include <string>

#include "leads/finding.h"

namespace qy {

std::string report_csv(const Screening& screening);

}  // namespace qy
