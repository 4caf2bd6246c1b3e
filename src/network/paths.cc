#include "network/paths.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace qy {
namespace {

using Distances = std::unordered_map<NodeId, uint8_t>;
using Nodes = std::unordered_set<NodeId>;

// Arcs from one node of a path to the next over which this path may go.
struct Between {
  NodeId from = 0, to = 0;
  bool is_first = false, is_last = false;
  std::vector<Arc> arcs(const Graph& graph, const Walkable& walkable) const {
    std::vector<Arc> found;
    for (const Arc& arc : graph.arcs(from))
      if (arc.to == to && walkable(arc, is_first, is_last)) found.push_back(arc);
    return found;
  }
};

// Every day on which all edges so far hold, as spans: two terms of one office leave a gap between them.
std::vector<DaySpan> spans_over(const std::vector<Arc>& arcs, const std::vector<DaySpan>& before) {
  std::vector<DaySpan> after;
  for (const Arc& arc : arcs)
    for (const DaySpan& span : before) {
      const DaySpan both = span.meet(arc.span());
      if (!both.is_empty() && std::find(after.begin(), after.end(), both) == after.end())
        after.push_back(both);
    }
  return after;
}

Path path_within(const RelationSet& relations, const std::vector<Hop>& hops, DaySpan span) {
  Path path{.hops = hops, .in_force = span};
  for (Hop& hop : path.hops) {
    std::erase_if(hop.arcs, [&](const Arc& arc) { return arc.span().meet(span) != span; });
    std::sort(hop.arcs.begin(), hop.arcs.end(),
              [&](const Arc& a, const Arc& b) { return is_stronger(relations, a, b); });
    if (relations.all()[hop.arcs.front().relation].strength == Strength::tentative) ++path.tentative;
  }
  return path;
}

class Search {
 public:
  Search(const Graph& graph, const RelationSet& relations, const PathQuestion& question)
      : graph_(graph), relations_(relations), asked_(question), walkable_{question.walk, question.when} {}

  PathAnswer answer() {
    if (asked_.from == asked_.to) return {};
    const int half = asked_.within / 2;
    near_from_ = ball(asked_.from, asked_.within - half, hubs_of_from_);
    to_target_ = ball(asked_.to, half, hubs_of_to_);
    spread_over_near_side(half);
    if (const auto start = to_target_.find(asked_.from); start != to_target_.end())
      for (int length = start->second; length <= asked_.within && answer_.cut_at == 0; ++length)
        collect(length);
    std::sort(answer_.paths.begin(), answer_.paths.end(), is_better);
    gather_hubs();
    return std::move(answer_);
  }

 private:
  // Those that stand between the ends: met from both sides, from one of them at least as a hub.
  void gather_hubs() {
    const auto keep_met = [&](const Nodes& hubs, const Nodes& others, const Distances& other_ball) {
      for (const NodeId hub : hubs)
        if (other_ball.contains(hub) || others.contains(hub)) answer_.hubs.push_back(hub);
    };
    keep_met(hubs_of_from_, hubs_of_to_, to_target_);
    keep_met(hubs_of_to_, hubs_of_from_, near_from_);
    std::sort(answer_.hubs.begin(), answer_.hubs.end());
    answer_.hubs.erase(std::unique(answer_.hubs.begin(), answer_.hubs.end()), answer_.hubs.end());
  }

  bool may_walk(NodeId node, const Arc& arc) const {
    const auto is_end = [&](NodeId one) { return one == asked_.from || one == asked_.to; };
    return walkable_(arc, is_end(node), is_end(arc.to));
  }

  // Distances of all nodes within `steps`, and the hubs at which the ball ends.
  Distances ball(NodeId centre, int steps, Nodes& hubs) const {
    Distances found = {{centre, 0}};
    std::vector<NodeId> front = {centre}, next;
    for (int step = 1; step <= steps; ++step, front.swap(next), next.clear())
      for (const NodeId node : front)
        for (const Arc& arc : graph_.arcs(node)) {
          if (may_walk(node, arc)) {
            if (found.emplace(arc.to, uint8_t(step)).second) next.push_back(arc.to);
          } else if (arc.is_hub_there && walkable_(arc, node == centre, true)) {
            hubs.insert(arc.to);
          }
        }
    return found;
  }

  // Goes on from the target's ball, over nodes of the other ball alone: after it, every node on a path within
  // the limit knows its distance to the target.
  void spread_over_near_side(int half) {
    std::vector<NodeId> front, next;
    for (const auto& [node, distance] : to_target_)
      if (distance == half) front.push_back(node);
    for (int step = half + 1; step <= asked_.within; ++step, front.swap(next), next.clear())
      for (const NodeId node : front)
        for (const Arc& arc : graph_.arcs(node)) {
          const auto near = near_from_.find(arc.to);
          if (near == near_from_.end() || near->second + step > asked_.within || !may_walk(node, arc))
            continue;
          if (to_target_.emplace(arc.to, uint8_t(step)).second) next.push_back(arc.to);
        }
  }

  // Every path of exactly this length; one more than wanted, and this length is left out as a whole.
  void collect(int length) {
    std::vector<Path> found;
    std::vector<NodeId> nodes = {asked_.from};
    if (walk(nodes, length, {asked_.when}, found))
      std::move(found.begin(), found.end(), std::back_inserter(answer_.paths));
    else
      answer_.cut_at = length;
  }

  // False when there are too many.
  bool walk(std::vector<NodeId>& nodes, int left, const std::vector<DaySpan>& spans,
            std::vector<Path>& found) {
    const NodeId node = nodes.back();
    if (left == 0) {
      if (answer_.paths.size() + found.size() == asked_.most) return false;
      found.push_back(*path_along(graph_, relations_, nodes, walkable_));
      return true;
    }
    for (const NodeId next : towards_target(nodes, left)) {
      const Between step{node, next, node == asked_.from, next == asked_.to};
      const auto both = spans_over(step.arcs(graph_, walkable_), spans);
      if (both.empty()) continue;
      nodes.push_back(next);
      const bool goes_on = walk(nodes, left - 1, both, found);
      nodes.pop_back();
      if (!goes_on) return false;
    }
    return true;
  }

  // Neighbours from which the target can still be reached in time: the target itself in the last step alone.
  std::vector<NodeId> towards_target(const std::vector<NodeId>& nodes, int left) const {
    std::vector<NodeId> next;
    for (const Arc& arc : graph_.arcs(nodes.back())) {
      const auto distance = to_target_.find(arc.to);
      if (distance == to_target_.end() || distance->second > left - 1 || !may_walk(nodes.back(), arc))
        continue;
      if ((arc.to == asked_.to) != (left == 1)) continue;
      if (std::find(nodes.begin(), nodes.end(), arc.to) == nodes.end()) next.push_back(arc.to);
    }
    std::sort(next.begin(), next.end());
    next.erase(std::unique(next.begin(), next.end()), next.end());
    return next;
  }

  const Graph& graph_;
  const RelationSet& relations_;
  const PathQuestion& asked_;
  const Walkable walkable_;
  Distances near_from_, to_target_;
  Nodes hubs_of_from_, hubs_of_to_;
  PathAnswer answer_;
};

}  // namespace

std::optional<Path> path_along(const Graph& graph, const RelationSet& relations,
                               const std::vector<NodeId>& nodes, const Walkable& walkable) {
  std::vector<DaySpan> spans = {DaySpan{}};
  std::vector<Hop> hops;
  for (size_t i = 0; i + 1 < nodes.size(); ++i) {
    const Between step{nodes[i], nodes[i + 1], i == 0, i + 2 == nodes.size()};
    hops.push_back({step.from, step.to, step.arcs(graph, walkable)});
    spans = spans_over(hops.back().arcs, spans);
  }
  std::optional<Path> best;
  for (const DaySpan& span : spans) {
    if (span.meet(walkable.when).is_empty()) continue;
    Path path = path_within(relations, hops, span);
    if (!best || is_better(path, *best)) best = std::move(path);
  }
  return best;
}

bool is_stronger(const RelationSet& relations, const Arc& one, const Arc& other) {
  const auto rank = [&](const Arc& arc) {
    return std::pair(relations.all()[arc.relation].strength, arc.relation);
  };
  return rank(one) != rank(other) ? rank(one) < rank(other) : one.edge < other.edge;
}

bool is_better(const Path& one, const Path& other) {
  if (one.tentative != other.tentative) return one.tentative < other.tentative;
  if (one.hops.size() != other.hops.size()) return one.hops.size() < other.hops.size();
  const auto days = [](const Path& path) { return path.in_force.until - path.in_force.since; };
  if (days(one) != days(other)) return days(one) > days(other);
  const auto edges = [](const Path& path) {
    std::vector<EdgeId> of;
    for (const Hop& hop : path.hops) of.push_back(hop.arcs.front().edge);
    return of;
  };
  return edges(one) < edges(other);
}

PathAnswer paths_between(const Graph& graph, const RelationSet& relations, const PathQuestion& question) {
  return Search(graph, relations, question).answer();
}

}  // namespace qy
