#include "leads/bar_chart.h"

#include <algorithm>

#include "leads/display_width.h"
#include "leads/words.h"

namespace qy {
namespace {

// In units of the drawing; the page scales it.
constexpr double kWidth = 480, kLabel = 164, kBars = 210, kRow = 29, kThick = 14;
constexpr int kLabelColumns = 24;

std::string px(double x) {
  return number_text(x, 1);
}

void put_rect(Html& html, double x, double y, double width, std::string_view fill) {
  const auto rect = [&](std::string_view css) {
    html.raw("<rect class=\"")
        .text(css)
        .raw("\" x=\"")
        .text(px(x))
        .raw("\" y=\"")
        .text(px(y))
        .raw("\" width=\"");
    html.text(px(width)).raw("\" height=\"").text(px(kThick)).raw("\"/>");
  };
  rect(std::string("fill-") + std::string(fill));
  if (fill == "yellow" || fill == "missing") rect("hatch");
  if (fill == "blue") rect("dots");
}

void put_bar(Html& html, const Bar& bar, double y, double full) {
  html.raw("<text class=\"label\" x=\"").text(px(kLabel - 8)).raw("\" y=\"").text(px(y + kThick - 2));
  html.raw("\" text-anchor=\"end\">").text(cut_to_width(bar.label, kLabelColumns)).raw("</text>");
  double x = kLabel;
  for (const auto& part : bar.parts) {
    if (part.value <= 0 || full <= 0) continue;
    const double width = std::max(kBars * part.value / full, 1.5);
    put_rect(html, x, y, width, part.fill);
    x += width + 1;
  }
  html.raw("<text class=\"figure\" x=\"").text(px(x + 6)).raw("\" y=\"").text(px(y + kThick - 2)).raw("\">");
  html.text(bar.figure).raw("</text>");
}

}  // namespace

void put_chart(Html& html, const BarChart& chart) {
  double full = chart.full;
  for (const auto& bar : chart.bars) {
    double sum = 0;
    for (const auto& part : bar.parts) sum += part.value;
    if (chart.full <= 0) full = std::max(full, sum);
  }
  const double height = kRow * double(chart.bars.size()) + 4;
  html.raw("<svg role=\"img\" viewBox=\"0 0 ")
      .text(px(kWidth))
      .raw(" ")
      .text(px(height))
      .raw("\" aria-label=\"");
  html.text(chart.title)
      .raw("\"><line class=\"axis\" x1=\"")
      .text(px(kLabel))
      .raw("\" x2=\"")
      .text(px(kLabel));
  html.raw("\" y1=\"0\" y2=\"").text(px(height)).raw("\"/>");
  for (size_t i = 0; i < chart.bars.size(); ++i) {
    put_bar(html, chart.bars[i], kRow * double(i) + (kRow - kThick) / 2, full);
  }
  html.raw("</svg>");
}

}  // namespace qy
