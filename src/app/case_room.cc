#include "app/case_room.h"

#include "app/calendar_command.h"
#include "app/recusals_text.h"
#include "leads/reading_log.h"

namespace qy {

Result<std::unique_ptr<CaseRoom>> CaseRoom::open(const std::string& folder) {
  auto room = std::make_unique<CaseRoom>();
  QY_TRY(room->workspace, Workspace::open(folder));
  QY_TRY(room->procedures, ProcedureBook::load(room->workspace->content() / "procedures"));
  QY_TRY(room->calendar, calendar_of(*room->workspace));
  QY_TRY(room->records, open_records(*room->workspace, room->clock));
  room->cases = std::make_unique<CaseBook>(*room->records, room->procedures, room->calendar, room->clock);
  return room;
}

Result<std::unique_ptr<CaseRoom>> CaseRoom::open_for(const std::string& folder, const std::string& user) {
  QY_TRY(auto room, open(folder));
  QY_TRY(room->rights, Rights::load(room->workspace->content() / "rights"));
  QY_TRY(Asker asker, asker_of(*room->records, user));
  room->guarded = std::make_unique<GuardedBook>(*room->records, room->rights, std::move(asker), room->clock);
  room->cases = std::make_unique<CaseBook>(*room->guarded, room->procedures, room->calendar, room->clock);
  return room;
}

Result<void> CaseRoom::log_reading(const std::string& kind, const std::string& object,
                                   const std::string& why) {
  const Asker& asker = guarded->asker();
  if (asker.roles.empty())
    return Error{Code::forbidden,
                 asker.user + " 没有任何职责，不能查阅 (holds no role and may read nothing)"};
  return log_reading_of(*records, clock, {asker.user, *asker.roles.begin()}, kind, object, why);
}

Result<std::string> CaseRoom::recusals_told(const Row& file) {
  QY_TRY(const auto found, ties_found(*guarded, file));
  std::string told = recusals_text(found, procedures, clock.today());
  QY_TRY(const bool decides, guarded->may(Operation::decide, "case_file/" + file.id));
  if (!decides) return told;
  QY_TRY(const auto possible, possible_ties(*guarded, file, workspace->settings().recusal, clock.today()));
  return told + possible_recusals_text(possible);
}

Result<AlertSet> CaseRoom::colours(const std::string& id) const {
  QY_TRY(auto sets, load_alerts(workspace->content() / "procedures/shared/alerts.yaml", procedures.terms()));
  for (AlertSet& set : sets)
    if (set.id == id) return std::move(set);
  return not_found("没有这套督办颜色规则：" + id + " (no such set of colours)");
}

}  // namespace qy
