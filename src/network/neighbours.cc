#include "network/neighbours.h"

#include <algorithm>
#include <map>

namespace qy {
namespace {

constexpr int kFurther = 2;  // steps that a private person may lead through to somebody public

class Around {
 public:
  Around(const Graph& graph, const NeighbourQuestion& asked)
      : graph_(graph), asked_(asked), walkable_{asked.walk, asked.when} {}

  bool walks(const Arc& arc) const { return walkable_(arc, asked_.is_start, true); }
  bool is_behind_hub(const Arc& arc) const { return walkable_(arc, true, true); }

  bool is_shown(const Hop& hop) const {
    if (!is_private(graph_, asked_.offices, hop.to)) return true;
    const auto is_holding = [&](const Arc& arc) { return (arc.mask() & asked_.holdings) != 0; };
    if (graph_.kind(hop.to) == NodeKind::person && std::ranges::any_of(hop.arcs, is_holding)) return true;
    return leads_on(hop.to, asked_.of, kFurther);
  }

 private:
  // To somebody public who is neither the one asked about nor the one we came from.
  bool leads_on(NodeId node, NodeId before, int steps) const {
    return std::ranges::any_of(graph_.arcs(node), [&](const Arc& arc) {
      if (arc.to == before || arc.to == asked_.of || !walkable_(arc, false, true)) return false;
      if (!is_private(graph_, asked_.offices, arc.to)) return true;
      return steps > 1 && leads_on(arc.to, node, steps - 1);
    });
  }

  const Graph& graph_;
  const NeighbourQuestion& asked_;
  const Walkable walkable_;
};

}  // namespace

bool is_private_person(const Graph& graph, RelationMask offices, NodeId node) {
  if (graph.kind(node) != NodeKind::person) return false;
  return std::ranges::none_of(graph.arcs(node),
                              [&](const Arc& arc) { return (arc.mask() & offices) != 0 && arc.is_forward; });
}

bool is_private(const Graph& graph, RelationMask offices, NodeId node) {
  const NodeKind kind = graph.kind(node);
  if (kind == NodeKind::person) return is_private_person(graph, offices, node);
  return kind != NodeKind::organisation && kind != NodeKind::tender;
}

Neighbours neighbours_of(const Graph& graph, const RelationSet& relations,
                         const NeighbourQuestion& question) {
  const Around around(graph, question);
  std::map<NodeId, Hop> by_node;
  std::map<NodeId, bool> behind;
  for (const Arc& arc : graph.arcs(question.of)) {
    if (around.walks(arc))
      by_node.try_emplace(arc.to, Hop{question.of, arc.to, {}}).first->second.arcs.push_back(arc);
    else if (around.is_behind_hub(arc))
      behind[arc.to] = true;
  }
  Neighbours found;
  for (auto& [node, hop] : by_node) {
    behind.erase(node);
    std::ranges::sort(hop.arcs, [&](const Arc& a, const Arc& b) { return is_stronger(relations, a, b); });
    if (around.is_shown(hop))
      found.hops.push_back(std::move(hop));
    else
      ++found.private_alone;
  }
  found.all = found.hops.size();
  found.behind_hub = behind.size();
  std::ranges::sort(found.hops, [&](const Hop& a, const Hop& b) {
    return is_stronger(relations, a.arcs.front(), b.arcs.front());
  });
  if (found.hops.size() > question.most) found.hops.resize(question.most);
  return found;
}

}  // namespace qy
