// Declarations for recusal (回避事项申报): what officers declare of their near relatives, firms and former units, kept by cadre
// supervision, and when it is over. What a tie does is told in record/officer_tie.h.
//
//   declare ─▶ active ──declared again──▶ active (its newest declaration)
//                 └──end, or the chief decides that it is no ground (CaseBook::clear_recusal)──▶ over ──declared again──▶ active
//
// Source: 监察法第六十七条、《监察官法》第四十七条; 《监察法实施条例》第二百九十五、二百九十六条.
#pragma once

#include <string>
#include <vector>

#include "base/date.h"
#include "record/act.h"

namespace qy {

struct DeclaredTie {
  std::string row, user, tie;           // row: of the declaration, "3"
  std::string person_token, unit_code;  // the one that the tie asks for
  std::string from_on, until_on;        // of a possible tie, YYYY-MM-DD
};
struct TieDeclaration {
  std::string source;  // 2026年度回避事项申报表
  Date declared_on;
  std::vector<DeclaredTie> ties;
};

class TieBook {
 public:
  TieBook(RecordBook& book, Date today) : book_(book), today_(today) {}

  // Returns how many were written; those that stand as declared are left alone. invalid names the row.
  Result<size_t> declare(const TieDeclaration& declaration, const std::string& key, const Actor& by);
  Result<Recorded> end(const std::string& tie, const std::string& reason, const std::string& at,
                       const Actor& by);

 private:
  Result<Change> change_of(const TieDeclaration& declaration, const DeclaredTie& tie);

  RecordBook& book_;
  Date today_;
};

}  // namespace qy
