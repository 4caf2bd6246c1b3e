#include "network/reach.h"

#include <algorithm>
#include <atomic>
#include <iterator>
#include <thread>
#include <unordered_set>

#include "network/messages.h"

namespace qy {
namespace {

// Distances of one group or source at a time, forgotten by beginning anew: nothing is cleared.
class Marks {
 public:
  explicit Marks(size_t nodes) : of_(nodes, 0) {}
  void begin_anew() {
    if (++round_ < (1U << 28)) return;
    std::fill(of_.begin(), of_.end(), 0);
    round_ = 1;
  }
  // -1 when it is not marked.
  int at(NodeId node) const { return of_[node] >> 4 == round_ ? int(of_[node] & 15) : -1; }
  void put(NodeId node, int distance) { of_[node] = round_ << 4 | uint32_t(distance); }

 private:
  std::vector<uint32_t> of_;
  uint32_t round_ = 0;
};

DaySpan hull_of(const std::vector<DatedNode>& nodes) {
  DaySpan hull{kForever, kAlways};
  for (const DatedNode& one : nodes)
    hull = {std::min(hull.since, one.span.since), std::max(hull.until, one.span.until)};
  return hull;
}

class GroupSearch {
 public:
  GroupSearch(const Graph& graph, const RelationSet& relations, const ReachOptions& options)
      : graph_(graph),
        relations_(relations),
        options_(options),
        to_targets_(graph.nodes()),
        seen_(graph.nodes()) {}

  void look_at(const TieGroup& group, std::vector<Tie>& ties) {
    const DaySpan when = hull_of(group.from).meet(hull_of(group.to));
    if (when.is_empty()) return;
    walkable_ = {options_.walk, when};
    spread_from_targets(group);
    std::unordered_set<uint64_t> done;
    for (const DatedNode& source : group.from) {
      reach(source.node);
      for (const DatedNode& target : group.to)
        if (target.node != source.node && seen_.at(target.node) >= 0)
          examine(group, source, target, done, ties);
    }
  }

 private:
  void spread_from_targets(const TieGroup& group) {
    to_targets_.begin_anew();
    front_.clear();
    for (const DatedNode& target : group.to) {
      to_targets_.put(target.node, 0);
      front_.push_back(target.node);
    }
    for (int step = 1; step <= options_.within / 2; ++step, front_.swap(next_)) {
      next_.clear();
      for (const NodeId node : front_)
        for (const Arc& arc : graph_.arcs(node))
          if (to_targets_.at(arc.to) < 0 && walkable_(arc, step == 1, false)) {
            to_targets_.put(arc.to, step);
            next_.push_back(arc.to);
          }
    }
  }

  // Marks what a source reaches: everything within its half of the steps, and from there on only what is near
  // enough to a target.
  void reach(NodeId source) {
    const int own = options_.within - options_.within / 2;
    seen_.begin_anew();
    seen_.put(source, 0);
    front_.assign(1, source);
    for (int step = 1; step <= options_.within && !front_.empty(); ++step, front_.swap(next_)) {
      next_.clear();
      for (const NodeId node : front_)
        for (const Arc& arc : graph_.arcs(node)) {
          const int left = to_targets_.at(arc.to);
          const bool is_near = left >= 0 && step + left <= options_.within;
          if (seen_.at(arc.to) >= 0 || (step >= own && !is_near)) continue;
          if (!walkable_(arc, node == source, left == 0)) continue;
          seen_.put(arc.to, step);
          next_.push_back(arc.to);
        }
    }
  }

  // What the balls let pass may never have held together, or only on other days.
  void examine(const TieGroup& group, const DatedNode& source, const DatedNode& target,
               std::unordered_set<uint64_t>& done, std::vector<Tie>& ties) {
    const DaySpan when = source.span.meet(target.span);
    const auto [low, high] = std::minmax(source.node, target.node);
    if (when.is_empty() || done.contains(uint64_t(low) << 32 | high)) return;
    PathAnswer answer = paths_between(graph_, relations_,
                                      {.from = source.node,
                                       .to = target.node,
                                       .within = options_.within,
                                       .when = when,
                                       .walk = options_.walk,
                                       .most = kMostLookedAt});
    if (answer.paths.empty()) return;
    done.insert(uint64_t(low) << 32 | high);
    ties.push_back({group.about, source.node, target.node, std::move(answer.paths.front())});
  }

  static constexpr size_t kMostLookedAt = 200;  // for the best of them; shorter ones come first

  const Graph& graph_;
  const RelationSet& relations_;
  const ReachOptions& options_;
  Walkable walkable_;
  Marks to_targets_, seen_;
  std::vector<NodeId> front_, next_;
};

bool has_office(const Graph& graph, NodeId node, RelationMask offices) {
  const auto arcs = graph.arcs(node);
  return std::any_of(arcs.begin(), arcs.end(),
                     [&](const Arc& arc) { return (arc.mask() & offices) != 0 && !arc.is_forward; });
}

}  // namespace

Result<std::vector<Tie>> ties_within(const Graph& graph, const RelationSet& relations,
                                     const std::vector<TieGroup>& groups, const ReachOptions& options) {
  std::vector<std::vector<Tie>> found(groups.size());
  std::atomic<size_t> next = 0;
  const auto stopped = [&] { return options.stop && options.stop(); };
  const auto work = [&] {
    GroupSearch search(graph, relations, options);
    for (size_t i = next++; i < groups.size() && !stopped(); i = next++) search.look_at(groups[i], found[i]);
  };
  {
    std::vector<std::jthread> threads;
    for (int i = 1; i < options.threads; ++i) threads.emplace_back(work);
    work();
  }
  if (stopped()) return Error{Code::cancelled, say(kRelateStopped)};
  std::vector<Tie> ties;
  for (auto& some : found) std::move(some.begin(), some.end(), std::back_inserter(ties));
  return ties;
}

std::vector<TieGroup> officials_and_suppliers(const Graph& graph, RelationMask offices,
                                              RelationMask dealings) {
  std::vector<TieGroup> groups;
  for (NodeId unit = 0; unit < graph.nodes(); ++unit) {
    TieGroup group{.about = unit};
    for (const Arc& arc : graph.arcs(unit)) {
      if ((arc.mask() & offices) != 0 && !arc.is_forward) group.from.push_back({arc.to, arc.span()});
      const bool is_supplier = (arc.mask() & dealings) != 0 && arc.is_forward && arc.to != unit &&
                               graph.kind(arc.to) == NodeKind::organisation;
      if (is_supplier && !has_office(graph, arc.to, offices)) group.to.push_back({arc.to, arc.span()});
    }
    if (!group.from.empty() && !group.to.empty()) groups.push_back(std::move(group));
  }
  return groups;
}

std::vector<TieGroup> parties_of_tenders(const Graph& graph, RelationMask from, RelationMask to) {
  std::vector<TieGroup> groups;
  for (NodeId tender = 0; tender < graph.nodes(); ++tender) {
    if (graph.kind(tender) != NodeKind::tender) continue;
    DaySpan course{kForever, kAlways};
    for (const Arc& arc : graph.arcs(tender))
      if (arc.since != kAlways)
        course = {std::min(course.since, arc.since), std::max(course.until, arc.since)};
    if (course.is_empty()) course = {};
    TieGroup group{.about = tender};
    for (const Arc& arc : graph.arcs(tender)) {
      if ((arc.mask() & from) != 0) group.from.push_back({arc.to, course});
      if ((arc.mask() & to) != 0) group.to.push_back({arc.to, course});
    }
    if (!group.from.empty() && !group.to.empty()) groups.push_back(std::move(group));
  }
  return groups;
}

}  // namespace qy
