#include "leads/findings_columns.h"

#include "leads/law_at.h"
#include "leads/words.h"

namespace qy {
namespace {

using Kind = ReportColumn::Kind;

std::string joined(const std::vector<std::string>& parts) {
  std::string text;
  for (const auto& part : parts) text += (text.empty() ? "" : "；") + part;
  return text;
}

std::string basis_text(const RuleFacts& card, const Finding& f) {
  std::string text;
  for (const auto& basis : laws_at(card, f)) text += (text.empty() ? "" : "；") + basis.law + basis.article;
  return text;
}

CellValue amount_yuan(const Screening&, const Finding& f) {
  if (!f.amount_fen) return std::string();
  return double(*f.amount_fen) / 100;
}

std::string settled_text(const Finding& f) {
  return f.settled ? zh(word_of(f.settled->exit)) + "（" + f.settled->at.substr(0, 10) + "）" : std::string();
}

std::string usual_exit_text(const RuleFacts& card) {
  const auto exit = exit_of(card.usual_exit);
  return exit ? zh(word_of(*exit)) : card.usual_exit;
}

}  // namespace

const std::vector<ReportColumn>& findings_columns() {
  static const std::vector<ReportColumn> columns{
      {"序号", 6, Kind::count, [](const Screening&, const Finding& f) -> CellValue { return f.rank; }},
      {"首批", 6, Kind::text,
       [](const Screening&, const Finding& f) -> CellValue { return std::string(f.first_page ? "是" : ""); }},
      {"级别", 8, Kind::text,
       [](const Screening&, const Finding& f) -> CellValue {
         return std::string(mark_of(f.band)) + " " + zh(word_of(f.band));
       }},
      {"规则", 9, Kind::text,
       [](const Screening& s, const Finding& f) -> CellValue { return rule_text(s.card(f.rule)); }},
      {"疑点类型", 20, Kind::wrapped,
       [](const Screening& s, const Finding& f) -> CellValue { return s.card(f.rule).title; }},
      {"对象", 26, Kind::wrapped,
       [](const Screening&, const Finding& f) -> CellValue { return f.subject_label; }},
      {"疑点说明", 52, Kind::wrapped,
       [](const Screening&, const Finding& f) -> CellValue { return f.sentence; }},
      {"涉及金额（元）", 16, Kind::yuan, amount_yuan},
      {"币种", 7, Kind::text,
       [](const Screening&, const Finding& f) -> CellValue {
         return f.currency.empty() ? std::string(f.amount_fen ? "CNY" : "") : f.currency;
       }},
      {"得分", 9, Kind::decimal,
       [](const Screening&, const Finding& f) -> CellValue { return f.score.score; }},
      {"与上次相比", 10, Kind::text,
       [](const Screening&, const Finding& f) -> CellValue { return zh(word_of(f.status)); }},
      {"首次发现", 12, Kind::text,
       [](const Screening&, const Finding& f) -> CellValue { return f.first_seen; }},
      {"事项日期", 24, Kind::text,
       [](const Screening&, const Finding& f) -> CellValue { return days_text(f); }},
      {"可能的正常原因", 40, Kind::wrapped,
       [](const Screening& s, const Finding& f) -> CellValue { return joined(s.card(f.rule).innocent); }},
      {"建议下一步", 36, Kind::wrapped,
       [](const Screening& s, const Finding& f) -> CellValue { return s.card(f.rule).next_step; }},
      {"依据", 32, Kind::wrapped,
       [](const Screening& s, const Finding& f) -> CellValue { return basis_text(s.card(f.rule), f); }},
      {"通常去向", 14, Kind::text,
       [](const Screening& s, const Finding& f) -> CellValue { return usual_exit_text(s.card(f.rule)); }},
      {"已登记去向", 18, Kind::text,
       [](const Screening&, const Finding& f) -> CellValue { return settled_text(f); }},
      {"疑点编号", 19, Kind::text,
       [](const Screening&, const Finding& f) -> CellValue { return f.fingerprint; }}};
  return columns;
}

}  // namespace qy
