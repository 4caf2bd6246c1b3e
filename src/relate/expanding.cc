#include "relate/expanding.h"

#include <nlohmann/json.hpp>

#include "network/messages.h"
#include "relate/chart.h"

namespace qy {
namespace {

DaySpan span_of(const std::optional<Date>& on) {
  return on ? DaySpan{day_of(*on), day_of(*on)} : DaySpan{};
}

Said heading_of(const Neighbours& found, const Said& label) {
  if (found.all == 0) return say(kNoNeighbour, label);
  if (found.all > found.hops.size()) return say(kNeighboursCut, label, found.all, found.hops.size());
  return say(kNeighbours, label, found.all);
}

}  // namespace

Result<void> may_expand(const CountyGraph& county, const Expanding& asked) {
  const RelationMask offices = county.relations.offices();
  if (!is_private(county.graph, offices, asked.of)) return {};
  if (is_private(county.graph, offices, asked.start)) return Error{Code::forbidden, say(kPrivateAlone)};
  const PathAnswer answer = paths_between(county.graph, county.relations,
                                          {.from = asked.start,
                                           .to = asked.of,
                                           .within = kMostSteps,
                                           .when = span_of(asked.on),
                                           .walk = county.relations.for_purpose(asked.purpose),
                                           .most = 1});
  if (answer.paths.empty() && answer.cut_at == 0) return Error{Code::forbidden, say(kPrivateAlone)};
  return {};
}

Result<Json> expanding_json(ReadyGraph& ready, const Expanding& asked) {
  const CountyGraph& county = ready.county();
  const Neighbours found = neighbours_of(county.graph, county.relations,
                                         {.of = asked.of,
                                          .is_start = asked.of == asked.start,
                                          .when = span_of(asked.on),
                                          .walk = county.relations.for_purpose(asked.purpose),
                                          .offices = county.relations.offices(),
                                          .holdings = county.relations.for_purpose("ownership"),
                                          .most = asked.most});
  std::vector<NodeId> nodes = asked.shown;
  nodes.push_back(asked.of);
  for (const Hop& hop : found.hops) nodes.push_back(hop.to);
  QY_TRY(const NodeNames names, ready.names(nodes));
  const Chart chart(county, ready.files(), names, nodes);
  Json json = {{"of", chart.node(asked.of)},
               {"purpose", asked.purpose},
               {"message", said_json(heading_of(found, chart.label(asked.of)))},
               {"all", found.all},
               {"private_alone", found.private_alone},
               {"behind_hub", found.behind_hub},
               {"nodes", Json::array()},
               {"edges", Json::array()}};
  for (const NodeId node : chart.nodes()) json["nodes"].push_back(chart.node(node));
  for (const Hop& hop : found.hops)
    for (const Arc& arc : hop.arcs) json["edges"].push_back(chart.edge(hop, arc));
  return json;
}

}  // namespace qy
