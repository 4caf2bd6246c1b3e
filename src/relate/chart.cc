#include "relate/chart.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <unordered_set>

#include "network/neighbours.h"

namespace qy {
namespace {

std::vector<NodeId> each_once(const std::vector<NodeId>& nodes) {
  std::vector<NodeId> once;
  std::unordered_set<NodeId> seen;
  std::copy_if(nodes.begin(), nodes.end(), std::back_inserter(once),
               [&](NodeId node) { return seen.insert(node).second; });
  return once;
}

}  // namespace

Json said_json(const Said& told) {
  return {{"zh", told.chinese}, {"en", told.english}};
}

Chart::Chart(const CountyGraph& county, const std::map<std::string, std::string>& files,
             const NodeNames& names, const std::vector<NodeId>& nodes)
    : county_(county),
      files_(files),
      nodes_(each_once(nodes)),
      labels_(labels_for(county.graph, county.relations.offices(), names, nodes_)) {}

std::string Chart::file(std::string_view source_id) const {
  const auto at = files_.find(std::string(source_id));
  return at == files_.end() ? std::string(source_id) : at->second;
}

Json Chart::node(NodeId node) const {
  const Graph& graph = county_.graph;
  return {{"id", graph.key(node)},
          {"kind", name_of(graph.kind(node))},
          {"number", graph.number(node)},
          {"label", said_json(label(node))},
          {"private", is_private(graph, county_.relations.offices(), node)}};
}

Json Chart::edge(const Hop& hop, const Arc& arc) const {
  const Graph& graph = county_.graph;
  const Relation& told = relation(arc);
  const EdgeSource source = graph.source(arc.edge);
  const Said sentence = sentence_of({.hops = {{hop.from, hop.to, {arc}}}}, graph, county_.relations, labels_);
  Json json = {{"from", graph.key(arc.is_forward ? hop.from : hop.to)},
               {"to", graph.key(arc.is_forward ? hop.to : hop.from)},
               {"relation", told.name},
               {"label", told.label},
               {"label_en", told.english},
               {"sentence", sentence.chinese},
               {"sentence_en", sentence.english},
               {"strength", name_of(told.strength)},
               {"forward", bool(arc.is_forward)}};
  if (const auto since = date_of(arc.since)) json["since"] = since->iso();
  if (const auto until = date_of(arc.until)) json["until"] = until->iso();
  if (const auto share = graph.share(arc.edge)) json["share_permille"] = double(*share) / 10'000;
  json["source"] = {{"table", told.table},
                    {"source_id", source.source_id},
                    {"file", file(source.source_id)},
                    {"sheet", source.sheet},
                    {"row", source.row}};
  return json;
}

}  // namespace qy
