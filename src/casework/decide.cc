#include "casework/decide.h"

#include "casework/judge.h"
#include "casework/messages.h"

namespace qy {
namespace {

// An act that names what is not there cannot be judged.
Result<const ProcedureStep*> understood(const ProcedureBook& book, const CaseFile& file, const CaseAct& act) {
  const ProcedureStep* step = book.step(act.step);
  if (step == nullptr) return not_found(say(kNoSuchWordHere, act.step));
  const Matter* matter = file.matter(act.matter);
  if (matter != nullptr && matter->procedure != step->procedure)
    return not_found(say(kNoSuchStepHere, book.procedure(matter->procedure)->said(), act.step));
  if (act.officers.empty()) return invalid(say(kNoSuchOfficer, ""));
  for (const std::string& officer : act.officers)
    if (file.officer(officer) == nullptr) return not_found(say(kNoSuchOfficer, officer));
  for (const GivenApproval& approval : act.approvals) {
    if (file.officer(approval.officer) == nullptr) return not_found(say(kNoSuchOfficer, approval.officer));
    if (book.terms().role(approval.role) == nullptr) return not_found(say(kNoSuchWordHere, approval.role));
  }
  for (const FiledDocument& document : act.documents)
    if (book.terms().document(document.id) == nullptr) return not_found(say(kNoSuchWordHere, document.id));
  for (const std::string& fact : act.facts)
    if (book.terms().fact(fact) == nullptr) return not_found(say(kNoSuchWordHere, fact));
  return step;
}

}  // namespace

Facts known_with(const ProcedureBook& book, const CaseFile& file, const CaseAct& act) {
  Facts facts = file.facts;
  facts.insert(act.facts.begin(), act.facts.end());
  if (const Matter* matter = file.matter(act.matter))
    facts.insert(matter->facts.begin(), matter->facts.end());
  return book.terms().closed(facts);
}

std::vector<std::string> approvers_of(const ProcedureBook& book, const CaseFile& file, const CaseAct& act,
                                      const ProcedureStep& step, const Facts& facts) {
  if (step.extends.empty()) return book.approvers(step, facts);
  const RunningLimit* running = running_limit(file, step.extends, act.matter, step.procedure);
  const int used = running == nullptr ? 0 : int(running->running.extensions.size());
  const Extension* extension = next_extension(*book.limit(step.extends), facts, used);
  return extension == nullptr ? std::vector<std::string>() : extension->by;
}

Result<Decision> decide(const ProcedureBook& book, const Calendar& calendar, const CaseFile& file,
                        const CaseAct& act) {
  QY_TRY(const ProcedureStep* step, understood(book, file, act));
  Facts known = known_with(book, file, act);
  if (auto refused = judge(book, calendar, file, act, *step, known)) return Decision(std::move(*refused));
  const Matter* matter = file.matter(act.matter);
  AcceptedAct accepted;
  accepted.matter = act.matter;
  accepted.procedure = step->procedure;
  accepted.from = matter == nullptr ? "" : matter->state;
  accepted.to = step->after(accepted.from);
  accepted.opens = step->opens;
  accepted.file_facts = file.facts;
  if (matter != nullptr) accepted.matter_facts = matter->facts;
  Facts learned = act.facts;
  learned.insert(step->sets.begin(), step->sets.end());
  for (const std::string& fact : book.terms().closed(learned))
    (book.terms().fact(fact)->of_matter ? accepted.matter_facts : accepted.file_facts).insert(fact);
  for (const std::string& fact : step->clears) {
    accepted.matter_facts.erase(fact);
    accepted.file_facts.erase(fact);
  }
  known.insert(accepted.matter_facts.begin(), accepted.matter_facts.end());
  known.insert(accepted.file_facts.begin(), accepted.file_facts.end());
  if (const auto entry = ledger_entry(book, file, act, *step, known)) accepted.ledger = entry->entry;
  accepted.limits = limit_changes(book, calendar, file, act, *step, known);
  return Decision(std::move(accepted));
}

void enter(CaseFile& file, const CaseAct& act, const AcceptedAct& accepted) {
  Matter& matter = file.matters[act.matter];
  matter.id = act.matter;
  matter.procedure = accepted.procedure;
  matter.state = accepted.to;
  matter.facts = accepted.matter_facts;
  matter.acts.push_back({act.step, act.at, act.officers});
  file.facts = accepted.file_facts;
  file.last_entry = act.entered_at;
  if (accepted.ledger) {
    PropertyAccount& account = file.property[act.matter];
    if (accepted.from.empty()) account.taken = accepted.ledger->quantity;
    account.balance = accepted.ledger->balance;
  }
  file.documents.insert(file.documents.end(), act.documents.begin(), act.documents.end());
  for (const LimitChange& change : accepted.limits) {
    if (change.kind == LimitChange::Kind::started) {
      file.limits.push_back(change.limit);
      continue;
    }
    for (RunningLimit& running : file.limits)
      if (!running.ended && running.limit == change.limit.limit && running.matter == change.limit.matter)
        running = change.limit;
  }
}

}  // namespace qy
