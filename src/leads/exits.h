// What became of a finding. Officers record it; the rule's precision learns from it.
//
//   findings/exits.jsonl   one JSON object a line, only ever appended to:
//     {"fingerprint":"b9…","rule":"A01","version":1,"exit":"rectification_exit","note":"…","by":"…",
//      "at":"2026-03-01T09:30:00+08:00","amount_fen":123400}
//
// (base/json_book.h). A finding whose exit was recorded wrongly gets a new record: the last one counts.
//
// What counts as confirmed, for the precision of a rule:
//
//   lead_transfer, rectification_exit, reminder_exit
//       1: something had to be done about it.
//   data_correction
//       1 where that is the rule's usual exit (it was made to find bad records), else 1/2: the records did
//       disagree, as the rule said, but nobody handled money wrongly. Counting nothing would condemn rules
//       that keep the ledgers clean; counting it whole would send officers after typing errors.
//   explained
//       0: the records are in order.
//
// Exits of another version of the rule count half, in both numbers: they speak of a sibling.
#pragma once

#include <filesystem>
#include <map>

#include "base/json_book.h"
#include "leads/finding.h"
#include "leads/precision.h"

namespace qy {

class ExitBook {
 public:
  explicit ExitBook(const std::filesystem::path& workspace);

  // All records in the order of writing; none when there is no file yet.
  Result<std::vector<ExitRecord>> load() const;
  // On disk when it returns. Refuses a record without fingerprint, rule, officer or time, and one that
  // explains nothing (an `explained` without a note). On failure the book is as it was.
  Result<void> append(const ExitRecord& record) const;

 private:
  JsonBook book_;
};

// The tally of every rule on record, the last exit of each finding counted once.
std::map<std::string, Tally> tally_by_rule(const std::vector<ExitRecord>& exits,
                                           const std::map<std::string, RuleFacts>& rules);

// Marks findings as settled by their last exit, unless something has been added since: a newer version of the
// rule, or a larger amount.
void apply_exits(Screening& screening, const std::vector<ExitRecord>& exits);

}  // namespace qy
