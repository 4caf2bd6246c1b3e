// /findings/exits: one exit and one reason for several findings. Each is decided on its own, with an entry of its own in
// the log; what cannot be decided says why, and the others stand.
#include <nlohmann/json.hpp>

#include "api/body.h"
#include "api/etag.h"
#include "api/finding_step.h"
#include "api/finding_view.h"
#include "api/messages.h"
#include "api/problem.h"
#include "api/shelf.h"

namespace qy {
namespace {

constexpr size_t kMostAtOnce = 200, kIdBytes = 100;

struct Chosen {
  std::string id, etag;
};

std::vector<Chosen> chosen_in(BodyReader& body) {
  std::vector<Chosen> chosen;
  const Json* list = body.list("findings");
  if (list == nullptr || list->empty()) return body.fault("/findings", say(kFieldMissing)), chosen;
  if (list->size() > kMostAtOnce) return body.fault("/findings", say(kFieldItems, kMostAtOnce)), chosen;
  std::set<std::string> seen;
  for (size_t i = 0; i < list->size(); ++i) {
    const std::string at = "/findings/" + std::to_string(i);
    BodyReader one((*list)[i]);
    Chosen item{one.word("id", 1, kIdBytes), one.text("etag", 1, kIdBytes)};
    if (one.refusal())
      for (const FieldFault& fault : one.faults()) body.fault(at + fault.pointer, fault.message);
    if (!seen.insert(item.id).second) body.fault(at + "/id", say(kFieldAgain));
    chosen.push_back(std::move(item));
  }
  return chosen;
}

}  // namespace

Result<HttpResponse> decide_findings(ApiCall& call) {
  BodyReader body(call.body);
  const auto chosen = chosen_in(body);
  const std::string name = body.text("exit", 1, 40), reason = body.text("reason", 1, kMostReasonBytes);
  const auto exit = exit_of(name);
  if (!exit && !name.empty()) body.fault("/exit", say(kNoExit, name));
  if (const auto refused = body.refusal()) return *refused;
  QY_TRY(const auto screening, call.shelf.latest());
  Json items = Json::array();
  int64_t decided = 0;
  for (const Chosen& one : chosen) {
    Json line = {{"id", one.id}};
    const auto refuse = [&](const Error& error) { line["problem"] = problem_json(error); };
    if (const Finding* finding = screening->finding(one.id); finding == nullptr) {
      line["problem"] = problem_json(404, say(kNothingHere));
    } else {
      const auto step =
          take_step(call, *screening, *finding, one.etag, "data_analyst",
                    [&](FindingWay& way, const FindingFacts& facts, const Actor& by) -> Result<void> {
                      QY_CHECK(way.decide(facts, *exit, reason, by));
                      return {};
                    });
      if (!step.ok())
        refuse(step.error());
      else if (step->has_moved)
        line["problem"] = problem_json(412, say(kMovedSince));
      else
        line["finding"] = finding_line(*screening, *finding, step->row), ++decided;
    }
    items.push_back(std::move(line));
  }
  return json_response(
      {{"items", items}, {"decided", decided}, {"refused", int64_t(chosen.size()) - decided}});
}

}  // namespace qy
