// A finding's figures and evidence as they are written in every report.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "leads/finding.h"

namespace qy {

struct EvidencePlace {  // the rows of one sheet of one file
  std::string table, source, sheet;
  std::string rows;  // "120–124、131"
};
std::vector<EvidencePlace> evidence_places(const Screening& screening, const Finding& finding);

// The figures of the sentence with their Chinese labels; fen as money.
std::vector<std::pair<std::string, std::string>> figures_shown(const Screening& screening,
                                                               const Finding& finding);

// "已登记 3.5 次，核实 2 次", or that nothing is on record yet.
std::string exits_counted(const Score& score);

}  // namespace qy
