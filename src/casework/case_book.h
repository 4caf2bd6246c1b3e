// Files on record: each act is read, decided and written in one go, through the one door (record/act.h).
//
//   read the file ─▶ decide() ─▶ accepted: file, matters, limits, documents, who took part ─▶ RecordBook::perform
//                             └▶ refused: nothing is written, and the refusal says which article stands against it
//
// Whoever acts on a file that moved meanwhile is told so (conflict), and looks again. The same key again gives the
// act of the first time.
#pragma once

#include <optional>
#include <string>

#include "base/clock.h"
#include "casework/case_rows.h"
#include "casework/officers.h"

namespace qy {

struct NewCaseFile {
  std::string title;
  std::string lead, report, subject;  // numbers on record, or ""
  Facts facts;                        // what is known of the person and the matter
};

// Who writes an act down, and how.
struct CaseEntry {
  Actor by;            // the account at the keyboard; it need not be who acted
  std::string key;     // "" where one is made of the file's version and the act
  std::string holder;  // on whose desk the matter goes; "": on that of who acted first
  std::string note;
  std::vector<Change> with;  // what else the act writes: the submission that it ends
};

struct StepOutcome {
  std::optional<ActRefusal> refusal;    // nothing was written, or
  std::optional<AcceptedAct> accepted;  // none of the two: it was done before
  Recorded recorded;
};

class CaseBook {
 public:
  CaseBook(RecordBook& book, const ProcedureBook& procedures, const Calendar& calendar, const Clock& clock)
      : book_(book), procedures_(procedures), calendar_(calendar), clock_(clock) {}

  // Returns the number. conflict when the lead has a file that is not archived. What the records of the lead and of the person say is taken
  // over: the title where none is given, how it was found, and the person's standing.
  Result<std::string> open(const NewCaseFile& file, const CaseEntry& entry);
  // With everybody who may act in it.
  Result<FileOnRecord> read(const std::string& number);
  Result<FileOnRecord> read(const std::string& number, KnownOfficers everybody);
  // What is found out about the person or the case, apart from any step.
  Result<Recorded> learn(const std::string& number, const Facts& facts, const CaseEntry& entry);
  // An officer declares that he must keep out: his access ends with it. What lies on his desk stays there until the chief decides.
  Result<Recorded> declare_recusal(const std::string& number, const std::string& grounds,
                                   const CaseEntry& entry);
  // Takes an officer out of the file, whether he declared it or not; what lies on his desk goes to `successor`.
  Result<Recorded> recuse(const std::string& number, const std::string& officer, const std::string& grounds,
                          const std::string& successor, const CaseEntry& entry);
  // The chief decides that what was declared, or found in what he declared, is no ground: the officer may take part again. `note` says
  // why. A tie ends with it, until it is declared anew. not_found where nothing is to be decided.
  Result<Recorded> clear_recusal(const std::string& number, const std::string& officer,
                                 const CaseEntry& entry);
  // A secondment (casework/joint_case.h) ends today, before its day. What lies on his desk, and his part in it, goes to `successor`, who must
  // be named where something does. `note` says why.
  Result<Recorded> end_secondment(const std::string& number, const std::string& secondment,
                                  const std::string& successor, const CaseEntry& entry);
  // Persons (numbers on record) and units (codes) concerned in it, beside its subject and those of its lead.
  Result<Recorded> concern(const std::string& number, const std::vector<std::string>& persons,
                           const std::vector<std::string>& units, const CaseEntry& entry);
  // The scan of a document that is in the file on paper, and the name that it came under. conflict where it has one.
  Result<Recorded> attach(const std::string& number, const std::string& document, const std::string& sm3,
                          const std::string& file_name, const CaseEntry& entry);
  // entered_at is the clock's.
  Result<StepOutcome> act(const std::string& number, CaseAct act, const CaseEntry& entry);

 private:
  Result<void> take_over(NewCaseFile& file);
  Result<void> check_receiver(const CaseFile& file, const std::string& user) const;
  // The fields of a file that say who handles it and in which department: of an account, and after one was taken out.
  Result<Fields> desk_of_file(const std::string& holder);
  Result<Fields> handed_on(const Row& file, const std::string& from, const std::string& to);
  Result<Recorded> write(const std::string& number, const std::string& kind, const std::string& basis,
                         std::vector<Change> changes, const CaseEntry& entry, const std::string& key);

  RecordBook& book_;
  const ProcedureBook& procedures_;
  const Calendar& calendar_;
  const Clock& clock_;
};

}  // namespace qy
