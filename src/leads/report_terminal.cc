#include "leads/report_terminal.h"

#include <algorithm>

#include "leads/terminal_text.h"
#include "leads/unanswered.h"
#include "leads/words.h"

namespace qy {
namespace {

constexpr int kRank = 4, kBand = 5, kMoney = 16, kScore = 7, kStatus = 6;
constexpr int kIndent = kRank + 1 + kBand + 1;

std::string status_text(const Finding& f) {
  return f.settled ? "已登记" : zh(word_of(f.status));
}

std::string rule_of_dashes(int columns) {
  std::string text;
  for (int i = 0; i < columns; ++i) text += "─";
  return text;
}

void put_head(TerminalText& out, const Screening& s) {
  int64_t rows = 0, answered = 0, fresh = 0;
  for (const auto& source : s.run.sources) rows += source.rows;
  for (const auto& run : s.run.rules) answered += run.state == "answered" ? 1 : 0;
  for (const auto& f : s.findings) fresh += f.status == Status::fresh ? 1 : 0;
  const auto all = int64_t(s.findings.size());
  out.line(
      out.toned(Tone::strong, without_controls("疑点清单  " + s.run.unit + "  数据截至 " + s.run.as_of)));
  out.paragraph(0, "检查 " + count_text(rows) + " 行数据（" + count_text(int64_t(s.run.sources.size())) +
                       " 个文件），运行规则 " + count_text(answered) + " 条；疑点 " + count_text(all) +
                       " 条：新增 " + count_text(fresh) + "，仍在 " + count_text(all - fresh) + "，消失 " +
                       count_text(int64_t(s.gone.size())) + "。");
  const auto& page = s.first_page;
  if (page.findings > 0) {
    out.paragraph(0, "先看 " + count_text(page.findings) + " 条，涉及 " + count_text(page.matters) +
                         " 个事项；预计可核实 " + number_text(page.expected, 1) + " 条（90% 区间 " +
                         count_text(page.low) + "–" + count_text(page.high) + " 条）。");
  }
  if (!s.suppressed.empty())
    out.paragraph(0, "另有已压制 " + count_text(int64_t(s.suppressed.size())) +
                         " 条，不在下列，见报告“已压制”一节或 qingyuan suppress list。");
  if (s.run.approval) out.paragraph(0, approval_text(s.run), Tone::strong);
  out.paragraph(0, notice().zh, Tone::soft);
}

void put_row(TerminalText& out, const Screening& s, const Finding& f) {
  const auto& card = s.card(f.rule);
  const int what = out.columns() - kIndent - kMoney - kScore - kStatus - 3;
  const std::string title = without_controls(card.title + " " + rule_text(card));
  out.line(fit_right(std::to_string(f.rank), kRank) + " " +
           out.toned(tone_of(f.band), fit_left(std::string(mark_of(f.band)) + zh(word_of(f.band)), kBand)) +
           " " + out.toned(Tone::strong, fit_left(title, what)) + " " +
           fit_right(amount_text(f.amount_fen, f.currency), kMoney) + " " +
           fit_right(number_text(f.score.score, 2), kScore) + " " + fit_left(status_text(f), kStatus));
  out.paragraph(kIndent, f.subject_label);
  out.paragraph(kIndent, f.sentence, Tone::soft);
}

void put_table(TerminalText& out, const Screening& s, int64_t rows) {
  const int what = out.columns() - kIndent - kMoney - kScore - kStatus - 3;
  out.line(out.toned(Tone::strong, fit_right("序号", kRank) + " " + fit_left("级别", kBand) + " " +
                                       fit_left("疑点、对象与说明", what) + " " +
                                       fit_right("涉及金额", kMoney) + " " + fit_right("得分", kScore) + " " +
                                       fit_left("状态", kStatus)));
  out.line(out.toned(Tone::soft, rule_of_dashes(out.columns())));
  for (int64_t i = 0; i < rows; ++i) put_row(out, s, s.findings[size_t(i)]);
  out.line(out.toned(Tone::soft, rule_of_dashes(out.columns())));
}

void put_unanswered(TerminalText& out, const Screening& s) {
  constexpr size_t kShown = 8;
  const auto rows = unanswered(s);
  if (rows.empty()) return;
  out.line().line(out.toned(Tone::strong, "没能回答的问题（没有列为疑点不等于没有问题）"));
  for (size_t i = 0; i < std::min(rows.size(), kShown); ++i) {
    std::string text = rows[i].title + "：" + rows[i].what;
    if (rows[i].of > 0)
      text += "，" + count_text(rows[i].records) + " 条记录（" + percent_text(rows[i].share()) + "）";
    out.paragraph(7, text, Tone::plain, rows[i].rule);
  }
  if (rows.size() > kShown)
    out.line("       其余 " + count_text(int64_t(rows.size() - kShown)) + " 项见报告");
}

}  // namespace

std::string report_terminal(const Screening& s, const TerminalStyle& style) {
  TerminalText out(style.columns, style.colour);
  put_head(out, s);
  const auto all = int64_t(s.findings.size());
  const auto rows = std::min(all, style.rows > 0 ? style.rows : s.first_page.findings);
  out.line();
  if (rows > 0) put_table(out, s, rows);
  if (rows < all)
    out.line("其余 " + count_text(all - rows) + " 条见 HTML、XLSX 报告，或 qingyuan findings list --json。");
  const std::string before = out.take() + gatherings_terminal(s, style);
  TerminalText after(style.columns, style.colour);
  put_unanswered(after, s);
  return before + after.take();
}

}  // namespace qy
