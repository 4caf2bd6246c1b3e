// A file and its matters: what casework knows when it is asked whether an act may be done.
//
//   CaseFile ─┬─ Matter report        accepted       one lead with everything that came of it: its report,
//             ├─ Matter lead          verification   verification, case, measures, property items, review,
//             └─ Matter verification  open           sanction; each stands in one state of its procedure
//
// Values only. The store keeps them; play holds them in memory.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "law/deadline.h"
#include "law/time_limit.h"

namespace qy {

// Someone who acts or approves: an officer, a collective body, the person, a court.
struct Officer {
  std::string id, name;
  std::set<std::string> roles;  // procedures/shared/roles.yaml
};

struct GivenApproval {
  std::string officer, role;
  Moment at;
};

struct FiledDocument {
  std::string id;  // procedures/shared/documents.yaml
  Date dated;
};

// How much of an object of case property: fen of money, pieces of anything else.
struct Quantity {
  int64_t amount = 0;
  bool is_money = false;
};

// What somebody wants to do, with all that goes with it.
struct CaseAct {
  std::string matter, step;           // "L1", "lead.verify"
  Moment at, entered_at;              // when it was done, and when it is written down
  std::vector<std::string> officers;  // who acts; the first proposes
  std::vector<GivenApproval> approvals;
  std::vector<FiledDocument> documents;
  Facts facts;                       // what becomes known with it
  bool recorded = false;             // in sound and picture
  std::optional<Quantity> quantity;  // of case property, where the step moves some
  std::optional<Span> extension;     // how much longer, where the step extends a limit
};

struct DoneAct {
  std::string step;  // "verification.open"
  Moment at;
  std::vector<std::string> officers;
};

struct Matter {
  std::string id, procedure, state;
  Facts facts;  // its own: retention, money
  std::vector<DoneAct> acts;
};

// A time limit as it runs, or ran.
struct RunningLimit {
  std::string limit, matter;  // where it started
  Running running;
  std::optional<Moment> ended;
  bool was_late = false;
};

// The account of one object (一案一账、一物一卡): what was taken, and what of it is there.
struct PropertyAccount {
  int64_t taken = 0, balance = 0;
};

// A tie that an officer declared and that stands against him here (record/officer_tie.h): what it is, in which declaration and row.
struct FoundGround {
  std::string tie, source, source_row, declared_on;
};

struct CaseFile {
  std::map<std::string, Officer> officers;
  std::set<std::string> recused;                    // officers who may take no part
  std::map<std::string, FoundGround> found_ground;  // why, for those of them on whom nobody decided yet
  Facts facts;                                      // of the person and the case
  std::map<std::string, Matter> matters;            // by their ids
  std::vector<RunningLimit> limits;
  std::vector<FiledDocument> documents;
  std::map<std::string, PropertyAccount> property;  // by the ids of their matters
  std::optional<Moment> last_entry;

  bool stands_in(const std::string& state) const;  // "lead.verification", any matter
  const Matter* matter(const std::string& id) const;
  const Officer* officer(const std::string& id) const;
};

}  // namespace qy
