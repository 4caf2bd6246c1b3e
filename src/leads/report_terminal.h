// Findings on a terminal: a table that fits 80 to 120 columns, Chinese counted as two, and one finding told
// in full.
//
//   序号 级别 疑点 · 对象                                          涉及金额    得分 状态
//      1 ▲红  同一标段多家报价异常接近 H07@1                    1,248.60万元    2.06 新增
//             青岚县松坪镇灌渠改造工程（二标段）
//             本标段5家单位报价，最高与最低相差0.21%……
#pragma once

#include <string>

#include "leads/finding.h"

namespace qy {

struct TerminalStyle {
  int columns = 100;    // drawn to 60..140
  bool colour = false;  // only for a terminal: a pipe gets plain text
  int64_t rows = 0;     // findings in the table; 0: the first page
};

// What was screened, the ranked table, what could not be answered.
std::string report_terminal(const Screening& screening, const TerminalStyle& style);

// The gatherings (gathering.h), each with the numbers of its findings; nothing where there are none. Part of
// report_terminal.
std::string gatherings_terminal(const Screening& screening, const TerminalStyle& style);

// One finding: sentence, innocent explanations, figures, evidence, law, next step, exits.
std::string finding_terminal(const Screening& screening, const Finding& finding, const TerminalStyle& style);

// How its score came about, step by step with the numbers, so that it can be worked out again by hand. To
// follow finding_terminal.
std::string explain_terminal(const Screening& screening, const Finding& finding, const TerminalStyle& style);

}  // namespace qy
