#include <algorithm>

#include "leads/finding_text.h"
#include "leads/law_at.h"
#include "leads/report_terminal.h"
#include "leads/terminal_text.h"
#include "leads/words.h"

namespace qy {
namespace {

constexpr int kItemIndent = 4;
constexpr int kStep = 5;

void put_items(TerminalText& out, std::string_view title, const std::vector<std::string>& items) {
  if (items.empty()) return;
  out.line().line(out.toned(Tone::strong, title));
  for (const auto& item : items) out.paragraph(kItemIndent, item, Tone::plain, "  ·");
}

void put_head(TerminalText& out, const Screening& s, const Finding& f) {
  const auto& card = s.card(f.rule);
  const std::string band = std::string(mark_of(f.band)) + zh(word_of(f.band));
  out.line(out.toned(Tone::strong, without_controls("第 " + std::to_string(f.rank) + " 条  " + card.title)) +
           "  " + out.toned(tone_of(f.band), band) + "  " +
           (f.settled ? "已登记：" + zh(word_of(f.settled->exit)) : zh(word_of(f.status))));
  out.paragraph(0, f.subject_label + "  " + amount_text(f.amount_fen, f.currency));
  out.line().paragraph(0, f.sentence, Tone::strong);
  if (!f.sentence_en.empty()) out.paragraph(0, f.sentence_en, Tone::soft);
}

std::vector<std::string> figure_lines(const Screening& s, const Finding& f) {
  std::vector<std::string> lines;
  for (const auto& [label, value] : figures_shown(s, f)) {
    lines.push_back(label);
    lines.back().append("：").append(value);
  }
  for (const auto& p : s.card(f.rule).parameters) {
    if (p.value.empty()) continue;
    lines.push_back("标准：" + threshold_text(p) + (p.source.empty() ? "" : "（" + p.source + "）"));
  }
  return lines;
}

std::vector<std::string> evidence_lines(const Screening& s, const Finding& f) {
  std::vector<std::string> lines;
  for (const auto& place : evidence_places(s, f)) {
    lines.push_back(place.table + "：" + place.source +
                    (place.sheet.empty() ? "" : "（工作表“" + place.sheet + "”）") + " 第 " + place.rows +
                    " 行");
  }
  return lines;
}

std::vector<std::string> basis_lines(const RuleFacts& card, const Finding& f) {
  std::vector<std::string> lines;
  if (!f.first_day.empty()) lines.push_back("事项日期 " + days_text(f));
  for (const auto& basis : card.legal_basis) {
    const std::string then = zh(word_of(in_force(basis, f)));
    lines.push_back(basis.law + basis.article + "  " + basis.text + (then.empty() ? "" : "（" + then + "）"));
  }
  return lines;
}

std::vector<std::string> exit_lines(const RuleFacts& card) {
  std::vector<std::string> lines;
  for (int i = 0; i < 5; ++i) {
    const auto exit = Exit(i);
    lines.push_back(zh(word_of(exit)) + " (" + std::string(name_of(exit)) + ")" +
                    (name_of(exit) == card.usual_exit ? "  通常" : ""));
  }
  return lines;
}

}  // namespace

std::string finding_terminal(const Screening& s, const Finding& f, const TerminalStyle& style) {
  TerminalText out(style.columns, style.colour);
  const auto& card = s.card(f.rule);
  put_head(out, s, f);
  put_items(out, "可能的正常原因，请先核对", card.innocent);
  put_items(out, "现有数据看不到", card.blind_spots);
  put_items(out, "数字与标准", figure_lines(s, f));
  put_items(out, "证据行", evidence_lines(s, f));
  put_items(out, "依据", basis_lines(card, f));
  put_items(out, "建议下一步", {card.next_step});
  put_items(out, "去向", exit_lines(card));
  out.line().paragraph(0,
                       "规则 " + rule_text(card) + "  疑点编号 " + f.fingerprint + "  首次发现 " +
                           f.first_seen + "  得分 " + number_text(f.score.score, 4),
                       Tone::soft);
  out.paragraph(0, notice().zh, Tone::soft);
  return out.take();
}

std::string explain_terminal(const Screening& s, const Finding& f, const TerminalStyle& style) {
  TerminalText out(style.columns, style.colour);
  const Score& score = f.score;
  out.line().line(out.toned(Tone::strong, "得分是怎样来的"));
  out.paragraph(kStep, "核实率 " + number_text(score.precision, 4) + "（" + exits_counted(score) + "）",
                Tone::plain, "  1.");
  out.paragraph(kStep,
                "强度 = 核实率 × 级别权重 = " + number_text(score.precision, 4) + " × " +
                    number_text(score.band_weight, 1) + " = " + number_text(score.strength, 4),
                Tone::plain, "  2.");
  out.paragraph(kStep,
                "证据 = 同一事项上每个规则族最强的一条，各取 −ln(1 − 强度)，相加得 " +
                    number_text(score.evidence_nats, 4) + "：",
                Tone::plain, "  3.");
  for (const auto& part : score.families) {
    out.paragraph(kStep + 3,
                  number_text(part.nats, 4) + "  " + part.rule + " " + s.card(part.rule).title + "，强度 " +
                      number_text(part.strength, 4) +
                      (part.fingerprint == f.fingerprint ? "（本条）" : "，疑点 " + part.fingerprint));
  }
  std::string amount = score.amount_is_median ? "本条没有金额，取同规则的中位数 " : "金额 ";
  amount += score.amount_fen ? amount_text(score.amount_fen, f.currency) : "未知，按 0 计";
  out.paragraph(
      kItemIndent,
      "金额系数 = 1 + log10(1 + 元) = " + number_text(score.amount_factor, 4) + "（" + amount + "）",
      Tone::plain, "  4.");
  out.paragraph(kStep,
                "得分 = " + number_text(score.evidence_nats, 4) + " × " +
                    number_text(score.amount_factor, 4) + " = " + number_text(score.score, 4) +
                    "，按得分列第 " + count_text(score.score_rank) + "，阅读顺序第 " + count_text(f.rank),
                Tone::plain, "  5.");
  if (!score.held_back.empty()) out.paragraph(kStep, order_note(score.held_back));
  if (f.settled) out.paragraph(kStep, "已登记去向“" + zh(word_of(f.settled->exit)) + "”，排在未登记的之后");
  return out.take();
}

}  // namespace qy
