#include <algorithm>

#include "leads/html_sections.h"
#include "leads/unanswered.h"

namespace qy {
namespace {

int64_t count_band(const Screening& s, Band band) {
  return std::count_if(s.findings.begin(), s.findings.end(), [&](const auto& f) { return f.band == band; });
}

int64_t count_status(const Screening& s, Status status) {
  return std::count_if(s.findings.begin(), s.findings.end(),
                       [&](const auto& f) { return f.status == status; });
}

int64_t count_runs(const Screening& s, bool answered) {
  return std::count_if(s.run.rules.begin(), s.run.rules.end(),
                       [&](const auto& r) { return (r.state == "answered") == answered; });
}

void put_tiles(Html& html, const Screening& s) {
  int64_t rows = 0;
  for (const auto& source : s.run.sources) rows += source.rows;
  html.raw("<dl class=\"tiles\"><div><dt>检查的数据 <small lang=\"en\">screened</small></dt><dd><b>")
      .text(rows);
  html.raw("</b> 行</dd><dd class=\"sub\">").text(int64_t(s.run.sources.size())).raw(" 个文件</dd></div>");
  html.raw("<div><dt>规则 <small lang=\"en\">rules</small></dt><dd><b>").text(count_runs(s, true));
  html.raw("</b> 条已运行</dd><dd class=\"sub\">").text(count_runs(s, false)).raw(" 条未运行</dd></div>");
  html.raw("<div><dt>疑点 <small lang=\"en\">findings</small></dt><dd><b>").text(int64_t(s.findings.size()));
  html.raw("</b> 条</dd><dd class=\"sub\">");
  for (const auto band : {Band::red, Band::yellow, Band::blue}) {
    html.raw("<span class=\"nowrap\">");
    put_band(html, band);
    html.raw(" ").text(count_band(s, band)).raw("</span>");
  }
  html.raw("<br>新增 ")
      .text(count_status(s, Status::fresh))
      .raw(" · 仍在 ")
      .text(count_status(s, Status::persisting));
  html.raw(" · 消失 ").text(int64_t(s.gone.size())).raw("</dd></div>");
  const FirstPage& page = s.first_page;
  html.raw("<div class=\"key\"><dt>先看 <small lang=\"en\">look at first</small></dt><dd><b>")
      .text(page.findings);
  html.raw("</b> 条，").text(page.matters).raw(" 个事项</dd><dd class=\"sub\">预计可核实 ");
  html.text(number_text(page.expected, 1)).raw(" 条<br>90% 区间 ").text(page.low).raw("–").text(page.high);
  html.raw(" 条</dd></div></dl>");
}

void put_how_to_read(Html& html) {
  html.raw(
      R"(<section class="how"><h2 id="how">怎样读这份报告 <small lang="en">How to read this</small></h2><ol>
<li><b>先看可能的正常原因。</b>每条疑点都列出记录之外常见的解释，先请主管部门说明，再考虑下一步。</li>
<li><b>级别是规则说得有多肯定，</b>不是对谁的评价：<span class="band red">▲ 红</span> 数字直接对不上，<span class="band yellow">◆ 黄</span> 需要核对，<span class="band blue">● 蓝</span> 留意即可。</li>
<li><b>顺序由三件事决定：</b>相互独立的规则有几条同时指向同一事项、涉及多少钱、这条规则过去核实的比例。算法见“方法”。</li>
<li><b>每条疑点有四种去向：</b>数据核正，行政整改、追缴，提醒、工作提示单，移送线索；说明清楚的，登记“情况已说明”。</li>
</ol></section>)");
}

void put_unanswered_row(Html& html, const Unanswered& row) {
  html.raw("<tr><td>").text(row.title).raw(" <span class=\"ref\">").text(row.rule).raw("</span></td><td>");
  html.text(row.what).raw("</td><td class=\"num\">");
  if (row.of > 0) {
    html.text(row.records).raw(" 条（").text(percent_text(row.share())).raw("）");
  } else {
    html.raw("全部");
  }
  html.raw("</td></tr>");
}

void put_unanswered(Html& html, const Screening& s) {
  constexpr size_t kShown = 8;
  const auto rows = unanswered(s);
  html.raw(
      "<section><h2 id=\"unanswered\">没能回答的问题 <small lang=\"en\">What could not be "
      "answered</small></h2>");
  if (rows.empty()) {
    html.raw("<p>所选规则都已运行，所有记录都能判断。</p></section>");
    return;
  }
  html.raw("<p>以下各项没有结论，<b>没有列为疑点不等于没有问题</b>。补上数据后重新筛查即可。</p>");
  const auto put_table = [&](size_t from, size_t to) {
    html.raw(
        "<table class=\"rows\"><thead><tr><th scope=\"col\">问题</th><th scope=\"col\">原因</th>"
        "<th scope=\"col\" class=\"num\">未能判断的记录</th></tr></thead><tbody>");
    for (size_t i = from; i < to; ++i) put_unanswered_row(html, rows[i]);
    html.raw("</tbody></table>");
  };
  put_table(0, std::min(rows.size(), kShown));
  if (rows.size() > kShown) {
    html.raw("<details><summary>其余 ").text(int64_t(rows.size() - kShown)).raw(" 项</summary>");
    put_table(kShown, rows.size());
    html.raw("</details>");
  }
  html.raw("</section>");
}

// 2026-03-01T09:30:00+08:00 -> 2026-03-01 09:30
std::string moment_text(std::string stamp) {
  stamp.resize(std::min<size_t>(stamp.size(), 16));
  std::replace(stamp.begin(), stamp.end(), 'T', ' ');
  return stamp;
}

}  // namespace

void put_summary(Html& html, const Screening& s) {
  html.raw(
      "<header class=\"top\" id=\"top\"><p class=\"kicker\">清源 · 公共资金数据筛查</p><h1>疑点报告 "
      "<small lang=\"en\">Report of findings</small></h1><p class=\"facts\">");
  if (!s.run.unit.empty()) html.raw("<span>").text(s.run.unit).raw("</span>");
  html.raw("<span>数据截至 ")
      .text(s.run.as_of)
      .raw("</span><span>生成于 ")
      .text(moment_text(s.run.started_at));
  html.raw("</span><span>筛查编号 ").text(s.run.run_id).raw("</span></p></header>");
  if (s.run.approval) html.raw("<p class=\"approval\"><b>").text(approval_text(s.run)).raw("</b></p>");
  html.raw("<aside class=\"notice\"><p><b>")
      .text(notice().zh)
      .raw("</b></p><p lang=\"en\">")
      .text(notice().en);
  html.raw("</p></aside>");
  put_tiles(html, s);
  html.raw("<div class=\"pair\">");
  put_how_to_read(html);
  put_unanswered(html, s);
  html.raw("</div>");
}

}  // namespace qy
