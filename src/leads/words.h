// The words of the reports, Chinese first: one place to proofread.
#pragma once

#include <string>
#include <string_view>

#include "leads/finding.h"

namespace qy {

struct Word {
  std::string_view zh, en;
};
inline std::string zh(const Word& word) {
  return std::string(word.zh);
}

Word word_of(Band band);              // 红色 · 重点核实; never shown by colour alone
std::string_view mark_of(Band band);  // ▲ ◆ ●: the shape beside the word
Word word_of(Status status);
Word word_of(Exit exit);
Word word_of(Level level);
Word word_of_subject(std::string_view subject);  // of a typology: firm -> 企业
Word word_of_outcome(std::string_view outcome);  // of Coverage; what it does not know it returns as it is
Word word_of_state(std::string_view state);      // of RuleRun
Word word_of_topic(const Screening& screening, std::string_view topic);
// "受限规则按批准的用途运行：…（批准人 …，文号 …）"; empty without an approval.
std::string approval_text(const RunInfo& run);
std::string_view order_note(std::string_view held_back);  // why a finding stands behind the first page

// The notice that stands on every report.
Word notice();

// "1,234.56元", "123.46万元", "GBP 1,234.56"; "—" for none.
std::string amount_text(const std::optional<Fen>& amount_fen, std::string_view currency);
std::string number_text(double x, int decimals);  // 0.2850; never "-0.00"
std::string percent_text(double share);           // 0.123 -> "12.3%"
std::string count_text(int64_t n);                // 12,345

// 第3行, 第3行（工作表“1月”）
std::string place_text(const EvidenceRow& row);
std::string table_text(const Screening& screening, const std::string& table);
std::string rule_text(const RuleFacts& card);  // A01@1

}  // namespace qy
