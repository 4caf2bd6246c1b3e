#include <algorithm>

#include "casework/messages.h"
#include "casework/scene.h"

namespace qy {
namespace {

// The act with what the scene left to the reader: all documents, the whole chain, on which level each
// approved.
Result<CaseAct> spelled_out(const SceneAct& written, const ProcedureBook& book, const CaseFile& file) {
  CaseAct act = written.act;
  const ProcedureStep& step = *book.step(act.step);
  const Facts facts = known_with(book, file, act);
  if (written.all_documents)
    for (const NeededDocument& needed : step.documents)
      if (needed.when.holds(facts)) act.documents.push_back({needed.id, act.at.date});
  const auto chain = approvers_of(book, file, act, step, facts);
  if (written.whole_chain)
    for (const std::string& role : chain) {
      const auto holder = std::find_if(file.officers.begin(), file.officers.end(), [&](const auto& entry) {
        return entry.second.roles.count(role) > 0 && file.recused.count(entry.first) == 0 &&
               std::find(act.officers.begin(), act.officers.end(), entry.first) == act.officers.end();
      });
      if (holder == file.officers.end())
        return not_found(say(kSceneNobodyHolds, book.terms().role(role)->said()));
      act.approvals.push_back({holder->first, role, act.at});
    }
  size_t level = 0;
  for (GivenApproval& approval : act.approvals) {
    if (!approval.role.empty()) continue;
    const Officer* officer = file.officer(approval.officer);
    if (officer == nullptr) return not_found(say(kNoSuchOfficer, approval.officer));
    approval.role = *officer->roles.begin();
    for (size_t i = level; i < chain.size(); ++i)
      if (officer->roles.count(chain[i]) > 0) {
        approval.role = chain[i];
        level = i + 1;
        break;
      }
  }
  return act;
}

// Whether it went as the scene says.
Result<void> as_written(const SceneAct& written, const Decision& decision) {
  const ActRefusal* refused = std::get_if<ActRefusal>(&decision);
  if (refused == nullptr && written.refused.empty()) return {};
  if (refused == nullptr) return Error{Code::conflict, say(kSceneNotRefused, written.refused)};
  if (refused->guard == written.refused) return {};
  if (written.refused.empty()) return Error{Code::forbidden, refused->text()};
  return Error{Code::conflict,
               say(kSceneOtherRefusal, written.refused, refused->guard, std::string_view(refused->text()))};
}

}  // namespace

Result<Played> play(const Scene& scene, const ProcedureBook& book, const Calendar& calendar) {
  Played played;
  CaseFile& file = played.file;
  for (const Officer& officer : scene.officers) file.officers[officer.id] = officer;
  for (const auto& line : scene.lines) {
    if (const auto* news = std::get_if<SceneNews>(&line)) {
      file.facts.insert(news->known.begin(), news->known.end());
      file.facts = book.terms().closed(file.facts);
      file.recused.insert(news->recused.begin(), news->recused.end());
      continue;
    }
    const SceneAct& written = std::get<SceneAct>(line);
    const auto failed = [&](const Error& error) {
      return Error{error.code, say(kSceneLine, scene.name, written.line, std::string_view(error.message))};
    };
    Result<CaseAct> act = spelled_out(written, book, file);
    if (!act.ok()) return failed(act.error());
    Result<Decision> decision = decide(book, calendar, file, *act);
    if (!decision.ok()) return failed(decision.error());
    if (const auto as_said = as_written(written, *decision); !as_said.ok()) return failed(as_said.error());
    if (const auto* accepted = std::get_if<AcceptedAct>(&*decision))
      enter(file, *act, *accepted);
    else
      ++played.refused;
    played.beats.push_back({written, std::move(*act), std::move(*decision)});
  }
  return played;
}

}  // namespace qy
