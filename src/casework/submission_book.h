// Submissions (呈批): an act that needs approval waits for its approvers, who each approve it themselves, and is done with the last approval.
//
//   propose ─▶ waiting for handling_head ─approve─▶ waiting for leader_in_charge ─approve─▶ … ─approve─▶ done (one act, CaseBook)
//                    └──────────────────────────────── give_back, with reasons ──▶ returned
//
// What is approved is what was shown: each approver names the hash of it. The act is decided anew with the last approval, on the file as it
// stands then; nothing is approved by silence.
//
// Source: 规则 and 条例 on levels of approval (procedures/shared/roles.yaml); trust.md 2.
#pragma once

#include "casework/case_book.h"
#include "casework/scene.h"

namespace qy {

// What an approver is shown and approves, of which `shown` below is the hash: the act as it is written, by whom, and why.
std::string submission_text(const std::string& file, const std::string& proposer, const std::string& line,
                            const std::string& why);

struct Proposed {
  std::string id;
  std::string next_role;  // who is to approve first
};
struct Approved {
  std::string next_role;               // "" where it was the last
  std::optional<StepOutcome> outcome;  // of the act, then
};

class SubmissionBook {
 public:
  SubmissionBook(RecordBook& book, const ProcedureBook& procedures, const Calendar& calendar,
                 const Clock& clock)
      : book_(book),
        procedures_(procedures),
        calendar_(calendar),
        clock_(clock),
        cases_(book, procedures, calendar, clock) {}

  // `line` without approvals; `shown` is the hash of submission_text(); the note of `entry` says why. forbidden where anything but the
  // approvals stands against the act, invalid where it needs none.
  Result<Proposed> propose(const std::string& file, const std::string& line, const std::string& shown,
                           const CaseEntry& entry);
  // `shown`: at least eight digits of the hash. `party`: a body without account that approved on paper (a collective body, a Party
  // committee), written down by an officer who neither proposed nor approved; "" for his own approval.
  Result<Approved> approve(const std::string& id, const std::string& shown, const CaseEntry& entry,
                           const std::string& party = "");
  Result<Recorded> give_back(const std::string& id, const std::string& reason, const CaseEntry& entry);

  // Whether a submission that waits may be approved by this account: it holds the level, has had no hand in it, is not recused, and a
  // department's own level is that of the proposer's department.
  Result<bool> waits_for(const Row& submission, const std::string& user);

 private:
  struct Written {
    CaseAct act;
    std::string holder;
  };
  Result<void> check_none_waits(const FileOnRecord& found, const CaseAct& act);
  Result<Row> waiting(const std::string& id);
  Result<Written> act_of(const std::string& line, const CaseFile& standing);
  Result<bool> is_of_department(const Row& submission, const std::string& user);
  Result<GivenApproval> approval(const Row& submission, const FileOnRecord& found, const CaseEntry& entry,
                                 const std::string& party);
  Result<Recorded> write(const std::string& kind, const Row& row, Fields fields, const CaseEntry& entry,
                         const std::string& role);

  RecordBook& book_;
  const ProcedureBook& procedures_;
  const Calendar& calendar_;
  const Clock& clock_;
  CaseBook cases_;
};

}  // namespace qy
