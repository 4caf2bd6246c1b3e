#include <algorithm>
#include <array>

#include "leads/html_sections.h"

namespace qy {
namespace {

constexpr std::array<Exit, 5> kColumns{Exit::data_correction, Exit::rectification_exit, Exit::reminder_exit,
                                       Exit::lead_transfer, Exit::explained};

struct TopicRow {
  std::array<int64_t, kColumns.size()> by_exit{};
  int64_t all = 0, red = 0, settled = 0;
};

void put_cell(Html& html, int64_t n) {
  html.raw("<td class=\"num\">");
  if (n == 0)
    html.raw("<span class=\"src\">0</span>");
  else
    html.text(n);
  html.raw("</td>");
}

void put_cells(Html& html, const TopicRow& row) {
  put_cell(html, row.all);
  put_cell(html, row.red);
  for (const int64_t n : row.by_exit) put_cell(html, n);
  put_cell(html, row.settled);
  html.raw("</tr>");
}

}  // namespace

Exit exit_shown(const Screening& s, const Finding& f) {
  if (f.settled) return f.settled->exit;
  return exit_of(s.card(f.rule).usual_exit).value_or(Exit::rectification_exit);
}

void put_topics(Html& html, const Screening& s) {
  if (s.findings.empty()) return;
  std::map<std::string, TopicRow> rows;
  TopicRow sum;
  for (const Finding& f : s.findings)
    for (TopicRow* row : {&rows[s.card(f.rule).topic], &sum}) {
      ++row->all;
      row->red += f.band == Band::red ? 1 : 0;
      row->settled += f.settled ? 1 : 0;
      ++row->by_exit[size_t(exit_shown(s, f))];
    }
  html.raw(
      "<section><h2 id=\"topics\">按整治专题和去向 <small lang=\"en\">By campaign topic and exit</small></h2>"
      "<p>没有登记去向的疑点按规则通常的去向归类，只用来安排先请谁说明；去向由人决定，登记之后以登记为准。</"
      "p>"
      "<table class=\"rows topics\"><thead><tr><th scope=\"col\">专题</th><th scope=\"col\" "
      "class=\"num\">疑点</th><th scope=\"col\" class=\"num\">▲ 红</th>");
  for (const Exit exit : kColumns)
    html.raw("<th scope=\"col\" class=\"num wrap\">").text(word_of(exit).zh).raw("</th>");
  html.raw("<th scope=\"col\" class=\"num wrap\">已登记</th></tr></thead><tbody>");
  const auto put_row = [&](const std::string& topic) {
    const auto at = rows.find(topic);
    if (at == rows.end()) return;
    html.raw("<tr><td><a href=\"#t-").text(topic).raw("\">").text(word_of_topic(s, topic).zh);
    html.raw("</a> <small lang=\"en\">").text(word_of_topic(s, topic).en).raw("</small></td>");
    put_cells(html, at->second);
  };
  for (const TopicName& topic : s.topics) put_row(topic.name);
  put_row("");
  html.raw("<tr class=\"sum\"><td>合计</td>");
  put_cells(html, sum);
  html.raw("</tbody></table></section>");
}

}  // namespace qy
