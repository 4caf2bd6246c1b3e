// Nodes and edges of one answer, as officers and other programs read them (contract/relate.schema.json, and
// RelationNode, RelationEdge of contract/openapi.yaml). Persons stand here as tokens, and are told apart by 甲, 乙, 丙.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/json.h"
#include "relate/county_graph.h"

namespace qy {

Json said_json(const Said& told);

class Chart {
 public:
  // `nodes` in the order in which they get their letters; twice is once. `county` and `files` must outlive it.
  Chart(const CountyGraph& county, const std::map<std::string, std::string>& files, const NodeNames& names,
        const std::vector<NodeId>& nodes);

  const std::vector<NodeId>& nodes() const { return nodes_; }
  const Said& label(NodeId node) const { return labels_.at(node); }
  const Labels& labels() const { return labels_; }
  const Relation& relation(const Arc& arc) const { return county_.relations.all()[arc.relation]; }
  std::string file(std::string_view source_id) const;

  Json node(NodeId node) const;
  Json edge(const Hop& hop, const Arc& arc) const;

 private:
  const CountyGraph& county_;
  const std::map<std::string, std::string>& files_;
  std::vector<NodeId> nodes_;
  Labels labels_;
};

}  // namespace qy
