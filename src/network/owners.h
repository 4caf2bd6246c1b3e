// Who owns a firm in the end, and which firms own each other in a circle.
#pragma once

#include <vector>

#include "network/graph.h"

namespace qy {

struct Owner {
  NodeId node = 0;
  double share = 0;  // 0..1 of the firm, all chains added up
  int steps = 0;     // of the shortest chain
};

struct Ownership {
  std::vector<Owner> owners;  // the largest first; those of whom no holder is registered
  double circling = 0;        // share that never leaves a circle of firms
  double unknown = 0;         // share that no row accounts for
};

// The ultimate owners of a firm on one day. Along a chain shares multiply, over several chains they add up;
// of firms that hold each other the share goes round until less than a millionth is left. Several rows of one
// holder count once, the largest; where more than all is registered, each is taken in proportion. A holding
// without a share is unknown.
//
//   Example: A holds 60 % of F, P 40 %; Q holds half of A, P the other half.
//            P owns 0.40 + 0.60 × 0.50 = 0.70, Q 0.30.
Ownership owners_of(const Graph& graph, RelationMask holdings, NodeId firm, Day on);

// Circles: firms each of which is owned, through others of the circle, in part by itself. By Tarjan's strong
// components (Boost.Graph); those of two firms and more, each sorted.
std::vector<std::vector<NodeId>> circular_holdings(const Graph& graph, RelationMask holdings, Day on);

}  // namespace qy
