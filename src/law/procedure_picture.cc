#include "law/procedure_picture.h"

#include <algorithm>
#include <cmath>

#include "law/procedure_layout.h"

namespace qy {
namespace {

constexpr double kLine = 24, kLegendWidth = 1360;
constexpr std::string_view kFont =
    "font-family=\"'Noto Sans CJK SC','Source Han Sans SC','Microsoft YaHei',sans-serif\"";

std::string number(double value) {
  const long tenths = std::lround(value * 10);
  return std::to_string(tenths / 10) + "." + std::to_string(std::abs(tenths % 10));
}

std::string escaped(const std::string& text) {
  std::string out;
  for (const char c : text)
    out += c == '&' ? "&amp;" : c == '<' ? "&lt;" : c == '>' ? "&gt;" : std::string(1, c);
  return out;
}

std::string text_at(double x, double y, const std::string& text, const std::string& style) {
  return "<text x=\"" + number(x) + "\" y=\"" + number(y) + "\" " + style + ">" + escaped(text) + "</text>\n";
}

class Picture {
 public:
  Picture(const ProcedureBook& book, const Procedure& procedure, Date day)
      : book_(book), procedure_(procedure), day_(day), layout_(lay_out(procedure)) {}

  std::string svg() {
    const double width = std::max(layout_.width, kLegendWidth);
    const double legend = 64 + layout_.height;
    const double height = legend + kLine * double(procedure_.steps.size() + 2);
    svg_ =
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + number(width) + " " + number(height) +
        "\" width=\"" + number(width) + "\" height=\"" + number(height) + "\" " + std::string(kFont) +
        " font-size=\"14\">\n<title>" + escaped(procedure_.title) +
        "</title>\n<defs><marker id=\"tip\" viewBox=\"0 0 10 10\" refX=\"9\" refY=\"5\" markerWidth=\"8\" "
        "markerHeight=\"8\" orient=\"auto\"><path d=\"M0 0L10 5L0 10z\" fill=\"#3b5b7a\"/></marker></defs>\n"
        "<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n";
    svg_ += text_at(24, 34, procedure_.title + "  " + procedure_.english,
                    "font-size=\"20\" font-weight=\"bold\"");
    svg_ += text_at(24, 56,
                    "行为日 " + day_.iso() +
                        " 的规则；灰色的步骤当日没有依据 (steps in grey are unknown to the law of that day)",
                    "fill=\"#666\"");
    svg_ += "<g transform=\"translate(0 64)\">\n";
    for (const PlacedArrow& arrow : layout_.arrows) draw(arrow);
    draw_boxes();
    for (const PlacedArrow& arrow : layout_.arrows) draw_numbers(arrow);
    svg_ += "</g>\n";
    draw_legend(legend);
    return svg_ + "</svg>\n";
  }

 private:
  bool stands(const std::vector<int>& steps) const {
    return std::any_of(steps.begin(), steps.end(),
                       [&](int i) { return book_.stands(procedure_.steps[size_t(i)], day_); });
  }

  // Straight through a waypoint's column, bent between the columns.
  void draw(const PlacedArrow& arrow) {
    std::string path = "M" + number(arrow.way[0].first) + " " + number(arrow.way[0].second);
    for (size_t i = 1; i < arrow.way.size(); ++i) {
      const auto [x0, y0] = arrow.way[i - 1];
      const auto [x1, y1] = arrow.way[i];
      const double bend = (x1 - x0) / 2;
      path += "C" + number(x0 + bend) + " " + number(y0) + " " + number(x1 - bend) + " " + number(y1) + " " +
              number(x1) + " " + number(y1);
    }
    svg_ += "<path d=\"" + path + "\" fill=\"none\" stroke=\"" + (stands(arrow.steps) ? "#3b5b7a" : "#ccc") +
            "\" stroke-width=\"1.4\"" + (arrow.back ? " stroke-dasharray=\"5 4\"" : "") +
            " marker-end=\"url(#tip)\"/>\n";
  }

  void draw_boxes() {
    for (const PlacedArrow& arrow : layout_.arrows)
      if (arrow.from.empty()) {
        svg_ += "<circle cx=\"" + number(arrow.way[0].first - 8) + "\" cy=\"" + number(arrow.way[0].second) +
                "\" r=\"8\" fill=\"#222\"/>\n";
        break;
      }
    for (const ProcedureState& state : procedure_.states) {
      const PlacedState& at = layout_.states.at(state.id);
      svg_ += "<rect x=\"" + number(at.x - kBoxWidth / 2) + "\" y=\"" + number(at.y - kBoxHeight / 2) +
              "\" width=\"" + number(kBoxWidth) + "\" height=\"" + number(kBoxHeight) +
              "\" rx=\"6\" fill=\"" + (state.is_end ? "#eef1ee" : "#e8f0fa") +
              "\" stroke=\"#345\" stroke-width=\"" + (state.is_end ? "2.6" : "1.2") + "\"/>\n";
      svg_ += text_at(at.x, at.y + 5, state.title, "text-anchor=\"middle\"");
      if (const auto loop = layout_.loops.find(state.id); loop != layout_.loops.end())
        svg_ += text_at(at.x, at.y + kBoxHeight / 2 + 14, "↻ " + numbers(loop->second),
                        "text-anchor=\"middle\" font-size=\"11\" fill=\"#3b5b7a\"");
    }
  }

  static std::string numbers(const std::vector<int>& steps) {
    std::string text;
    for (const int step : steps) text += (text.empty() ? "" : " ") + std::to_string(step + 1);
    return text;
  }

  // On the arrow's last stretch, a few numbers a line.
  void draw_numbers(const PlacedArrow& arrow) {
    constexpr size_t kPerLine = 3;
    constexpr double kNumberLine = 14;
    const size_t last = arrow.way.size() - 1;
    const auto [x0, y0] = arrow.way[last - 1];
    const auto [x1, y1] = arrow.way[last];
    std::vector<std::string> lines;
    size_t widest = 0;
    for (size_t i = 0; i < arrow.steps.size(); i += kPerLine) {
      const auto from = arrow.steps.begin() + long(i);
      lines.push_back(numbers({from, from + long(std::min(kPerLine, arrow.steps.size() - i))}));
      widest = std::max(widest, lines.back().size());
    }
    const double x = x1 + (x0 - x1) * 0.3, width = 8 + 7.0 * double(widest);
    const double height = 3 + kNumberLine * double(lines.size());
    const double top = y1 + (y0 - y1) * 0.2 - height / 2;
    svg_ += "<rect x=\"" + number(x - width / 2) + "\" y=\"" + number(top) + "\" width=\"" + number(width) +
            "\" height=\"" + number(height) + "\" rx=\"8\" fill=\"#fff\" stroke=\"#9ab\"/>\n";
    for (size_t i = 0; i < lines.size(); ++i)
      svg_ +=
          text_at(x, top + 13 + kNumberLine * double(i), lines[i], "text-anchor=\"middle\" font-size=\"11\"");
  }

  std::string approval(const ProcedureStep& step) const {
    if (!step.extends.empty()) return "延长审批 " + step.extends;
    const auto& roles = book_.approvers(step, {});
    std::string text;
    for (const std::string& role : roles)
      text += (text.empty() ? "" : " → ") + book_.terms().role(role)->title;
    if (!step.chain.empty() && book_.terms().chain(step.chain)->options.size() > 1) text += "（依身份另定）";
    return text.empty() ? "依职责" : text;
  }

  void draw_legend(double y) {
    const std::string head = "font-weight=\"bold\"";
    svg_ += text_at(24, y + kLine, "号", head) + text_at(60, y + kLine, "步骤 step", head) +
            text_at(420, y + kLine, "审批 approved by", head) + text_at(920, y + kLine, "依据 basis", head);
    for (size_t i = 0; i < procedure_.steps.size(); ++i) {
      const ProcedureStep& step = procedure_.steps[i];
      const double line = y + kLine * double(i + 2);
      const auto binding = book_.laws().binding_on(step.basis, day_);
      const std::string style = binding.empty() ? "fill=\"#aaa\"" : "fill=\"#222\"";
      svg_ += text_at(24, line, std::to_string(i + 1), style);
      svg_ += text_at(60, line, step.title + "  " + step.english, style);
      svg_ += text_at(420, line, approval(step), style);
      svg_ += text_at(920, line, binding.empty() ? "当日没有依据" : short_basis(binding), style);
    }
  }

  static std::string short_basis(const std::vector<Provision>& basis) {
    std::string text;
    for (const Provision& one : basis)
      text += (text.empty() ? "" : "；") + one.law + (one.article.empty() ? "" : " " + one.article);
    return text;
  }

  const ProcedureBook& book_;
  const Procedure& procedure_;
  Date day_;
  ProcedureLayout layout_;
  std::string svg_;
};

}  // namespace

std::string procedure_svg(const ProcedureBook& book, const Procedure& procedure, Date day) {
  return Picture(book, procedure, day).svg();
}

std::string picture_page(const Procedure& procedure, Date day, const std::string& svg) {
  return "<!doctype html>\n<html lang=\"zh-CN\">\n<meta charset=\"utf-8\">\n<title>" +
         escaped(procedure.title) + " " + day.iso() + "</title>\n<body style=\"margin:0\">\n" + svg +
         "</body>\n</html>\n";
}

}  // namespace qy
