// The relations of a county in memory: a dated, sourced multigraph in compact arrays.
//
//   nodes    whole numbers; a key a node ("O91…", "P3f0a…"), all keys in one heap
//   edges    whole numbers, in the order of loading; share and the row of the lake that says so
//   arcs     every edge twice, once at each end, those of one node side by side and grouped by relation:
//
//            first_[v] ─▶ │ to │ edge │ since │ until │ relation │ flags │ ... │ ◀─ first_[v + 1]
//
//   Size: 16 bytes an arc, 16 an edge, about 45 a node: 20 million edges over 6 million nodes take 1.2 GB.
//
// Days are counted from 1900-01-01 in 16 bits; what began before or is not dated began on day 0, what has not
// ended ends on the last. A graph does not change once it is built; any number of threads may read it.
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/result.h"
#include "network/relation.h"

namespace qy {

using NodeId = uint32_t;
using EdgeId = uint32_t;
using Day = uint16_t;

inline constexpr Day kAlways = 0, kForever = 0xFFFF;
Day day_of(Date date);
std::optional<Date> date_of(Day day);  // nothing for always and for ever

// A share in ten-thousandths of a permille.
inline constexpr int32_t kWholeShare = 10'000'000;

// Both days included; empty when since > until.
struct DaySpan {
  Day since = kAlways, until = kForever;
  bool is_empty() const { return since > until; }
  DaySpan meet(DaySpan other) const { return {std::max(since, other.since), std::min(until, other.until)}; }
  bool operator==(const DaySpan&) const = default;
};

struct Arc {
  NodeId to = 0;
  EdgeId edge = 0;
  Day since = kAlways, until = kForever;
  uint8_t relation = 0;           // place in RelationSet::all()
  bool is_forward : 1 = true;     // the owner of this arc is the relation's `from`
  bool is_hub_here : 1 = false;   // the owner is a hub by this relation
  bool is_hub_there : 1 = false;  // and so is `to`
  DaySpan span() const { return {since, until}; }
  RelationMask mask() const { return RelationMask(1) << relation; }
};
static_assert(sizeof(Arc) == 16);

// Where an edge stands in the lake.
struct EdgeSource {
  std::string_view source_id, sheet;
  int64_t row = 0;
};

class Graph {
 public:
  Graph(Graph&&) = default;
  Graph& operator=(Graph&&) = default;

  size_t nodes() const { return first_.size() - 1; }
  size_t edges() const { return shares_.size(); }
  std::optional<NodeId> find(std::string_view key) const;
  std::string_view key(NodeId node) const {
    return {keys_.data() + key_ends_[node], key_ends_[node + 1] - key_ends_[node]};
  }
  NodeKind kind(NodeId node) const { return kind_of_letter(key(node).front()); }
  std::string_view number(NodeId node) const { return key(node).substr(1); }
  std::span<const Arc> arcs(NodeId node) const {
    return {arcs_.data() + first_[node], first_[node + 1] - first_[node]};
  }
  // 51 % is 5,100,000; nothing where the row gives none.
  std::optional<int32_t> share(EdgeId edge) const {
    return shares_[edge] < 0 ? std::nullopt : std::optional(shares_[edge]);
  }
  EdgeSource source(EdgeId edge) const;

 private:
  friend class GraphBuilder;
  Graph() = default;
  NodeId node_of(std::string_view key);  // new where it is not there

  std::string keys_;
  std::vector<uint64_t> key_ends_ = {0};
  std::vector<NodeId> table_;  // by hash, linear probing; kNoNode is free
  std::vector<uint32_t> first_;
  std::vector<Arc> arcs_;
  std::vector<int32_t> shares_;
  std::vector<uint32_t> source_of_, rows_;
  std::vector<std::pair<std::string, std::string>> sources_;  // id and sheet
};

struct GivenEdge {
  std::string_view from, to;  // keys
  uint8_t relation = 0;
  DaySpan span;
  int32_t share = -1;
  std::string_view source_id, sheet;
  int64_t row = 0;
};

// Edges in any order within a relation, relations one after the other.
class GraphBuilder {
 public:
  explicit GraphBuilder(const RelationSet& relations) : relations_(relations) {}
  // Fails when there are more nodes or edges than 32 bits can count.
  Result<void> add(const GivenEdge& edge);
  Graph finish() &&;

 private:
  struct RawEdge {
    NodeId from, to;
    Day since, until;
    uint8_t relation;
  };
  void lay_arcs();
  void mark_hubs();
  uint32_t source_number(std::string_view id, std::string_view sheet);

  const RelationSet& relations_;
  Graph graph_;
  std::vector<RawEdge> raw_;
  uint32_t last_source_ = 0;
};

}  // namespace qy
