// How two nodes are tied: the paths between them, within so many steps, over relations of one purpose, whose
// edges all hold on one day.
//
//   A ──kin── p ──shareholder── X ──shareholder── B        3 steps; in force from the latest beginning
//                                                          to the earliest end of its edges
//
// A hub ends a path and never lets one through: everybody banks with the bank. Which relations make a node a
// hub is data (network/relation.h); the ends that were asked about are exempt.
//
// Order: paths of confirmed edges only come before those that rest on tentative ones, then the shorter.
//
// Cost: two balls of half the steps around the ends, then a walk of the nodes that lie on some path. Memory
// as large as the balls.
#pragma once

#include <string>
#include <vector>

#include "network/graph.h"

namespace qy {

inline constexpr int kMostSteps = 8;

// The edges in force between two nodes that follow each other on a path.
struct Hop {
  NodeId from = 0, to = 0;
  std::vector<Arc> arcs;  // as `from` has them, the strongest first
};

struct Path {
  std::vector<Hop> hops;
  DaySpan in_force;   // when all of it held
  int tentative = 0;  // hops without a confirmed edge
};

struct PathQuestion {
  NodeId from = 0, to = 0;
  int within = 4;  // steps
  DaySpan when;    // the path must hold on one of these days
  RelationMask walk = 0;
  size_t most = 20;  // paths wanted
};

struct PathAnswer {
  std::vector<Path> paths;  // in order
  // Steps from which on not every path was looked at, because there were more than wanted; 0: all are here.
  int cut_at = 0;
  // Hubs that both ends reach and that were not passed.
  std::vector<NodeId> hubs;
};

PathAnswer paths_between(const Graph& graph, const RelationSet& relations, const PathQuestion& question);

// Whether a path may go over this arc of `node`: a relation of the question, in force on one of its days, and
// no hub but at an end.
struct Walkable {
  RelationMask walk = 0;
  DaySpan when;
  bool operator()(const Arc& arc, bool is_here_end, bool is_there_end) const {
    return (arc.mask() & walk) != 0 && !arc.span().meet(when).is_empty() &&
           (is_here_end || !arc.is_hub_here) && (is_there_end || !arc.is_hub_there);
  }
};

// The best that the edges between these nodes, one after the other, make of them; nothing when they never
// hold together. The first and the last are the ends.
std::optional<Path> path_along(const Graph& graph, const RelationSet& relations,
                               const std::vector<NodeId>& nodes, const Walkable& walkable);

// Confirmed before tentative, then in the order of the relations' files, then of the rows.
bool is_stronger(const RelationSet& relations, const Arc& one, const Arc& other);

// Puts the better first: fewer tentative hops, then fewer hops, then the longer in force, then the earlier
// rows.
bool is_better(const Path& one, const Path& other);

}  // namespace qy
