// One self-contained HTML file: no script, no network, nothing but itself (a strict policy in its head says
// so). Chinese first, English beside it. Reads on a screen from 360 px up, in light and dark, and prints on
// A4 with repeated table heads and page numbers.
//
// The findings of the first page are told one by one, the others stand in a table: 50 findings make a report,
// 5,000 still open at once.
#pragma once

#include <string>

#include "leads/finding.h"

namespace qy {

std::string report_html(const Screening& screening);

}  // namespace qy
