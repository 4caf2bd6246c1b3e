#include "leads/html_sections.h"

namespace qy {

void put_suppressed(Html& html, const Screening& s) {
  if (s.suppressed.empty()) return;
  html.raw("<section><h2 id=\"suppressed\">已压制 ").text(int64_t(s.suppressed.size()));
  html.raw(
      " 条 <small lang=\"en\">Suppressed, until the day "
      "named</small></h2><p>以下疑点经两人同意暂不列入清单，到期自动恢复；"
      "金额增加或规则有新版本时立即恢复。</p><table class=\"rows\"><thead><tr><th scope=\"col\">规则</th><th "
      "scope=\"col\">对象与说明</th><th scope=\"col\">理由</th><th scope=\"col\">提出、批准</th><th "
      "scope=\"col\">到期</th></tr>"
      "</thead><tbody>");
  for (const Finding& f : s.suppressed) {
    html.raw("<tr><td>").text(rule_text(s.card(f.rule))).raw(" ").text(s.card(f.rule).title);
    html.raw("</td><td>").text(f.subject_label).raw("<span class=\"say\">").text(f.sentence);
    html.raw("</span></td><td>").text(f.suppressed->reason).raw("</td><td>");
    html.text(f.suppressed->asked_by + "、" + f.suppressed->approved_by).raw("</td><td>");
    html.text(f.suppressed->until + "（" + f.suppressed->id + "）").raw("</td></tr>");
  }
  html.raw("</tbody></table></section>");
}

}  // namespace qy
