#include "leads/report_html.h"

#include <algorithm>

#include "leads/answerable.h"
#include "leads/html_sections.h"

namespace qy {
namespace {

void put_navigation(Html& html, const Screening& s) {
  html.raw(
          "<nav aria-label=\"目录\"><p>目录</p><ol><li><a href=\"#top\">摘要</a></li><li><a "
          "href=\"#unanswered\">没能回答的问题</a></li>"
          "<li><a href=\"#first\">先看的疑点<span>")
      .text(s.first_page.findings)
      .raw("</span></a></li>");
  if (!s.gatherings.empty())
    html.raw("<li><a href=\"#gatherings\">合在一起看<span>")
        .text(int64_t(s.gatherings.size()))
        .raw("</span></a></li>");
  if (!s.findings.empty()) html.raw("<li><a href=\"#topics\">按专题和去向</a></li>");
  if (!s.registers.empty()) html.raw("<li><a href=\"#registers\">三个登记簿</a></li>");
  if (!s.needs.empty()) html.raw("<li><a href=\"#answerable\">这批数据能问什么</a></li>");
  if (!s.findings.empty() || !s.coverage.empty()) html.raw("<li><a href=\"#charts\">概貌</a></li>");
  if (s.first_page.findings > 0) html.raw("<li><a href=\"#details\">逐条说明</a></li>");
  const auto others = int64_t(s.findings.size()) - std::min(s.first_page.findings, kDetailedFindings);
  if (others > 0) html.raw("<li><a href=\"#others\">其余疑点<span>").text(others).raw("</span></a></li>");
  if (!s.suppressed.empty())
    html.raw("<li><a href=\"#suppressed\">已压制<span>")
        .text(int64_t(s.suppressed.size()))
        .raw("</span></a></li>");
  if (!s.findings.empty()) html.raw("<li><a href=\"#rules\">规则说明</a></li>");
  if (!s.coverage.empty()) html.raw("<li><a href=\"#coverage\">规则覆盖</a></li>");
  html.raw("<li><a href=\"#method\">方法</a></li><li><a href=\"#run\">本次筛查</a></li></ol></nav>");
}

}  // namespace

void put_page_head(Html& html, std::string_view title, const Screening& s) {
  html.raw(
      "<!doctype html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
      "img-src data:\">\n"
      "<meta name=\"referrer\" content=\"no-referrer\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>");
  html.text(title)
      .raw(" ")
      .text(s.run.unit)
      .raw(" ")
      .text(s.run.as_of)
      .raw("</title>\n<style>")
      .add(html_style())
      .raw("</style>\n</head>\n<body>\n");
}

std::string report_html(const Screening& s) {
  Html html;
  put_page_head(html, "疑点报告", s);
  html.raw("<a class=\"skip\" href=\"#first\">跳到疑点清单</a>");
  put_navigation(html, s);
  html.raw("<main>\n");
  put_summary(html, s);
  put_first_list(html, s);
  put_gatherings(html, s);
  put_topics(html, s);
  put_registers(html, s);
  put_answerable(html, s);
  put_charts(html, s);
  put_details(html, s);
  put_others(html, s);
  put_suppressed(html, s);
  put_rules(html, s);
  put_coverage(html, s);
  put_method(html, s);
  html.raw("<p class=\"end\">").text(notice().zh).raw("</p>\n</main>\n</body>\n</html>\n");
  return html.take();
}

}  // namespace qy
