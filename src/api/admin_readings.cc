// /admin/readings: who looked at what, when, and what for; for the audit administrator and cadre supervision.
#include "api/house_work.h"
#include "api/messages.h"
#include "api/officer_names.h"
#include "api/problem.h"
#include "api/route.h"
#include "leads/reading_log.h"
#include "leads/readings.h"
#include "record/act_time.h"

namespace qy {
namespace {

constexpr size_t kMostShown = 500;

}  // namespace

Result<HttpResponse> list_readings(ApiCall& call) {
  const ReadingFilter filter{call.query("user"), call.query("object"), call.query("from"), call.query("to")};
  for (const std::string& day : {filter.from, filter.to})
    if (!day.empty() && !Date::from_iso(day).ok()) return problem(400, say(kFieldDay));
  QY_TRY(const bool may, call.book->may(Operation::list, "reading"));
  if (!may) return problem(403, say(kNotYourRole));
  std::vector<Reading> found;
  QY_CHECK(call.ground.work.read_log([&](const LogReader& log) -> Result<void> {
    QY_TRY(found, readings_of(log, call.ground.records, filter));  // as new as the log
    return {};
  }));
  const bool audits = call.officer.roles.contains("audit_administrator");
  QY_CHECK(log_reading_of(*call.records, call.ground.clock,
                          {call.officer.user, audits ? "audit_administrator" : "cadre_supervision"},
                          "reading.listed", "reading", "查看查阅登记：" + std::to_string(found.size())));
  Json items = Json::array();
  OfficerNames names(*call.book);
  for (auto one = found.rbegin(); one != found.rend() && items.size() < kMostShown; ++one) {
    QY_TRY(const std::string name, names.of(one->user));
    items.push_back({{"entry", std::to_string(one->seq)},
                     {"at", stamp_of(one->at_ms)},
                     {"user", one->user},
                     {"name", name},
                     {"role", one->role},
                     {"kind", one->kind},
                     {"object", one->object},
                     {"purpose", one->purpose}});
  }
  return json_response({{"items", items}, {"total", found.size()}});
}

}  // namespace qy
