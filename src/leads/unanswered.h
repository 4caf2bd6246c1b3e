// What a screening could not answer: rules that did not run, and records that a rule could not judge.
#pragma once

#include <string>
#include <vector>

#include "leads/finding.h"

namespace qy {

struct Unanswered {
  std::string rule, title;      // rule: empty where several were left out together, and the title names them
  std::string what;             // in Chinese, why there is no answer
  int64_t records = 0, of = 0;  // of == 0: the whole rule
  double share() const { return of == 0 ? 1 : double(records) / double(of); }
};

// Rules that did not run first, those left out on purpose one line a reason, then the largest shares of
// records that a rule could not judge.
std::vector<Unanswered> unanswered(const Screening& screening);

std::string missing_text(const Screening& screening, const std::string& name);  // a table or field in Chinese

}  // namespace qy
