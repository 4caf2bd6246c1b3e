#include <algorithm>

#include "leads/html_sections.h"

namespace qy {
namespace {

void put_row(Html& html, const Screening& s, const Finding& f) {
  html.raw("<td class=\"num\">").text(f.rank).raw("</td><td>");
  put_band(html, f.band);
  html.raw("</td><td class=\"what\"><a href=\"#");
  if (f.first_page && f.rank <= kDetailedFindings) {
    html.raw("f-").text(f.fingerprint);
  } else {
    html.raw("r-").text(f.rule);
  }
  html.raw("\">")
      .text(s.card(f.rule).title)
      .raw("</a><span class=\"label\">")
      .text(f.subject_label)
      .raw("</span>");
}

void put_first_row(Html& html, const Screening& s, const Finding& f) {
  html.raw("<tr>");
  put_row(html, s, f);
  html.raw("</td><td class=\"num money\">")
      .text(amount_text(f.amount_fen, f.currency))
      .raw("</td><td class=\"num\">");
  html.text(number_text(f.score.score, 2)).raw("</td><td>");
  put_status(html, f);
  html.raw("</td><td class=\"tick\"><span class=\"box\" aria-hidden=\"true\"></span></td></tr>");
}

void put_other_row(Html& html, const Screening& s, const Finding& f, int64_t place) {
  if (place > kPrintedFindings) {
    html.raw("<tr class=\"screen\" id=\"f-");
  } else {
    html.raw("<tr id=\"f-");
  }
  html.text(f.fingerprint).raw("\">");
  put_row(html, s, f);
  html.raw("<span class=\"say\">").text(f.sentence).raw("</span>");
  if (!f.score.held_back.empty())
    html.raw("<span class=\"src\">").text(order_note(f.score.held_back)).raw("</span>");
  html.raw("</td><td class=\"num money\">")
      .text(amount_text(f.amount_fen, f.currency))
      .raw("</td><td class=\"num\">");
  html.text(number_text(f.score.score, 2)).raw("</td><td>");
  put_status(html, f);
  html.raw("</td></tr>");
}

void put_past(Html& html, const Screening& s, const std::vector<PastFinding>& past, const Word& title,
              std::string_view note) {
  if (past.empty()) return;
  constexpr size_t kShown = 200;
  html.raw("<details class=\"past\"><summary>")
      .both(title)
      .raw("（")
      .text(int64_t(past.size()))
      .raw(" 条）</summary><p>")
      .text(note);
  html.raw(
      "</p><table class=\"rows\"><thead><tr><th scope=\"col\">规则</th><th scope=\"col\">对象</th><th "
      "scope=\"col\">首次发现</th>"
      "</tr></thead><tbody>");
  for (size_t i = 0; i < std::min(past.size(), kShown); ++i) {
    html.raw("<tr><td>")
        .text(past[i].rule)
        .raw(" ")
        .text(s.card(past[i].rule).title)
        .raw("</td><td>")
        .text(past[i].subject_label);
    html.raw("<span class=\"say\">")
        .text(past[i].sentence)
        .raw("</span></td><td>")
        .text(past[i].first_seen)
        .raw("</td></tr>");
  }
  html.raw("</tbody></table>");
  if (past.size() > kShown)
    html.raw("<p>其余 ").text(int64_t(past.size() - kShown)).raw(" 条见 findings.json。</p>");
  html.raw("</details>");
}

// The others under their topic, in it by exit, in that by rank.
using Group = std::map<Exit, std::vector<const Finding*>>;

void put_group(Html& html, const Screening& s, const std::string& topic, const Group& group, int64_t from) {
  int64_t all = 0;
  for (const auto& [exit, findings] : group) all += int64_t(findings.size());
  const Word word = word_of_topic(s, topic);
  html.raw("<h3 id=\"t-").text(topic).raw("\">").text(word.zh).raw(" <small lang=\"en\">").text(word.en);
  html.raw("</small> <span class=\"src\">").text(all).raw(" 条</span></h3>");
  html.raw(
      "<table class=\"list\"><thead><tr><th scope=\"col\" class=\"num\">序号</th><th "
      "scope=\"col\">级别</th><th scope=\"col\">疑点与说明</th>"
      "<th scope=\"col\" class=\"num\">涉及金额</th><th scope=\"col\" class=\"num\">得分</th><th "
      "scope=\"col\">状态</th></tr></thead>");
  for (const auto& [exit, findings] : group) {
    html.raw("<tbody><tr class=\"exit\"><th scope=\"rowgroup\" colspan=\"6\">去向：").text(word_of(exit).zh);
    html.raw(" <small lang=\"en\">").text(word_of(exit).en).raw("</small>　").text(int64_t(findings.size()));
    html.raw(" 条</th></tr>");
    for (const Finding* f : findings) put_other_row(html, s, *f, f->rank - from);
    html.raw("</tbody>");
  }
  html.raw("</table>");
}

void put_by_topic(Html& html, const Screening& s, int64_t from, int64_t shown) {
  std::map<std::string, Group> groups;
  for (int64_t i = from; i < from + shown; ++i) {
    const Finding& f = s.findings[size_t(i)];
    groups[s.card(f.rule).topic][exit_shown(s, f)].push_back(&f);
  }
  std::vector<std::string> order;
  for (const TopicName& topic : s.topics) order.push_back(topic.name);
  order.emplace_back();
  for (const std::string& topic : order)
    if (const auto at = groups.find(topic); at != groups.end()) put_group(html, s, topic, at->second, from);
}

}  // namespace

void put_first_list(Html& html, const Screening& s) {
  html.raw("<section><h2 id=\"first\">先看这 ").text(s.first_page.findings);
  html.raw(" 条 <small lang=\"en\">The ones to look at first</small></h2>");
  if (s.first_page.findings == 0) {
    html.raw("<p>没有待看的疑点。请看“没能回答的问题”：没有列为疑点，也可能是数据不够。</p></section>");
    return;
  }
  html.raw("<p>按得分排列；同一事项至多 ")
      .text(s.first_page.per_stack)
      .raw(" 条，同一规则至多 ")
      .text(s.first_page.per_rule);
  html.raw(" 条，让有限的人手多看几件不同的事。其余的排在后面，一条不少。</p>");
  html.raw(
      "<table class=\"list\"><thead><tr><th scope=\"col\" class=\"num\">序号</th><th "
      "scope=\"col\">级别</th><th scope=\"col\">疑点与对象</th>"
      "<th scope=\"col\" class=\"num\">涉及金额</th><th scope=\"col\" class=\"num\">得分</th><th "
      "scope=\"col\">状态</th>"
      "<th scope=\"col\" class=\"tick\">已看</th></tr></thead><tbody>");
  for (const auto& f : s.findings) {
    if (f.first_page) put_first_row(html, s, f);
  }
  html.raw("</tbody></table></section>");
}

void put_others(Html& html, const Screening& s) {
  const auto from = std::min(s.first_page.findings, kDetailedFindings);
  const auto others = int64_t(s.findings.size()) - from;
  const auto shown = std::min(others, kListedFindings);
  if (others == 0 && s.gone.empty() && s.not_examined.empty()) return;
  html.raw(
      "<section class=\"others\"><h2 id=\"others\">其余疑点 <small lang=\"en\">All the others</small></h2>");
  if (shown < others) {
    html.raw("<p>此处列出 ")
        .text(shown)
        .raw(" 条，另有 ")
        .text(others - shown)
        .raw(" 条见 XLSX 或 findings.json。</p>");
  }
  if (shown > kPrintedFindings) {
    html.raw("<p class=\"print\">打印版列出前 ").text(kPrintedFindings).raw(" 条，全部见 XLSX。</p>");
  }
  if (shown > 0) put_by_topic(html, s, from, shown);
  put_past(html, s, s.gone, {"上次有、这次没有的疑点", "gone since the last screening"},
           "同一规则这次重新运行，未再列出：数据已核正、款项已退回，或来源文件已撤销。");
  put_past(html, s, s.not_examined, {"这次没有复查的疑点", "not examined this time"},
           "它们的规则这次没有运行或没能运行，因此既不算仍在，也不算消失。");
  html.raw("</section>");
}

}  // namespace qy
