// A procedure as data: procedures/<id>.yaml.
//
//   states   where a matter may stand; `end: true` where it may rest for ever (new evidence or a loan may
//   still move it) steps    from → to, who proposes (`by`), who approves, which documents, which guards, on
//   which articles
//
//   - {id: verify, from: in_study, to: verification, by: [handler], approval: dispositions,
//      documents: [disposition_opinion, disposition_plan], guards: [way_ended], opens: [verification],
//      basis: [规则 21 Q, 条例 204 F, 条例21 174 F]}
//
// A step without `from` begins a matter; `to: same` stays where it is; `approval: none` is an act of one's
// own duty and must be said; `extends: CA-01` takes its approvers from that limit's extensions.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "law/terms.h"

namespace qy {

struct ProcedureState : Term {
  bool is_end = false;
};

struct NeededDocument {
  std::string id;
  FactCondition when;
};

struct ProcedureStep : Term {
  std::string procedure;
  std::vector<std::string> from;      // empty: begins a matter
  std::string to;                     // "" for the same state
  std::vector<std::string> by;        // roles, any of which may propose
  std::string chain;                  // a named chain, or
  std::vector<std::string> approval;  // the roles in order; both empty: one's own duty
  std::string extends;                // a time limit, or ""
  FactCondition when;                 // the matters for which the step is made
  std::vector<NeededDocument> documents;
  std::vector<std::string> guards, sets, clears, opens;
  int persons = 1;
  bool recorded = false, signed_by_all = false;
  std::string note;
  std::vector<Provision> basis;

  std::string name() const { return procedure + "." + id; }
  bool begins() const { return from.empty(); }
  bool leaves(std::string_view state) const;
  // Where a matter stands afterwards that stood in `state`.
  const std::string& after(const std::string& state) const { return to.empty() ? state : to; }
};

struct Procedure : Term {
  std::string note;
  std::vector<ProcedureState> states;
  std::vector<ProcedureStep> steps;

  const ProcedureState* state(std::string_view name) const;
  const ProcedureStep* step(std::string_view name) const;
};

Result<Procedure> load_procedure(const std::filesystem::path& file, const LawBook& laws);

}  // namespace qy
