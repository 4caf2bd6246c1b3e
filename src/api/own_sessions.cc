// /me/sessions: where an officer is signed in, what happened at the door in his name, and ending it.
#include "api/route.h"
#include "record/act_time.h"

namespace qy {
namespace {

constexpr size_t kEventsShown = 30;

// What the log has of his account, the newest first.
Result<Json> events_of(ApiCall& call) {
  QY_TRY(const auto acts, call.records->history("account/" + call.officer.user));
  Json events = Json::array();
  for (auto act = acts.rbegin(); act != acts.rend() && events.size() < kEventsShown; ++act) {
    std::string note;
    if (act->record) {
      QY_TRY(const Json record, parse_json(*act->record, "act " + std::to_string(act->seq)));
      note = record.value("note", "");
    }
    events.push_back({{"at", stamp_of(act->at_ms)},
                      {"what", act->kind.substr(act->kind.find('.') + 1)},
                      {"note", note},
                      {"entry", std::to_string(act->seq)}});
  }
  return events;
}

}  // namespace

Result<HttpResponse> list_sessions(ApiCall& call) {
  Json items = Json::array();
  for (const AccountSession& one :
       call.ground.door.sessions().of(call.officer.user, call.ground.clock.now_ms()))
    items.push_back({{"id", one.id},
                     {"opened_at", stamp_of(one.opened_ms)},
                     {"seen_at", stamp_of(one.seen_ms)},
                     {"address", one.address},
                     {"device", one.device},
                     {"current", one.id == call.session.id}});
  QY_TRY(const Json events, events_of(call));
  return json_response({{"items", items}, {"events", events}});
}

Result<HttpResponse> end_session(ApiCall& call) {
  QY_CHECK(call.ground.door.end_session(call.session, call.in_path["id"]));
  return HttpResponse{.status = 204};
}

Result<HttpResponse> end_other_sessions(ApiCall& call) {
  QY_CHECK(call.ground.door.end_others(call.session));
  return HttpResponse{.status = 204};
}

}  // namespace qy
