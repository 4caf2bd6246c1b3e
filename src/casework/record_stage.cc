#include "casework/record_stage.h"

#include <algorithm>

#include "casework/entry_time.h"
#include "casework/messages.h"
#include "casework/officers.h"
#include "record/officer_tie.h"

namespace qy {
namespace {

constexpr int64_t kQuietMs =
    int64_t(30) * 86'400'000;  // after a longer pause the record book asks about its clock

// Officers of the office have an account; bodies, the person and other authorities do not.
bool has_account(const Officer& officer, const ProcedureBook& book) {
  return std::ranges::any_of(officer.roles, [&](const std::string& role) {
    const std::string& level = book.terms().role(role)->level;
    return level == "R0" || level == "R1" || level == "R2" || level == "R3";
  });
}

}  // namespace

Moment first_moment(const Scene& scene) {
  for (const auto& line : scene.lines)
    if (const auto* act = std::get_if<SceneAct>(&line)) return act->act.entered_at;
  return {};
}

RecordStage::RecordStage(const Scene& scene, RecordBook& book, const ProcedureBook& procedures,
                         const Calendar& calendar, SceneClock& clock)
    : scene_(scene),
      book_(book),
      procedures_(procedures),
      calendar_(calendar),
      clock_(clock),
      cases_(book, procedures, calendar, clock) {}

Result<void> RecordStage::found() {
  Act act{.key = "scene.founded",
          .kind = "system.scene_founded",
          .actor = {"system", "system"},
          .object = "office",
          .basis = "",
          .note = scene_.title};
  act.changes = {{"unit", "scene", 0, {{"name", "演示 (practice)"}, {"unit_kind", "office"}}}};
  for (const Officer& officer : scene_.officers) {
    if (!has_account(officer, procedures_)) {
      act.changes.push_back(
          {"other_party",
           officer.id,
           0,
           {{"name", officer.name}, {"roles", words_text(officer.roles)}, {"active", int64_t(1)}}});
      continue;
    }
    act.changes.push_back(
        {"user_account", officer.id, 0, {{"name", officer.name}, {"unit", "scene"}, {"active", int64_t(1)}}});
    for (const std::string& role : officer.roles)
      act.changes.push_back({"user_role",
                             officer.id + "." + role,
                             0,
                             {{"user_id", officer.id}, {"role", role}, {"active", int64_t(1)}}});
  }
  QY_CHECK(book_.perform(act));
  return {};
}

// A quiet month is no fault of the scene's clock.
Result<void> RecordStage::move_clock(Moment to) {
  const int64_t quiet = ms_of(to) - clock_.now_ms();
  clock_.set(ms_of(to));
  if (quiet < kQuietMs || number_.empty()) return {};
  const Act act{.key = "scene.clock." + std::to_string(clock_.now_ms()),
                .kind = "system.clock_confirmed",
                .actor = {"system", "system"},
                .object = "clock",
                .basis = "",
                .note = scene_.title};
  QY_CHECK(book_.perform(act));
  return {};
}

Result<void> RecordStage::begin(const std::string& by) {
  QY_CHECK(found());
  QY_TRY(number_, cases_.open({scene_.title, "", "", "", before_.known}, {{by, ""}, "", "", ""}));
  for (const std::string& officer : before_.recused)
    QY_CHECK(cases_.recuse(number_, officer, "other", "", {{by, ""}, "", "", ""}));
  for (const auto& [officer, of] : before_.tied) QY_CHECK(tie(officer, of));
  return {};
}

Result<void> RecordStage::tie(const std::string& officer, const std::string& tie) {
  const std::string id = officer + "." + tie, whom = "scene-" + id;
  const bool is_person = tie_kind(tie)->to_person;
  const FoundGround ground = ground_in_scene(tie);
  Act act{.key = "scene.tie." + std::to_string(clock_.now_ms()) + "." + std::to_string(last_.seq),
          .kind = "system.scene",
          .actor = {"system", "system"},
          .object = "case_file/" + number_,
          .basis = "",
          .note = scene_.title};
  if (is_person) act.changes.push_back({"person", whom, 0, {{"name", "被反映人"}}});
  act.changes.push_back({"officer_tie",
                         id,
                         0,
                         {{"user_id", officer},
                          {"tie", tie},
                          {is_person ? "person" : "unit_code", whom},
                          {"source", ground.source},
                          {"source_row", ground.source_row},
                          {"declared_on", ground.declared_on},
                          {"active", int64_t(1)}}});
  act.changes.push_back(
      {"concerned",
       number_ + "/" + whom,
       0,
       {{"case_file", number_}, {is_person ? "person" : "unit_code", whom}, {"active", int64_t(1)}}});
  QY_CHECK(book_.perform(act));
  return {};
}

Result<CaseFile> RecordStage::file() {
  if (!number_.empty()) {
    QY_TRY(FileOnRecord found, cases_.read(number_));
    return std::move(found.file);
  }
  CaseFile empty;
  for (const Officer& officer : scene_.officers) empty.officers[officer.id] = officer;
  empty.facts = procedures_.terms().closed(before_.known);
  empty.recused.insert(before_.recused.begin(), before_.recused.end());
  for (const auto& [officer, tie] : before_.tied) {
    empty.recused.insert(officer);
    empty.found_ground[officer] = ground_in_scene(tie);
  }
  return empty;
}

Result<void> RecordStage::learn(const SceneNews& news) {
  if (number_.empty()) {
    before_.known.insert(news.known.begin(), news.known.end());
    before_.recused.insert(before_.recused.end(), news.recused.begin(), news.recused.end());
    before_.tied.insert(news.tied.begin(), news.tied.end());
    return {};
  }
  if (!news.known.empty()) QY_CHECK(cases_.learn(number_, news.known, {{desk_, ""}, "", "", ""}));
  for (const std::string& officer : news.recused)
    QY_CHECK(cases_.recuse(number_, officer, "other", desk_, {{desk_, ""}, "", "", ""}));
  for (const auto& [officer, of] : news.tied) QY_CHECK(tie(officer, of));
  return {};
}

// Whoever acted without an account is written down by the officer on whose desk the file lies.
Result<std::string> RecordStage::typist_of(const CaseAct& act) const {
  const auto has_one = [&](const std::string& id) {
    const auto officer = std::ranges::find(scene_.officers, id, &Officer::id);
    return officer != scene_.officers.end() && has_account(*officer, procedures_);
  };
  const auto own = std::ranges::find_if(act.officers, has_one);
  if (own != act.officers.end()) return *own;
  if (!desk_.empty()) return desk_;
  const auto any = std::ranges::find_if(scene_.officers, has_one, &Officer::id);
  if (any == scene_.officers.end()) return not_found(say(kSceneNobodyThere));
  return any->id;
}

Result<Decision> RecordStage::act(const CaseAct& act) {
  // Decided first, so that a try that is refused leaves neither a file nor a moved clock behind.
  QY_TRY(const CaseFile file, this->file());
  QY_TRY(Decision decision, decide(procedures_, calendar_, file, act));
  if (std::holds_alternative<ActRefusal>(decision)) return decision;
  QY_TRY(desk_, typist_of(act));
  QY_CHECK(move_clock(act.entered_at));
  if (number_.empty()) QY_CHECK(begin(desk_));
  QY_TRY(const StepOutcome outcome, cases_.act(number_, act, {{desk_, ""}, "", "", ""}));
  if (outcome.refusal) return Decision(*outcome.refusal);
  last_ = outcome.recorded;
  return Decision(*outcome.accepted);
}

}  // namespace qy
