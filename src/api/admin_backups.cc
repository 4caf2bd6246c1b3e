// /admin/backups: drills that were held and backups that were made, and another of either. All of it is sealed: whoever makes
// one learns nothing of any matter.
#include "api/body.h"
#include "api/house_work.h"
#include "api/jobs.h"
#include "api/messages.h"
#include "api/officer_names.h"
#include "api/problem.h"
#include "api/route.h"
#include "record/act_time.h"

namespace qy {
namespace {

constexpr const char* kSystemRole = "system_administrator";

Result<HttpResponse> begin_once(ApiCall& call, const std::string& kind, const OfficerWork& work) {
  BodyReader body(call.body);
  if (auto refused = body.refusal()) return *refused;
  if (call.ground.jobs.is_at_work("backups")) return problem(409, say(kBackupAtWork));
  return begin_as(call, kSystemRole, kind, "backups", "look", work);
}

Json json_of_drill(const Row& row) {
  return {{"id", row.id},
          {"made_at", row.text("made_at")},
          {"done_at", row.text("done_at")},
          {"outcome", row.text("outcome")},
          {"acts", row.number("acts")},
          {"files", row.number("files")},
          {"bytes", row.number("bytes")},
          {"seconds", double(row.number("duration_ms")) / 1000},
          {"trouble", row.text("trouble")}};
}

}  // namespace

Result<HttpResponse> list_backups(ApiCall& call) {
  QY_TRY(auto rows, call.book->select("drill", {}));
  Json drills = Json::array(), made = Json::array();
  for (auto row = rows.rbegin(); row != rows.rend(); ++row) drills.push_back(json_of_drill(*row));
  QY_TRY(const auto acts, call.book->history("drill"));
  OfficerNames names(*call.book);
  for (auto act = acts.rbegin(); act != acts.rend(); ++act) {
    if (act->kind != "system.backed_up") continue;
    QY_TRY(const std::string name, names.of(act->actor.user));
    made.push_back({{"at", stamp_of(act->at_ms)},
                    {"user", act->actor.user},
                    {"name", name},
                    {"entry", std::to_string(act->seq)}});
  }
  return json_response({{"drills", drills}, {"made", made}, {"named", !call.ground.work.backups.empty()}});
}

Result<HttpResponse> begin_backup(ApiCall& call) {
  if (call.ground.work.backups.empty()) return problem(409, say(kNoBackupFolder));
  return begin_once(call, "backup", call.ground.work.back_up);
}

Result<HttpResponse> begin_drill(ApiCall& call) {
  return begin_once(call, "drill", call.ground.work.drill);
}

}  // namespace qy
