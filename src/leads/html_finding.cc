#include <algorithm>

#include "leads/finding_text.h"
#include "leads/html_sections.h"
#include "leads/law_at.h"

namespace qy {
namespace {

void put_list(Html& html, const std::vector<std::string>& items) {
  html.raw("<ul>");
  for (const auto& item : items) html.raw("<li>").text(item).raw("</li>");
  html.raw("</ul>");
}

void put_figures(Html& html, const Screening& s, const Finding& f) {
  const RuleFacts& card = s.card(f.rule);
  if (f.figures.empty() && card.parameters.empty()) return;
  html.raw(
      "<section class=\"figures\"><h4>数字与标准 <small lang=\"en\">figures and thresholds</small></h4><dl>");
  for (const auto& [label, value] : figures_shown(s, f)) {
    html.raw("<div><dt>").text(label).raw("</dt><dd>").text(value).raw("</dd></div>");
  }
  for (const auto& p : card.parameters) {
    if (p.value.empty()) continue;
    html.raw("<div class=\"line\"><dt>标准</dt><dd>").text(threshold_text(p));
    if (!p.source.empty()) html.raw(" <span class=\"src\">").text(p.source).raw("</span>");
    html.raw("</dd></div>");
  }
  html.raw("</dl></section>");
}

void put_evidence(Html& html, const Screening& s, const Finding& f) {
  html.raw("<section class=\"evidence\"><h4>证据行 <small lang=\"en\">evidence, ")
      .text(int64_t(f.evidence.size()))
      .text(f.evidence.size() == 1 ? " row" : " rows");
  html.raw(
      "</small></h4><table><thead><tr><th scope=\"col\">数据</th><th scope=\"col\">文件</th>"
      "<th scope=\"col\">工作表</th><th scope=\"col\">行号</th></tr></thead><tbody>");
  for (const auto& place : evidence_places(s, f)) {
    html.raw("<tr><td>")
        .text(place.table)
        .raw("</td><td class=\"file\">")
        .text(place.source)
        .raw("</td><td>");
    html.text(place.sheet.empty() ? "—" : place.sheet).raw("</td><td class=\"at\">").text(place.rows);
    html.raw("</td></tr>");
  }
  html.raw("</tbody></table></section>");
}

void put_basis(Html& html, const RuleFacts& card, const Finding& f) {
  if (card.legal_basis.empty()) return;
  html.raw("<section class=\"basis\"><h4>依据 <small lang=\"en\">legal basis</small></h4>");
  if (!f.first_day.empty()) html.raw("<p>事项日期 ").text(days_text(f)).raw("</p>");
  html.raw("<ul>");
  for (const auto& basis : card.legal_basis) {
    html.raw("<li><b>").text(basis.law).text(basis.article).raw("</b>　").text(basis.text);
    if (!basis.valid_from.empty())
      html.raw(" <span class=\"src\">自 ").text(basis.valid_from).raw(" 施行</span>");
    if (!basis.valid_to.empty()) html.raw(" <span class=\"src\">至 ").text(basis.valid_to).raw(" 止</span>");
    if (const Word then = word_of(in_force(basis, f)); !then.zh.empty())
      html.raw(" <b>").text(then.zh).raw("</b>");
    html.raw("</li>");
  }
  html.raw("</ul></section>");
}

// 得分 1.9937 = 证据 0.2850 × 金额系数 6.9956, and where each comes from.
void put_score(Html& html, const Screening& s, const Finding& f) {
  const Score& score = f.score;
  html.raw("<p class=\"score\"><b>得分 ").text(number_text(score.score, 4)).raw("</b> = 证据 ");
  html.text(number_text(score.evidence_nats, 4))
      .raw(" × 金额系数 ")
      .text(number_text(score.amount_factor, 4));
  html.raw("。证据 = ");
  bool first = true;
  for (const auto& part : score.families) {
    if (!first) html.raw(" + ");
    first = false;
    html.text(number_text(part.nats, 4)).raw("（");
    if (part.fingerprint == f.fingerprint) {
      html.raw("本条");
    } else {
      put_link(html, s, part.fingerprint, s.card(part.rule).title);
    }
    html.raw("，强度 ").text(number_text(part.strength, 4)).raw("）");
  }
  html.raw("。本规则核实率 ")
      .text(percent_text(score.precision))
      .raw("（")
      .text(exits_counted(score))
      .raw("）");
  if (score.amount_is_median)
    html.raw("。本条没有金额，按同规则的中位数 ").text(amount_text(score.amount_fen, f.currency)).raw(" 计");
  if (!score.held_back.empty()) html.raw("。").text(order_note(score.held_back));
  html.raw("</p>");
}

void put_exits(Html& html, const RuleFacts& card, const Finding& f) {
  html.raw("<footer class=\"exits\"><h4>去向 <small lang=\"en\">exits</small></h4><ul>");
  for (const auto exit : {Exit::data_correction, Exit::rectification_exit, Exit::reminder_exit,
                          Exit::lead_transfer, Exit::explained}) {
    html.raw("<li><span class=\"box\" aria-hidden=\"true\"></span>").text(word_of(exit).zh);
    if (name_of(exit) == card.usual_exit) html.raw("<em>通常</em>");
    html.raw("</li>");
  }
  html.raw("</ul>");
  if (f.settled) {
    html.raw("<p class=\"settled\">已登记：<b>")
        .text(word_of(f.settled->exit).zh)
        .raw("</b>，")
        .text(f.settled->at.substr(0, 10));
    html.raw("　").text(f.settled->note).raw("</p>");
  }
  html.raw(
      "<p class=\"sign\"><span>说明</span><i "
      "class=\"long\"></i><span>核查人</span><i></i><span>日期</span><i></i></p></footer>");
}

void put_head(Html& html, const RuleFacts& card, const Finding& f) {
  html.raw("<header><p class=\"rank\"><span class=\"sr\">第</span>")
      .text(f.rank)
      .raw("</p><div><h3>")
      .text(card.title);
  html.raw(" <small lang=\"en\">")
      .text(card.english)
      .raw("</small></h3><p class=\"label\">")
      .text(f.subject_label);
  html.raw("</p></div><div class=\"side\"><p class=\"money\">")
      .text(amount_text(f.amount_fen, f.currency))
      .raw("</p><p>");
  put_band(html, f.band);
  html.raw(" ");
  put_status(html, f);
  html.raw("</p></div></header>");
}

void put_finding(Html& html, const Screening& s, const Finding& f) {
  const RuleFacts& card = s.card(f.rule);
  html.raw("<article class=\"finding ")
      .text(name_of(f.band))
      .raw("\" id=\"f-")
      .text(f.fingerprint)
      .raw("\">");
  put_head(html, card, f);
  html.raw("<p class=\"sentence\">").text(f.sentence).raw("</p>");
  if (!f.sentence_en.empty())
    html.raw("<p class=\"sentence-en\" lang=\"en\">").text(f.sentence_en).raw("</p>");
  html.raw(
      "<div class=\"cols\"><section class=\"innocent\"><h4>可能的正常原因，请先核对 <small "
      "lang=\"en\">innocent explanations</small></h4>");
  put_list(html, card.innocent);
  html.raw("</section><section><h4>现有数据看不到 <small lang=\"en\">blind spots</small></h4>");
  put_list(html, card.blind_spots);
  html.raw("</section></div>");
  put_figures(html, s, f);
  put_evidence(html, s, f);
  put_basis(html, card, f);
  html.raw("<section class=\"next\"><h4>建议下一步 <small lang=\"en\">next step</small></h4><p>")
      .text(card.next_step);
  html.raw("</p></section>");
  put_exits(html, card, f);
  put_score(html, s, f);
  html.raw("<p class=\"ref\">规则 <a href=\"#r-")
      .text(card.id)
      .raw("\">")
      .text(rule_text(card))
      .raw("</a> · 疑点编号 ");
  html.text(f.fingerprint).raw(" · 首次发现 ").text(f.first_seen).raw("</p></article>");
}

}  // namespace

void put_band(Html& html, Band band) {
  html.raw("<span class=\"band ")
      .text(name_of(band))
      .raw("\">")
      .text(mark_of(band))
      .raw(" ")
      .text(word_of(band).zh)
      .raw("</span>");
}

void put_status(Html& html, const Finding& f) {
  html.raw("<span class=\"status\">");
  if (f.settled) {
    html.raw("已登记：").text(word_of(f.settled->exit).zh);
  } else {
    html.text(word_of(f.status).zh);
  }
  html.raw("</span>");
}

void put_link(Html& html, const Screening& s, const std::string& fingerprint, std::string_view words) {
  const auto at = std::find_if(s.findings.begin(), s.findings.end(),
                               [&](const auto& f) { return f.fingerprint == fingerprint; });
  const bool on_page = at != s.findings.end() && at->rank <= kListedFindings;
  if (!on_page) {
    html.text(words);
    return;
  }
  html.raw("<a href=\"#f-")
      .text(fingerprint)
      .raw("\">")
      .text(words)
      .raw("，第 ")
      .text(at->rank)
      .raw(" 条</a>");
}

void put_details(Html& html, const Screening& s) {
  const int64_t shown = std::min(s.first_page.findings, kDetailedFindings);
  if (shown == 0) return;
  html.raw(
      "<section class=\"details\"><h2 id=\"details\">逐条说明 <small lang=\"en\">One by one</small></h2>");
  for (int64_t i = 0; i < shown; ++i) put_finding(html, s, s.findings[size_t(i)]);
  html.raw("</section>");
}

}  // namespace qy
