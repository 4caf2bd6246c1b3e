// The columns of the list of findings, the same in CSV and XLSX.
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "leads/finding.h"

namespace qy {

using CellValue = std::variant<std::string, int64_t, double>;

struct ReportColumn {
  std::string_view title;  // Chinese
  double width;            // in characters
  enum class Kind { text, wrapped, count, yuan, decimal } kind;
  CellValue (*value)(const Screening&, const Finding&);
};

const std::vector<ReportColumn>& findings_columns();

}  // namespace qy
