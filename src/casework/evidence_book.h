// Evidence (证据): what it is, where it came from, who collected it, for whom it speaks, and every hand that it passed through.
// The bytes lie elsewhere, named by their hash; here is what is known of them.
//
// Source: 《监察法实施条例》(2021) 第五十九条 (kinds), 第一百五十三条 (electronic data with its hash and list), 监察法第四十四条 (two
// officers); what speaks for the person is kept beside what speaks against him (oversight.md 5).
#pragma once

#include <string>

#include "casework/case_book.h"

namespace qy {

struct NewEvidence {
  std::string kind, title;     // 书证 documentary, 电子数据 electronic_data …; its look, not judged
  std::string sm3, file_name;  // of its bytes, 64 hex digits; the name that they came under
  std::string origin;          // from whom or where
  std::string taken_by, taken_by_second;  // accounts
  std::string speaks;                     // against, for, neither
  std::string kept_at;
  Date taken_on;
  int64_t bytes = 0;
};

class EvidenceBook {
 public:
  EvidenceBook(RecordBook& book, const ProcedureBook& procedures, const Clock& clock)
      : book_(book), procedures_(procedures), clock_(clock) {}

  // Whether add() would take it, so that what is refused need not be kept first.
  Result<void> check(const std::string& file, const NewEvidence& evidence);
  // Returns its number, "2026-0001/e0001"; it is then in the hands of who collected it.
  Result<std::string> add(const std::string& file, const NewEvidence& evidence, const CaseEntry& entry);
  // From the hands of whoever has it, who says so himself.
  Result<Recorded> move(const std::string& evidence, const std::string& receiver, const std::string& reason,
                        const CaseEntry& entry);

 private:
  Result<void> check_not_there(const std::string& file, const std::string& sm3);
  RecordBook& book_;
  const ProcedureBook& procedures_;
  const Clock& clock_;
};

}  // namespace qy
