// /relations: who is tied to whom, as `qingyuan relate` tells it. Every question is a POST: what is asked about must not
// stand in an address, which browsers and proxies keep.
#include <nlohmann/json.hpp>

#include "api/messages.h"
#include "api/relation_question.h"
#include "network/messages.h"
#include "network/owners.h"
#include "relate/chart.h"
#include "relate/expanding.h"
#include "relate/telling.h"

namespace qy {
namespace {

constexpr size_t kEndBytes = 300;
constexpr int64_t kMostNeighbours = 500, kUsualNeighbours = 50, kUsualSteps = 4, kMostPaths = 50,
                  kUsualPaths = 20;

}  // namespace

Result<HttpResponse> list_relation_purposes(ApiCall& call) {
  QY_TRY(const RelationSet relations, RelationSet::load(call.ground.content / "relations"));
  Json purposes = Json::array();
  for (const auto& [name, purpose] : relations.purposes()) {
    const RelationMask walk = relations.for_purpose(name);
    Json kinds = Json::array();
    for (size_t i = 0; i < relations.all().size(); ++i)
      if ((walk >> i & 1) != 0)
        kinds.push_back({{"zh", relations.all()[i].label}, {"en", relations.all()[i].english}});
    purposes.push_back({{"name", name},
                        {"label", {{"zh", purpose.label}, {"en", purpose.english}}},
                        {"restricted", purpose.restricted},
                        {"relations", kinds}});
  }
  return json_response({{"purposes", purposes}, {"most_steps", kMostSteps}});
}

Result<HttpResponse> ask_neighbours(ApiCall& call) {
  BodyReader body(call.body);
  RelationQuestion question(body);
  const std::string of = body.text("of", 1, kEndBytes), start = body.text("start", 0, kEndBytes);
  const auto most = size_t(body.number("most", 1, kMostNeighbours, kUsualNeighbours));
  if (const auto refused = body.refusal()) return *refused;
  QY_CHECK(question.prepare(call));
  Expanding asked{
      .purpose = question.purpose(), .on = question.on(), .most = most, .shown = question.shown()};
  if (start.empty()) {
    QY_TRY(asked.of, question.end(of));
    asked.start = asked.of;
  } else {
    QY_TRY(asked.of, question.node(of));
    QY_TRY(asked.start, question.node(start));
  }
  QY_CHECK(may_expand(question.county(), asked));
  QY_CHECK(question.note(question.key(asked.of)));
  QY_TRY(const Json answer, expanding_json(question.ready(), asked));
  return json_response(answer);
}

Result<HttpResponse> ask_paths(ApiCall& call) {
  BodyReader body(call.body);
  RelationQuestion question(body);
  const std::string from = body.text("from", 1, kEndBytes), to = body.text("to", 1, kEndBytes);
  const int within = int(body.number("within", 1, kMostSteps, kUsualSteps));
  const auto most = size_t(body.number("most", 1, kMostPaths, kUsualPaths));
  if (const auto refused = body.refusal()) return *refused;
  QY_CHECK(question.prepare(call));
  const CountyGraph& county = question.county();
  Relating relating{.purpose = question.purpose(),
                    .on = question.on(),
                    .files = question.ready().files(),
                    .shown = question.shown()};
  PathQuestion& asked = relating.question;
  QY_TRY(asked.from, question.end(from));
  QY_TRY(asked.to, question.end(to));
  QY_CHECK(allowed_ends(county, asked.from, asked.to));
  asked.within = within;
  asked.most = most;
  asked.walk = county.relations.for_purpose(question.purpose());
  if (relating.on) asked.when = {day_of(*relating.on), day_of(*relating.on)};
  QY_CHECK(question.note(question.key(asked.from) + " — " + question.key(asked.to)));
  relating.answer = paths_between(county.graph, county.relations, asked);
  QY_TRY(relating.names, question.ready().names(nodes_told(relating)));
  return json_response(relating_json(relating, county, question.approval()));
}

Result<HttpResponse> ask_owners(ApiCall& call) {
  BodyReader body(call.body);
  RelationQuestion question(body, "ownership");
  const std::string firm = body.text("firm", 1, kEndBytes);
  if (const auto refused = body.refusal()) return *refused;
  QY_CHECK(question.prepare(call));
  const CountyGraph& county = question.county();
  QY_TRY(const NodeId of, question.end(firm));
  if (county.graph.kind(of) != NodeKind::organisation) return invalid(say(kOwnersOfFirms));
  const Date on = question.on().value_or(call.ground.clock.today());
  QY_CHECK(question.note(question.key(of)));
  const Ownership ownership =
      owners_of(county.graph, county.relations.for_purpose("ownership"), of, day_of(on));
  std::vector<NodeId> nodes = question.shown();
  nodes.push_back(of);
  for (const Owner& owner : ownership.owners) nodes.push_back(owner.node);
  QY_TRY(const NodeNames names, question.ready().names(nodes));
  const Chart chart(county, question.ready().files(), names, nodes);
  Json owners = Json::array();
  for (const Owner& owner : ownership.owners)
    owners.push_back({{"node", chart.node(owner.node)}, {"share", owner.share}, {"steps", owner.steps}});
  return json_response({{"firm", chart.node(of)},
                        {"on", on.iso()},
                        {"message", said_json(say(kOwnersHeading, chart.label(of), std::string_view(on.iso()),
                                                  ownership.owners.size()))},
                        {"owners", owners},
                        {"circling", ownership.circling},
                        {"unknown", ownership.unknown}});
}

}  // namespace qy
