// Leads from everywhere but the screening, and what becomes of all of them: registered by case management
// with the fields of their source, put together where they are one matter, concluded with an outcome
// (procedure.md 2.2, 11.2). Between registration and conclusion lies casework.
#pragma once

#include <string>
#include <vector>

#include "base/clock.h"
#include "record/act.h"

namespace qy {

struct NewLead {
  std::string source, summary, received_on;    // required; source: lead_source.h
  std::string from_unit, from_number, report;  // as the source asks
  std::string field, occurred_from, occurred_to, handling_unit;
  int64_t amount_fen = 0, persons_affected = 0, repeats = 0;
  bool vulnerable = false;           // victims who cannot help themselves
  std::vector<std::string> persons;  // numbers of persons on record
  std::vector<std::string> units;    // codes of units concerned
};

// Two leads that may be one matter.
struct Likeness {
  std::string lead, other;
  double text = 0;                   // share of two-character runs in common, 0 to 1
  std::vector<std::string> persons;  // on both
};

inline constexpr double kLikeText = 0.5;  // of the runs; below it only common persons count
// What the public feels strongly goes first: three or more reports, ten or more people, or helpless victims.
inline constexpr int64_t kQuickRepeats = 3, kQuickPersons = 10;

class LeadBook {
 public:
  LeadBook(RecordBook& book, const Clock& clock) : book_(book), clock_(clock) {}

  // Returns the number. Refuses whoever is not in case management, and a lead without what its source asks. conflict where the same
  // words of the same day and source are on record.
  Result<std::string> add(const NewLead& lead, const Actor& by);

  // A report on a cadre managed above: number, day received, day due (5 working days, told by the caller who
  // has the calendar); later the day and receipt of the hand-over. There is no place for anything else (检规
  // 15).
  Result<std::string> pass_up(const std::string& received_on, const std::string& due_on, const Actor& by);
  Result<Recorded> passed(const std::string& id, const std::string& passed_on, const std::string& receipt_no,
                          const Actor& by);

  // Open leads, likest first.
  Result<std::vector<Likeness>> alike();
  // `other` goes on in `kept`; undone by separate, which leaves both as they were.
  Result<Recorded> merge(const std::string& kept, const std::string& other, const std::string& reason,
                         const Actor& by);
  Result<Recorded> separate(const std::string& other, const std::string& reason, const Actor& by);

  // confirmed | unfounded | data_error. It flows back to the rule's precision.
  Result<Recorded> conclude(const std::string& lead, const std::string& outcome, const std::string& reason,
                            const Actor& by);

 private:
  Result<Recorded> change(const std::string& kind, const std::string& basis, const Row& lead,
                          const Fields& fields, const std::string& note, const Actor& by);

  RecordBook& book_;
  const Clock& clock_;
};

}  // namespace qy
