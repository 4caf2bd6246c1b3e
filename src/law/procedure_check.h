// Is every procedure sound? Asked of the words (does each name exist?) and of each rule set (the steps that
// stand between two changes of the law):
//
//   - every state is reached by some rule set, and in each one from every state that is reached an end is
//   reached
//   - every step has somebody who proposes and an article; who approves is named, or said to be nobody
//   - every limit begins and ends with steps that exist, and its first step stands where the limit does
//   - what rests on marks Z and M alone does not stand (it is counted, so that a jurist sees what waits)
#pragma once

#include <string>
#include <vector>

#include "law/procedure_book.h"

namespace qy {

// The regulations of 2021 are the oldest text encoded: an act before them is refused, not guessed at.
inline const Date kFirstRuleSet = *Date::from_ymd(2021, 9, 20);
// The days on which a rule set begins, kFirstRuleSet first.
std::vector<Date> rule_sets(const ProcedureBook& book);

struct ProcedureReport {
  std::vector<std::string> problems;  // empty: sound
  std::vector<std::string> waiting;   // steps and limits that rest on Z and M alone
  size_t states = 0, steps = 0;
};
ProcedureReport check(const ProcedureBook& book);

}  // namespace qy
