#include "network/owners.h"

#include <algorithm>
#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/graph/strong_components.hpp>
#include <map>

namespace qy {
namespace {

constexpr double kTooLittle = 1e-6;
constexpr int kMostRounds = 10'000;  // of a circle that keeps 99.9 % of itself, a millionth is left by then

struct Holder {
  NodeId node;
  double share;
};

struct Holders {
  std::vector<Holder> all;
  double unknown = 0;
};

bool holds_on(const Arc& arc, RelationMask holdings, Day on) {
  return (arc.mask() & holdings) != 0 && arc.since <= on && on <= arc.until;
}

Holders holders_of(const Graph& graph, RelationMask holdings, NodeId firm, Day on) {
  std::map<NodeId, double> shares;
  double sum = 0;
  for (const Arc& arc : graph.arcs(firm)) {
    if (!holds_on(arc, holdings, on) || arc.is_forward) continue;
    double& known = shares[arc.to];
    const double share = double(graph.share(arc.edge).value_or(0)) / kWholeShare;
    sum += std::max(0.0, share - known);
    known = std::max(known, share);
  }
  Holders holders;
  if (shares.empty()) return holders;
  for (const auto& [node, share] : shares) holders.all.push_back({node, share / std::max(1.0, sum)});
  holders.unknown = std::max(0.0, 1 - sum);
  return holders;
}

}  // namespace

Ownership owners_of(const Graph& graph, RelationMask holdings, NodeId firm, Day on) {
  Ownership ownership;
  std::map<NodeId, Owner> owners;
  std::map<NodeId, Holders> known;
  std::map<NodeId, double> moving = {{firm, 1.0}};
  for (int step = 0; step < kMostRounds && !moving.empty(); ++step) {
    std::map<NodeId, double> next;
    double left = 0;
    for (const auto& [node, share] : moving) {
      auto at = known.find(node);
      if (at == known.end()) at = known.emplace(node, holders_of(graph, holdings, node, on)).first;
      const Holders& holders = at->second;
      if (holders.all.empty()) {
        if (node == firm) return {.unknown = 1};
        Owner& owner = owners.emplace(node, Owner{node, 0, step}).first->second;
        owner.share += share;
        continue;
      }
      ownership.unknown += share * holders.unknown;
      for (const Holder& holder : holders.all)
        if (holder.share > 0) next[holder.node] += share * holder.share;
    }
    for (const auto& [node, share] : next) left += share;
    moving = std::move(next);
    if (left < kTooLittle) break;
  }
  for (const auto& [node, share] : moving) ownership.circling += share;
  if (ownership.circling < kTooLittle) ownership.circling = 0;
  for (const auto& [node, owner] : owners) ownership.owners.push_back(owner);
  std::stable_sort(ownership.owners.begin(), ownership.owners.end(),
                   [](const Owner& a, const Owner& b) { return a.share > b.share; });
  return ownership;
}

std::vector<std::vector<NodeId>> circular_holdings(const Graph& graph, RelationMask holdings, Day on) {
  std::vector<std::pair<NodeId, NodeId>> edges;
  for (NodeId node = 0; node < graph.nodes(); ++node)
    if (graph.kind(node) == NodeKind::organisation)
      for (const Arc& arc : graph.arcs(node))
        if (holds_on(arc, holdings, on) && arc.is_forward) edges.emplace_back(node, arc.to);
  using Holdings = boost::compressed_sparse_row_graph<boost::directedS>;
  const Holdings holdings_graph(boost::edges_are_sorted, edges.begin(), edges.end(), graph.nodes());
  std::vector<uint32_t> component(graph.nodes());
  const auto by_vertex =
      boost::make_iterator_property_map(component.begin(), boost::get(boost::vertex_index, holdings_graph));
  const size_t count = boost::strong_components(holdings_graph, by_vertex);
  std::vector<std::vector<NodeId>> members(count);
  std::vector<uint32_t> size(count, 0);
  for (const uint32_t one : component) ++size[one];
  for (NodeId node = 0; node < graph.nodes(); ++node)
    if (size[component[node]] > 1) members[component[node]].push_back(node);
  std::erase_if(members, [](const auto& circle) { return circle.empty(); });
  std::sort(members.begin(), members.end());
  return members;
}

}  // namespace qy
