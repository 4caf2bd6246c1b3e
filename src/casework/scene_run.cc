#include <algorithm>

#include "casework/messages.h"
#include "casework/scene.h"

namespace qy {

FoundGround ground_in_scene(const std::string& tie) {
  return {tie, "情节", "1", "2025-01-01"};
}

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

namespace {

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

class MemoryStage : public Stage {
 public:
  MemoryStage(const Scene& scene, const ProcedureBook& book, const Calendar& calendar)
      : book_(book), calendar_(calendar) {
    for (const Officer& officer : scene.officers) file_.officers[officer.id] = officer;
  }
  Result<CaseFile> file() override { return file_; }
  Result<void> learn(const SceneNews& news) override {
    file_.facts.insert(news.known.begin(), news.known.end());
    file_.facts = book_.terms().closed(file_.facts);
    file_.recused.insert(news.recused.begin(), news.recused.end());
    for (const auto& [officer, tie] : news.tied) {
      file_.recused.insert(officer);
      file_.found_ground[officer] = ground_in_scene(tie);
    }
    return {};
  }
  Result<Decision> act(const CaseAct& act) override {
    QY_TRY(Decision decision, decide(book_, calendar_, file_, act));
    if (const auto* accepted = std::get_if<AcceptedAct>(&decision)) enter(file_, act, *accepted);
    return decision;
  }

 private:
  const ProcedureBook& book_;
  const Calendar& calendar_;
  CaseFile file_;
};

Result<Beat> play_line(Stage& stage, const SceneAct& written, const ProcedureBook& book) {
  QY_TRY(const CaseFile file, stage.file());
  QY_TRY(CaseAct act, spelled_out(written, book, file));
  QY_TRY(Decision decision, stage.act(act));
  QY_CHECK(as_written(written, decision));
  return Beat{written, std::move(act), std::move(decision)};
}

}  // namespace

Result<Played> play_on(Stage& stage, const Scene& scene, const ProcedureBook& book) {
  Played played;
  for (const auto& line : scene.lines) {
    if (const auto* news = std::get_if<SceneNews>(&line)) {
      QY_CHECK(stage.learn(*news));
      continue;
    }
    const SceneAct& written = std::get<SceneAct>(line);
    Result<Beat> beat = play_line(stage, written, book);
    if (!beat.ok())
      return Error{beat.error().code,
                   say(kSceneLine, scene.name, written.line, std::string_view(beat.error().message))};
    if (std::holds_alternative<ActRefusal>(beat->decision)) ++played.refused;
    played.beats.push_back(std::move(*beat));
  }
  QY_TRY(played.file, stage.file());
  return played;
}

Result<Played> play(const Scene& scene, const ProcedureBook& book, const Calendar& calendar) {
  MemoryStage stage(scene, book, calendar);
  return play_on(stage, scene, book);
}

}  // namespace qy
