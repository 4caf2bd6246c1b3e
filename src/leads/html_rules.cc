#include <map>
#include <set>

#include "leads/finding_text.h"
#include "leads/html_sections.h"

namespace qy {
namespace {

void put_items(Html& html, const Word& title, const std::vector<std::string>& items) {
  if (items.empty()) return;
  html.raw("<h4>").both(title).raw("</h4><ul>");
  for (const auto& item : items) html.raw("<li>").text(item).raw("</li>");
  html.raw("</ul>");
}

void put_paragraph(Html& html, const Word& title, const std::string& zh, const std::string& en) {
  if (zh.empty()) return;
  html.raw("<h4>").both(title).raw("</h4><p>").text(zh);
  if (!en.empty()) html.raw(" <small lang=\"en\">").text(en).raw("</small>");
  html.raw("</p>");
}

void put_card(Html& html, const Screening& s, const RuleFacts& card) {
  html.raw("<details class=\"card\" id=\"r-")
      .text(card.id)
      .raw("\"><summary>")
      .text(rule_text(card))
      .raw("　<b>")
      .text(card.title);
  html.raw("</b> <small lang=\"en\">").text(card.english).raw("</small></summary>");
  put_paragraph(html, {"为什么看这个", "why"}, card.why, card.why_en);
  put_items(html, {"可能的正常原因", "innocent explanations"}, card.innocent);
  put_items(html, {"现有数据看不到", "blind spots"}, card.blind_spots);
  put_paragraph(html, {"建议下一步", "next step"}, card.next_step, card.next_step_en);
  std::vector<std::string> lines;
  for (const auto& basis : card.legal_basis) lines.push_back(basis.law + basis.article + "　" + basis.text);
  put_items(html, {"依据", "legal basis"}, lines);
  lines.clear();
  for (const auto& p : card.parameters) {
    lines.push_back(p.name + " = " + threshold_text(p) + (p.source.empty() ? "" : "（" + p.source + "）"));
  }
  put_items(html, {"标准", "thresholds"}, lines);
  lines.clear();
  for (const auto& [clause, text] : card.exclusions) lines.push_back(text);
  put_items(html, {"不列为疑点的情形", "exclusions"}, lines);
  html.raw("<p class=\"ref\">领域 ")
      .text(word_of_topic(s, card.topic).zh)
      .raw(" · 规则族 ")
      .text(card.family)
      .raw(" · 严重程度 ")
      .text(int64_t(card.severity));
  html.raw("/5 · 先验核实率 ").text(percent_text(card.precision_prior));
  if (!card.precision_basis.empty()) html.raw("（").text(card.precision_basis).raw("）");
  html.raw("</p></details>");
}

}  // namespace

void put_rules(Html& html, const Screening& s) {
  std::set<std::string> used;
  for (const auto& f : s.findings) used.insert(f.rule);
  if (used.empty()) return;
  html.raw(
      "<section class=\"cards\"><h2 id=\"rules\">规则说明 <small lang=\"en\">The rules that found "
      "something</small></h2>");
  html.raw(
      "<p class=\"print\">打印版不附规则说明，见屏幕版，或 qingyuan rules show 编号。</p><div "
      "class=\"screen\">");
  for (const auto& id : used) put_card(html, s, s.card(id));
  html.raw("</div></section>");
}

void put_coverage(Html& html, const Screening& s) {
  if (s.coverage.empty()) return;
  std::map<std::string, std::map<std::string, int64_t>> counts;
  for (const auto& row : s.coverage) counts[row.rule][row.outcome] += row.count;
  html.raw(
      "<section><h2 id=\"coverage\">规则覆盖 <small "
      "lang=\"en\">Coverage</small></"
      "h2><p>每条规则对每一条记录都给出一种结果；四列相加等于它检查过的记录数。</p>"
      "<table class=\"rows\"><thead><tr><th scope=\"col\">规则</th><th scope=\"col\" "
      "class=\"num\">检查记录</th>");
  for (const char* outcome : {"hit", "clear", "excluded", "not_computable"}) {
    html.raw("<th scope=\"col\" class=\"num\">").text(word_of_outcome(outcome).zh).raw("</th>");
  }
  html.raw("</tr></thead><tbody>");
  for (auto& [rule, by_outcome] : counts) {
    int64_t all = 0;
    for (const auto& [outcome, n] : by_outcome) all += n;
    html.raw("<tr><td>")
        .text(s.card(rule).title)
        .raw(" <span class=\"ref\">")
        .text(rule_text(s.card(rule)))
        .raw("</span></td><td class=\"num\">");
    html.text(all).raw("</td>");
    for (const char* outcome : {"hit", "clear", "excluded", "not_computable"}) {
      html.raw("<td class=\"num\">").text(by_outcome[outcome]).raw("</td>");
    }
    html.raw("</tr>");
  }
  html.raw("</tbody></table></section>");
}

void put_method(Html& html, const Screening& s) {
  html.raw(R"(<section class="method"><h2 id="method">方法 <small lang="en">Method</small></h2>
<dl><dt>核实率</dt><dd>每条规则先按公布的核查结果取先验值，折合 20 次；以后每登记一次去向，就按实际结果修正：（20 × 先验 + 核实次数）÷（20 + 登记次数）。</dd>
<dt>强度</dt><dd>核实率 × 级别权重（红 1，黄 0.6，蓝 0.3）。</dd>
<dt>证据</dt><dd>同一事项上，每个规则族只取最强的一条，各取 −ln(1 − 强度) 后相加。同族的规则看的是同一个事实，不重复计算。</dd>
<dt>得分</dt><dd>证据 × 金额系数；金额系数 = 1 + log₁₀(1 + 元)。没有金额的取同规则的中位数，并在该条注明。</dd>
<dt>同分</dt><dd>依次比较金额、严重程度、规则编号、疑点编号，与来源文件的顺序无关。</dd>
<dt>预计可核实</dt><dd>所列疑点核实率之和；区间由贝塔二项分布逐条规则合成，取第 5 至第 95 百分位。同一事项的疑点往往一同成立或不成立，实际起伏会略大。</dd>
<dt>不做什么</dt><dd>不给任何人、任何单位打分。得分只用来排定先看哪一个问题。</dd></dl></section>)");
  html.raw("<section class=\"run\"><h2 id=\"run\">本次筛查 <small lang=\"en\">This run</small></h2><p>")
      .text(s.run.program)
      .raw(" · ")
      .text(s.run.engine);
  html.raw(" · 用时 ")
      .text(number_text(double(s.run.millis) / 1000, 1))
      .raw(" 秒 · 编号 ")
      .text(s.run.run_id)
      .raw("</p>");
  html.raw(
      "<table class=\"rows\"><thead><tr><th scope=\"col\">来源文件</th><th scope=\"col\" "
      "class=\"num\">行数</th><th scope=\"col\">SM3 校验值</th></tr></thead><tbody>");
  for (const auto& source : s.run.sources) {
    html.raw("<tr><td class=\"file\">")
        .text(source.name)
        .raw("</td><td class=\"num\">")
        .text(source.rows)
        .raw("</td><td><code>")
        .text(source.sm3);
    html.raw("</code></td></tr>");
  }
  html.raw("</tbody></table></section>");
}

}  // namespace qy
