// Who is tied to one node directly, as a chart shows it step by step.
//
//   unit ──paid── P ──paid── another unit      P is shown: he ties two units
//   unit ──paid── Q                            Q is counted, not shown: what a private person is paid is his own affair
//   firm ──phone── T                           neither is a phone that nobody else has
//
// A private person, and what is told of persons and firms (a household, an account, a phone), is shown where it leads
// within two more steps to another unit, firm, tender or official: what a path between two could pass through
// (network/paths.h), and no more. Holders of shares are shown as owners.h tells them. A hub ties nobody:
// its own neighbours are followed only where it is what was asked about.
//
// Source: trust.md 1; 个人信息保护法 第六条 (最小范围).
#pragma once

#include <vector>

#include "network/paths.h"

namespace qy {

struct NeighbourQuestion {
  NodeId of = 0;
  bool is_start = false;  // what was asked about first: its being a hub does not end it
  DaySpan when;           // an edge must hold on one of these days
  RelationMask walk = 0, offices = 0, holdings = 0;
  size_t most = 50;
};

struct Neighbours {
  std::vector<Hop> hops;     // one a neighbour, the strongest ties first; at most as many as wanted
  size_t all = 0;            // how many could be shown
  size_t private_alone = 0;  // private persons and things that lead nowhere: counted, not shown
  size_t behind_hub = 0;     // neighbours that this node's being a hub does not tie to anybody
};

Neighbours neighbours_of(const Graph& graph, const RelationSet& relations, const NeighbourQuestion& question);

// A node that stands for nobody's office and for no organisation or tender.
bool is_private(const Graph& graph, RelationMask offices, NodeId node);
// A person without public office: not to be asked about on his or her own (trust.md, 1).
bool is_private_person(const Graph& graph, RelationMask offices, NodeId node);

}  // namespace qy
