#include "network/graph.h"

#include <algorithm>
#include <functional>
#include <limits>

#include "network/messages.h"

namespace qy {
namespace {

constexpr NodeId kNoNode = std::numeric_limits<NodeId>::max();
constexpr int32_t kDayZero = -25'567;  // 1900-01-01

size_t place_of(std::string_view key, size_t slots) {
  // std::hash's low bits are good enough, but a multiplication spreads what is left of a pattern.
  return (std::hash<std::string_view>{}(key)*0x9E3779B97F4A7C15ULL) >> (64 - std::bit_width(slots - 1));
}

}  // namespace

Day day_of(Date date) {
  return Day(std::clamp(date.days() - kDayZero, 1, int32_t(kForever) - 1));
}

std::optional<Date> date_of(Day day) {
  if (day == kAlways || day == kForever) return std::nullopt;
  return Date::from_days(int32_t(day) + kDayZero);
}

std::optional<NodeId> Graph::find(std::string_view wanted) const {
  if (table_.empty()) return std::nullopt;
  for (size_t at = place_of(wanted, table_.size());; at = (at + 1) & (table_.size() - 1)) {
    if (table_[at] == kNoNode) return std::nullopt;
    if (key(table_[at]) == wanted) return table_[at];
  }
}

NodeId Graph::node_of(std::string_view wanted) {
  const size_t count = key_ends_.size() - 1;
  if (2 * (count + 1) > table_.size()) {
    table_.assign(std::max<size_t>(1024, 2 * table_.size()), kNoNode);
    for (NodeId node = 0; node < count; ++node) {
      size_t at = place_of(key(node), table_.size());
      while (table_[at] != kNoNode) at = (at + 1) & (table_.size() - 1);
      table_[at] = node;
    }
  }
  size_t at = place_of(wanted, table_.size());
  for (; table_[at] != kNoNode; at = (at + 1) & (table_.size() - 1))
    if (key(table_[at]) == wanted) return table_[at];
  table_[at] = NodeId(count);
  keys_ += wanted;
  key_ends_.push_back(keys_.size());
  return NodeId(count);
}

EdgeSource Graph::source(EdgeId edge) const {
  const auto& [id, sheet] = sources_[source_of_[edge]];
  return {id, sheet, rows_[edge]};
}

uint32_t GraphBuilder::source_number(std::string_view id, std::string_view sheet) {
  auto& sources = graph_.sources_;
  const auto is_it = [&](const auto& source) { return source.first == id && source.second == sheet; };
  if (last_source_ < sources.size() && is_it(sources[last_source_])) return last_source_;
  const auto at = std::find_if(sources.begin(), sources.end(), is_it);
  last_source_ = uint32_t(at - sources.begin());
  if (at == sources.end()) sources.emplace_back(id, sheet);
  return last_source_;
}

Result<void> GraphBuilder::add(const GivenEdge& edge) {
  constexpr size_t kMost = std::numeric_limits<uint32_t>::max() / 2 - 1;  // every edge makes two arcs
  if (raw_.size() >= kMost || edge.row > std::numeric_limits<uint32_t>::max())
    return Error{Code::limit, say(kTooManyNodes, kMost)};
  const NodeId from = graph_.node_of(edge.from), to = graph_.node_of(edge.to);
  raw_.push_back({from, to, edge.span.since, edge.span.until, edge.relation});
  graph_.shares_.push_back(edge.share);
  graph_.source_of_.push_back(source_number(edge.source_id, edge.sheet));
  graph_.rows_.push_back(uint32_t(std::max<int64_t>(edge.row, 0)));
  return {};
}

// Counting sort by owner. The edges come relation by relation, and so stand the arcs of each node.
void GraphBuilder::lay_arcs() {
  auto& first = graph_.first_;
  first.assign(graph_.key_ends_.size(), 0);
  for (const RawEdge& edge : raw_) {
    ++first[edge.from];
    ++first[edge.to];
  }
  uint32_t sum = 0;
  for (uint32_t& count : first) count = std::exchange(sum, sum + count);
  graph_.arcs_.resize(2 * raw_.size());
  std::vector<uint32_t> next = first;
  for (size_t i = 0; i < raw_.size(); ++i) {
    const RawEdge& edge = raw_[i];
    Arc arc{.to = edge.to,
            .edge = EdgeId(i),
            .since = edge.since,
            .until = edge.until,
            .relation = edge.relation};
    graph_.arcs_[next[edge.from]++] = arc;
    arc.to = edge.from;
    arc.is_forward = false;
    graph_.arcs_[next[edge.to]++] = arc;
  }
}

// A hub has more different neighbours by one relation than that relation allows its end to have.
void GraphBuilder::mark_hubs() {
  std::vector<NodeId> neighbours;
  std::vector<uint64_t> hubs;  // (node, relation, side), sorted by construction
  const auto spot = [](NodeId node, const Arc& arc, bool is_from) {
    return uint64_t(node) << 9 | uint64_t(arc.relation) << 1 | uint64_t(is_from);
  };
  for (NodeId node = 0; node < graph_.nodes(); ++node) {
    const auto begin = graph_.arcs_.begin() + graph_.first_[node],
               end = graph_.arcs_.begin() + graph_.first_[node + 1];
    for (auto group = begin; group != end;) {
      const auto last =
          std::find_if(group, end, [&](const Arc& arc) { return arc.relation != group->relation; });
      const Relation& relation = relations_.all()[group->relation];
      for (const bool is_from : {false, true}) {
        const int limit = is_from ? relation.from.hub : relation.to.hub;
        if (limit == 0 || last - group <= limit) continue;
        neighbours.clear();
        for (auto arc = group; arc != last; ++arc)
          if (arc->is_forward == is_from) neighbours.push_back(arc->to);
        std::sort(neighbours.begin(), neighbours.end());
        const auto distinct = std::unique(neighbours.begin(), neighbours.end()) - neighbours.begin();
        if (distinct <= limit) continue;
        hubs.push_back(spot(node, *group, is_from));
        for (auto arc = group; arc != last; ++arc)
          if (arc->is_forward == is_from) arc->is_hub_here = true;
      }
      group = last;
    }
  }
  if (hubs.empty()) return;
  std::sort(hubs.begin(), hubs.end());
  for (Arc& arc : graph_.arcs_)
    arc.is_hub_there = std::binary_search(hubs.begin(), hubs.end(), spot(arc.to, arc, !arc.is_forward));
}

Graph GraphBuilder::finish() && {
  lay_arcs();
  std::vector<RawEdge>().swap(raw_);
  mark_hubs();
  return std::move(graph_);
}

}  // namespace qy
