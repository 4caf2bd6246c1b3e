#include "leads/html_sections.h"

namespace qy {
namespace {

constexpr size_t kShown = 60;       // gatherings told one by one
constexpr size_t kShownInPart = 6;  // findings of one part

void put_part(Html& html, const Screening& s, const GatheredPart& part) {
  html.raw("<li><b>")
      .text(part.label)
      .raw("</b> <small lang=\"en\">")
      .text(part.english)
      .raw("</small> <span class=\"src\">权重 ")
      .text(number_text(part.weight, 1))
      .raw("</span><ul>");
  for (size_t i = 0; i < std::min(part.findings.size(), kShownInPart); ++i) {
    const Finding* finding = s.finding(part.findings[i]);
    if (finding == nullptr) continue;
    html.raw("<li>");
    put_band(html, finding->band);
    html.raw(" ");
    put_link(html, s, finding->fingerprint, s.card(finding->rule).title);
    html.raw("<span class=\"say\">").text(finding->sentence).raw("</span></li>");
  }
  html.raw("</ul>");
  if (part.findings.size() > kShownInPart)
    html.raw("<span class=\"src\">另有 ")
        .text(int64_t(part.findings.size() - kShownInPart))
        .raw(" 条，见 findings.json</span>");
  html.raw("</li>");
}

void put_gathering(Html& html, const Screening& s, const Gathering& g, const TypologyFacts& facts) {
  html.raw("<article class=\"gathering ").text(name_of(g.level)).raw("\"><header><h4 class=\"subject\">");
  html.text(g.subject_label).raw("</h4><p><span class=\"level\">");
  html.text(word_of(g.level).zh).raw("</span> <small lang=\"en\">").text(word_of(g.level).en);
  html.raw("</small> <span class=\"src\">合计 ")
      .text(number_text(g.weight, 1))
      .raw("（研判线 ")
      .text(number_text(facts.lead, 1))
      .raw("，优先线 ")
      .text(number_text(facts.urgent_lead, 1))
      .raw("）</span></p></header><p class=\"sentence\">")
      .text(g.sentence)
      .raw("</p><p class=\"sentence-en\" lang=\"en\">")
      .text(g.sentence_en)
      .raw("</p><ul class=\"parts\">");
  for (const GatheredPart& part : g.parts) put_part(html, s, part);
  html.raw("</ul></article>");
}

void put_typology(Html& html, const Screening& s, const TypologyFacts& facts, int64_t count) {
  html.raw("<h3>").text(facts.title).raw(" <small lang=\"en\">").text(facts.english).raw("</small></h3><p>");
  html.text(facts.why)
      .raw(" <span class=\"src\">领域 ")
      .text(word_of_topic(s, facts.topic).zh)
      .raw("；按")
      .text(word_of_subject(facts.subject).zh)
      .raw("归集，")
      .text(count)
      .raw(
          " 组</span></p><div class=\"innocent\"><h4>可能的正常原因，请先核对 <small "
          "lang=\"en\">innocent explanations</small></h4><ul>");
  for (const std::string& reason : facts.innocent) html.raw("<li>").text(reason).raw("</li>");
  html.raw("</ul></div><p class=\"next\"><b>建议下一步</b>　").text(facts.next_step).raw("</p>");
}

}  // namespace

void put_gatherings(Html& html, const Screening& s) {
  if (s.gatherings.empty()) return;
  html.raw(
      "<section class=\"gatherings\"><h2 id=\"gatherings\">合在一起看的疑点 <small lang=\"en\">Findings that "
      "mean more together</small></h2><p>以下把指向同一对象的不同疑点放在一起，方便一次核清。"
      "组合只归集疑点，不改变任何一条的得分和名次，也不给人、给单位打分；其中任何一条说明清楚，组合随之重算。"
      "</p>");
  std::map<std::string, std::vector<const Gathering*>> by_typology;
  std::vector<std::string> order;  // that of the strongest gathering of each
  for (const Gathering& g : s.gatherings) {
    auto& list = by_typology[g.typology];
    if (list.empty()) order.push_back(g.typology);
    list.push_back(&g);
  }
  size_t left = kShown;
  for (const std::string& name : order) {
    const auto facts = s.typologies.find(name);
    if (facts == s.typologies.end()) continue;
    const auto& list = by_typology[name];
    put_typology(html, s, facts->second, int64_t(list.size()));
    // Every typology shows its first ones, however many another has.
    const size_t shown = std::min(list.size(), std::max<size_t>(3, std::min<size_t>(left, 8)));
    for (size_t i = 0; i < shown; ++i) put_gathering(html, s, *list[i], facts->second);
    left -= std::min(left, shown);
    if (list.size() > shown)
      html.raw("<p class=\"src\">其余 ").text(int64_t(list.size() - shown)).raw(" 组见 findings.json。</p>");
  }
  html.raw("</section>");
}

}  // namespace qy
