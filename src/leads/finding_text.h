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

// The figures of the sentence that have a Chinese label, written for a reader: fen as money, shares as
// percent. The others are told by the sentence alone (all of them are in the JSON).
std::vector<std::pair<std::string, std::string>> figures_shown(const Screening& screening,
                                                               const Finding& finding);

// A threshold's value with its unit: "31 天", "5.00万元".
std::string threshold_text(const Parameter& parameter);

// "已登记 3.5 次，核实 2 次", or that nothing is on record yet.
std::string exits_counted(const Score& score);

}  // namespace qy
