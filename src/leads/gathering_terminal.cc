#include <algorithm>

#include "leads/report_terminal.h"
#include "leads/terminal_text.h"
#include "leads/words.h"

namespace qy {

std::string gatherings_terminal(const Screening& s, const TerminalStyle& style) {
  constexpr size_t kShown = 8;
  constexpr int kIndent = 4;
  if (s.gatherings.empty()) return {};
  TerminalText out(style.columns, style.colour);
  const auto urgent = std::count_if(s.gatherings.begin(), s.gatherings.end(),
                                    [](const Gathering& g) { return g.level == Level::urgent_lead; });
  out.line().line(out.toned(Tone::strong, "合在一起看的疑点 " + count_text(int64_t(s.gatherings.size())) +
                                              " 组，其中优先研判 " + count_text(urgent) +
                                              " 组（只归集疑点，不给人打分）"));
  for (size_t i = 0; i < std::min(s.gatherings.size(), kShown); ++i) {
    const Gathering& g = s.gatherings[i];
    const auto facts = s.typologies.find(g.typology);
    const std::string title = facts == s.typologies.end() ? g.typology : facts->second.title;
    out.paragraph(kIndent, std::string(word_of(g.level).zh) + "　" + title + "　" + g.subject_label,
                  Tone::strong, std::to_string(i + 1));
    out.paragraph(kIndent, g.sentence, Tone::soft);
    std::string rows;
    for (const GatheredPart& part : g.parts)
      for (size_t n = 0; n < std::min<size_t>(part.findings.size(), 3); ++n)
        if (const Finding* finding = s.finding(part.findings[n]))
          rows += (rows.empty() ? "" : "、") + finding->rule + " 第 " + count_text(finding->rank) + " 条";
    out.paragraph(kIndent, rows, Tone::soft);
  }
  if (s.gatherings.size() > kShown)
    out.line("    其余 " + count_text(int64_t(s.gatherings.size() - kShown)) + " 组见报告");
  return out.take();
}

}  // namespace qy
