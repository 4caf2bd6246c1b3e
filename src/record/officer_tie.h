// What an officer declared of himself so that he is kept out of what concerns his own (回避): near relatives by their citizen numbers,
// firms and former units by their codes. Declared for this purpose, and used for no other. A name alone never ties anybody.
//
//   certain    self, spouse, parent, child, sibling, own_firm, relative_firm     he keeps out until the chief has decided
//   possible   household, former_unit        told to whoever decides, where the county asks for it; the law does not name them
//
// Source: 监察法第六十七条; 《监察法实施条例》第二百九十五、二百九十六、三百二十五条 (近亲属：夫妻、父母、子女、同胞兄弟姊妹).
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "record/act.h"

namespace qy {

struct TieKind {
  std::string_view name;     // the word in the table and in a declaration
  std::string_view grounds;  // of the recusal: near_relative, interest, other
  bool certain, to_person;   // to_person: a citizen number; else the code of a unit
  std::string_view chinese, english;
};

const std::vector<TieKind>& tie_kinds();
const TieKind* tie_kind(std::string_view name);  // null where there is none

// What a county wants to be told beside the certain ties, since the law does not name it (qingyuan.yaml, recusal).
struct RecusalRules {
  int former_unit_years = 0;  // since he left the unit; 0: not asked
  bool household = false;
};

// From which persons and units an account keeps out by certain ties in force: "person/p-3", "unit/91330000123456789X".
Result<std::set<std::string>> kept_from(RecordBook& book, const std::string& user);
// A row of officer_tie: is it in force, and of a certain kind or of the others?
bool is_in_force(const Row& tie, bool certain);

}  // namespace qy
