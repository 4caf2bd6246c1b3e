#include "leads/html_sections.h"

namespace qy {
namespace {

void put_count(Html& html, const LabelledCount& one, bool missing_at_zero) {
  html.raw("<tr><td>").text(one.label).raw(" <small lang=\"en\">").text(one.english);
  html.raw("</small></td><td class=\"num\">").text(one.count);
  if (missing_at_zero && one.count == 0) html.raw(" <b>缺</b>");
  html.raw("</td></tr>");
}

void put_counts(Html& html, const std::vector<LabelledCount>& counts, bool missing_at_zero) {
  if (counts.empty()) return;
  html.raw("<table class=\"rows\"><tbody>");
  for (const LabelledCount& one : counts) put_count(html, one, missing_at_zero);
  html.raw("</tbody></table>");
}

void put_taken_away(Html& html, const Screening& s, const RegisterFacts& facts) {
  int64_t all = 0;
  for (const TakenAway& one : facts.taken_away) all += one.count;
  html.raw("<h4>因此没有列为疑点的记录 <small lang=\"en\">taken away</small>　<b>")
      .text(all)
      .raw("</b> 条</h4>");
  if (facts.taken_away.empty()) return;
  html.raw("<table class=\"rows\"><tbody>");
  for (const TakenAway& one : facts.taken_away) {
    const RuleFacts& card = s.card(one.rule);
    const auto clause = card.exclusions.find(one.clause);
    html.raw("<tr><td>").text(card.title).raw(" <span class=\"ref\">").text(one.rule).raw("</span>");
    html.raw("<span class=\"say\">").text(clause == card.exclusions.end() ? one.clause : clause->second);
    html.raw("</span></td><td class=\"num\">").text(one.count).raw("</td></tr>");
  }
  html.raw("</tbody></table>");
}

void put_waiting(Html& html, const Screening& s, const RegisterFacts& facts) {
  if (facts.waiting.empty()) return;
  html.raw("<p class=\"lack\"><b>没有导入。</b>以下 ")
      .text(int64_t(facts.waiting.size()))
      .raw(" 条规则本可据此排除一部分命中，现在不能：");
  for (size_t i = 0; i < facts.waiting.size(); ++i)
    html.text(i == 0 ? "" : "；").text(s.card(facts.waiting[i]).title);
  html.raw("。请主管部门提供“")
      .text(table_text(s, facts.table))
      .raw("”表，用 qingyuan ingest 导入后重新筛查。</p>");
}

void put_register(Html& html, const Screening& s, const RegisterFacts& facts) {
  html.raw("<article class=\"register\"><h3>")
      .text(facts.label)
      .raw(" <small lang=\"en\">")
      .text(facts.english)
      .raw("</small></h3><p>")
      .text(facts.how)
      .raw(" <small lang=\"en\">")
      .text(facts.how_en)
      .raw("</small></p>");
  if (facts.rows > 0) {
    html.raw("<p>已导入“").text(table_text(s, facts.table)).raw("” <b>").text(facts.rows).raw("</b> 行，");
    html.text(facts.files).raw(" 个文件");
    if (!facts.from.empty()) html.raw("，日期从 ").text(facts.from).raw(" 到 ").text(facts.to);
    html.raw("。</p><div class=\"cols\"><div>");
    if (!facts.by_value.empty()) html.raw("<h4>来自 <small lang=\"en\">by source</small></h4>");
    put_counts(html, facts.by_value, true);
    html.raw("<h4>数据情况 <small lang=\"en\">the state of the data</small></h4>");
    put_counts(html, facts.figures, false);
    html.raw("</div><div>");
    put_taken_away(html, s, facts);
    html.raw("</div></div>");
  }
  put_waiting(html, s, facts);
  html.raw("</article>");
}

}  // namespace

void put_registers(Html& html, const Screening& s) {
  if (s.registers.empty()) return;
  html.raw(
      "<section class=\"registers\"><h2 id=\"registers\">三个登记簿 <small lang=\"en\">The three "
      "registers</small></h2><p>多数误报由这三个登记簿说明清楚。登记越全，清单越短。</p>");
  for (const RegisterFacts& facts : s.registers) put_register(html, s, facts);
  html.raw("</section>");
}

}  // namespace qy
