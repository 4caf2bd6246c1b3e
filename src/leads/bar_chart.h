// Horizontal bars as inline SVG, without a script: label, bar in up to three parts, figure. A part is told by
// its pattern as well as by its colour, and every chart stands beside the table of its numbers.
#pragma once

#include <string>
#include <vector>

#include "leads/html_text.h"

namespace qy {

struct BarPart {
  double value = 0;
  std::string_view fill;  // class of html_style: red, yellow, blue, plain, missing
};

struct Bar {
  std::string label;
  std::vector<BarPart> parts;
  std::string figure;  // written after the bar
};

struct BarChart {
  std::string_view title;  // for readers who do not see it
  std::vector<Bar> bars;
  double full = 0;  // the value of a whole bar; 0: that of the longest
};

void put_chart(Html& html, const BarChart& chart);

}  // namespace qy
