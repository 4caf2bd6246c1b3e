#include "casework/scene_text.h"

#include <algorithm>

#include "casework/messages.h"

namespace qy {
namespace {

std::string joined(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : "、") + name;
  return text;
}

std::string end_text(const Running& running, const Calendar& calendar) {
  const Result<Deadline> deadline = deadline_of(running, calendar);
  if (!deadline.ok()) return deadline.error().message;
  std::string text = say(kLastDay, deadline->due.text()).text();
  if (deadline->lenient) text += say(kLenientDay, deadline->lenient->iso()).text();
  if (deadline->unrolled) text += say(kUnrolledDay, deadline->unrolled->iso()).text();
  if (deadline->provisional) text += said(kProvisional).text();
  return text;
}

Message change_words(LimitChange::Kind kind) {
  switch (kind) {
    case LimitChange::Kind::started:
      return kLimitStarted;
    case LimitChange::Kind::ended:
      return kLimitEnded;
    case LimitChange::Kind::paused:
      return kLimitPaused;
    case LimitChange::Kind::resumed:
      return kLimitResumed;
    case LimitChange::Kind::restarted:
      return kLimitRestarted;
    case LimitChange::Kind::extended:
      return kLimitExtended;
  }
  return kLimitEnded;
}

std::string change_text(const LimitChange& change, const ProcedureBook& book, const Calendar& calendar) {
  const TimeLimit& limit = *book.limit(change.limit.limit);
  std::string text = "    · " + limit.id + " " + limit.title + " " + said(change_words(change.kind)).text();
  if (change.late) text += "，" + said(kLate).text();
  if (!change.limit.ended && change.kind != LimitChange::Kind::paused)
    text += "，" + end_text(change.limit.running, calendar);
  return text + "\n";
}

std::string beat_text(const Beat& beat, const ProcedureBook& book, const Calendar& calendar) {
  const ProcedureStep& step = *book.step(beat.act.step);
  const Procedure& procedure = *book.procedure(step.procedure);
  std::string text =
      beat.act.at.text() + "  " + joined(beat.act.officers) + "  " + beat.act.matter + " " + step.title;
  if (const auto* refusal = std::get_if<ActRefusal>(&beat.decision))
    return text + "\n    × " + refusal->text() + "\n";
  const auto& accepted = std::get<AcceptedAct>(beat.decision);
  if (accepted.from != accepted.to) text += " → " + procedure.state(accepted.to)->title;
  std::vector<std::string> approvals, documents;
  for (const GivenApproval& approval : beat.act.approvals) approvals.push_back(approval.officer);
  for (const FiledDocument& document : beat.act.documents)
    documents.push_back("《" + book.terms().document(document.id)->title + "》");
  if (!approvals.empty()) text += "；" + say(kApprovedBy, joined(approvals)).chinese;
  text += "\n";
  if (!documents.empty()) text += "    " + joined(documents) + "\n";
  for (const LimitChange& change : accepted.limits) text += change_text(change, book, calendar);
  return text;
}

std::string titles_of(const ProcedureBook& book, const std::vector<std::string>& roles, const char* between) {
  std::string text;
  for (const std::string& role : roles)
    text += (text.empty() ? "" : between) + book.terms().role(role)->title;
  return text;
}

// A step that may come next: who, who approves, which documents.
std::string next_text(const CaseFile& file, const std::string& matter, const ProcedureStep& step,
                      const Facts& facts, const ProcedureBook& book) {
  CaseAct act;
  act.matter = matter;
  act.step = step.name();
  std::vector<std::string> documents;
  for (const NeededDocument& needed : step.documents)
    if (needed.when.holds(facts)) documents.push_back("《" + book.terms().document(needed.id)->title + "》");
  const auto approvers = approvers_of(book, file, act, step, facts);
  return "    " + step.title + "：" + titles_of(book, step.by, "、") +
         (step.persons > 1 ? "（二人以上）" : "") +
         (approvers.empty() ? "" : "；批 " + titles_of(book, approvers, " → ")) +
         (documents.empty() ? "" : "；附 " + joined(documents)) + "\n";
}

}  // namespace

std::string timeline_text(const Scene& scene, const Played& played, const ProcedureBook& book,
                          const Calendar& calendar) {
  std::string text = scene.title + (scene.english.empty() ? "" : " (" + scene.english + ")") + "\n\n";
  for (const Beat& beat : played.beats) text += beat_text(beat, book, calendar);
  return text;
}

std::string limits_text(const CaseFile& file, const ProcedureBook& book, const Calendar& calendar) {
  std::string text;
  for (const RunningLimit& running : file.limits) {
    if (running.ended && !running.was_late) continue;
    const TimeLimit& limit = *book.limit(running.limit);
    text += "  " + limit.id + " " + limit.title + "，" + running.matter + "：" +
            (running.ended ? said(kLate).text() : end_text(running.running, calendar)) + "\n";
  }
  return text.empty() ? "  " + said(kNoLimitRuns).text() + "\n" : text;
}

std::string due_text(const CaseFile& file, const ProcedureBook& book, Date day) {
  std::string text;
  for (const auto& [id, matter] : file.matters) {
    const Procedure& procedure = *book.procedure(matter.procedure);
    const ProcedureState& state = *procedure.state(matter.state);
    text += "  " + id + "（" + procedure.title + "）：" + state.title + "\n";
    if (state.is_end) continue;
    Facts facts = file.facts;
    facts.insert(matter.facts.begin(), matter.facts.end());
    for (const ProcedureStep& step : procedure.steps)
      if (step.leaves(matter.state) && book.stands(step, day) && step.when.holds(facts))
        text += next_text(file, id, step, facts, book);
  }
  return text;
}

}  // namespace qy
