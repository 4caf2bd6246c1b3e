#include "law/procedure.h"

#include <algorithm>

#include "law/messages.h"

namespace qy {
namespace {

Result<ProcedureState> read_state(const Yaml& entry) {
  QY_CHECK(entry.only({"id", "title", "english", "end"}));
  ProcedureState state;
  QY_TRY(static_cast<Term&>(state), read_term(entry));
  QY_TRY(state.is_end, entry.flag("end", false));
  return state;
}

Result<void> read_approval(const Yaml& entry, ProcedureStep& step) {
  step.extends = entry.optional("extends");
  const Yaml* approval = entry.find("approval");
  if (!step.extends.empty()) {
    if (approval != nullptr) return approval->wrong(said(kExtensionApproval));
    return {};
  }
  if (approval == nullptr) return entry.wrong(said(kApprovalUnsaid));
  if (approval->kind() == Yaml::Kind::scalar) {
    if (approval->text() != "none") step.chain = approval->text();
    return {};
  }
  QY_TRY(step.approval, entry.texts("approval"));
  if (step.approval.empty()) return approval->wrong(said(kApprovalUnsaid));
  return {};
}

Result<std::vector<NeededDocument>> read_documents(const Yaml& entry) {
  QY_TRY(const auto items, entry.list("documents"));
  std::vector<NeededDocument> documents;
  for (const Yaml& item : items) {
    NeededDocument document;
    if (item.kind() == Yaml::Kind::scalar) {
      document.id = item.text();
    } else {
      QY_CHECK(item.only({"id", "when"}));
      QY_TRY(document.id, item.required("id"));
      QY_TRY(document.when, read_condition(item, "when"));
    }
    documents.push_back(std::move(document));
  }
  return documents;
}

Result<ProcedureStep> read_step(const Yaml& entry, const LawBook& laws) {
  QY_CHECK(entry.only({"id", "title", "english", "from", "to", "by", "approval", "extends", "when",
                       "documents", "guards", "sets", "clears", "opens", "persons", "recorded",
                       "signed_by_all", "basis", "note"}));
  ProcedureStep step;
  QY_TRY(static_cast<Term&>(step), read_term(entry));
  QY_TRY(step.from, entry.texts("from"));
  QY_TRY(step.to, entry.required("to"));
  if (step.to == "same") step.to.clear();
  QY_TRY(step.by, entry.texts("by"));
  if (step.by.empty()) return entry.wrong(said(kNobodyProposes));
  QY_CHECK(read_approval(entry, step));
  QY_TRY(step.when, read_condition(entry, "when"));
  QY_TRY(step.documents, read_documents(entry));
  QY_TRY(step.guards, entry.texts("guards"));
  QY_TRY(step.sets, entry.texts("sets"));
  QY_TRY(step.clears, entry.texts("clears"));
  QY_TRY(step.opens, entry.texts("opens"));
  if (entry.find("persons") != nullptr) {
    QY_TRY(const double persons, entry.number("persons"));
    step.persons = int(persons);
  }
  QY_TRY(step.recorded, entry.flag("recorded", false));
  QY_TRY(step.signed_by_all, entry.flag("signed_by_all", false));
  step.note = entry.optional("note");
  QY_TRY(step.basis, laws.read_basis(entry));
  return step;
}

}  // namespace

bool ProcedureStep::leaves(std::string_view state) const {
  return std::find(from.begin(), from.end(), state) != from.end();
}

const ProcedureState* Procedure::state(std::string_view name) const {
  const auto found =
      std::find_if(states.begin(), states.end(), [&](const auto& one) { return one.id == name; });
  return found == states.end() ? nullptr : &*found;
}

const ProcedureStep* Procedure::step(std::string_view name) const {
  const auto found =
      std::find_if(steps.begin(), steps.end(), [&](const auto& one) { return one.id == name; });
  return found == steps.end() ? nullptr : &*found;
}

Result<Procedure> load_procedure(const std::filesystem::path& file, const LawBook& laws) {
  QY_TRY(const Yaml yaml, Yaml::load(file));
  QY_CHECK(yaml.only({"id", "title", "english", "note", "states", "steps"}));
  Procedure procedure;
  QY_TRY(static_cast<Term&>(procedure), read_term(yaml));
  if (procedure.id != file.stem().string()) return yaml.wrong(say(kFileOtherName, procedure.id));
  procedure.note = yaml.optional("note");
  QY_TRY(const auto states, yaml.list("states"));
  for (const Yaml& entry : states) {
    QY_TRY(ProcedureState state, read_state(entry));
    if (procedure.state(state.id) != nullptr) return entry.wrong(say(kGivenTwice, state.id));
    procedure.states.push_back(std::move(state));
  }
  QY_TRY(const auto steps, yaml.list("steps"));
  for (const Yaml& entry : steps) {
    QY_TRY(ProcedureStep step, read_step(entry, laws));
    if (procedure.step(step.id) != nullptr) return entry.wrong(say(kGivenTwice, step.id));
    for (const std::string& from : step.from)
      if (procedure.state(from) == nullptr) return entry.wrong(say(kNoSuchState, from));
    if (!step.to.empty() && procedure.state(step.to) == nullptr)
      return entry.wrong(say(kNoSuchState, step.to));
    if (step.begins() && step.to.empty()) return entry.wrong(say(kNoSuchState, "same"));
    step.procedure = procedure.id;
    procedure.steps.push_back(std::move(step));
  }
  return procedure;
}

}  // namespace qy
