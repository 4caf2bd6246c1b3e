// The way of a finding out of the screening, as acts (record/act.h):
//
//   (listed) ──ask──▶ asked ──answer──▶ answered ──┬─ decide data_correction | rectification_exit |
//      │                │                          │         reminder_exit | explained ───────▶ decided
//      │                └─ due day past ──────────▶├─ decide lead_transfer ──▶ proposed ──accept──▶ decided
//      └──────────────────────────────────────────▶┘                            ▲     └─return──▶ returned
//                                                     (not without the bureau)  └────── decide again ──┘
//
// The bureau concerned has its chance to explain before anything leaves as a lead, and a person in case
// management who is not the proposer accepts it: only then does it get a number (trust.md 1; 规则 20, 23).
#pragma once

#include "base/clock.h"
#include "leads/exits.h"
#include "record/act.h"

namespace qy {

struct FindingFacts {  // what goes with the finding, as it stood in the screening
  std::string fingerprint, rule, sentence, snapshot;  // snapshot: SM3 over the sources of the screening
  int version = 1;
  std::optional<Fen> amount_fen;
  std::vector<std::string> innocent;  // what else could explain it: travels with the lead
};

class FindingWay {
 public:
  FindingWay(RecordBook& book, const Clock& clock) : book_(book), clock_(clock) {}

  // conflict when it was asked already, or its exit is decided.
  Result<Recorded> ask(const FindingFacts& finding, const std::string& unit, Date due, const Actor& by);
  Result<Recorded> answer(const std::string& fingerprint, const std::string& text, const Actor& by);
  // Refuses an exit without a reason; lead_transfer before the answer or the due day; a second decision.
  Result<Recorded> decide(const FindingFacts& finding, Exit exit, const std::string& reason, const Actor& by);
  // By case management, not by the proposer. Returns the number of the lead.
  Result<std::string> accept(const FindingFacts& finding, const std::string& note, const Actor& by);
  Result<Recorded> give_back(const std::string& fingerprint, const std::string& reason, const Actor& by);

 private:
  Result<Recorded> change(const std::string& kind, const std::string& basis, const std::string& fingerprint,
                          int64_t version, const Fields& fields, const std::string& note, const Actor& by,
                          const std::vector<Outgoing>& outbox = {});
  Result<Row> standing(const std::string& fingerprint);

  RecordBook& book_;
  const Clock& clock_;
};

// The exits that were decided, for the precision of rules (exits.h). The outcome of a lead speaks louder than
// its transfer: unfounded counts as explained, data_error as data_correction, confirmed as the transfer that
// it was. `rule`: of one rule alone.
Result<std::vector<ExitRecord>> exits_on_record(RecordBook& book, const std::string& rule = {});

}  // namespace qy
