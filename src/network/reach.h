// Ties within groups, all groups in one pass: which officials of a unit reach which of its suppliers, which
// bidders of a tender reach each other.
//
//   officials ●──┐                        ┌──● suppliers        one unit is one group
//             ●──┼─▶ half the steps  ◀── half the steps from all suppliers at once
//             ●──┘
//
// Cost: for each group one ball around all of its targets together and one around each source, each of half
// the steps; a pair whose balls meet is looked at exactly (network/paths.h). Four bytes a node and thread.
#pragma once

#include <functional>
#include <vector>

#include "base/result.h"
#include "network/paths.h"

namespace qy {

// One end, and the days on which it took part: a term of office, the first to the last payment.
struct DatedNode {
  NodeId node = 0;
  DaySpan span;
};

struct TieGroup {
  NodeId about = 0;  // the unit, the tender
  std::vector<DatedNode> from, to;
};

struct Tie {
  NodeId about = 0, from = 0, to = 0;
  Path path;  // the best one
};

struct ReachOptions {
  int within = 4;
  RelationMask walk = 0;
  int threads = 2;
  std::function<bool()> stop;
};

// Every pair of a group that is tied within the steps on a day on which both ends took part; in the order of
// the groups, each pair once.
// Fails with Code::cancelled when stopped.
Result<std::vector<Tie>> ties_within(const Graph& graph, const RelationSet& relations,
                                     const std::vector<TieGroup>& groups, const ReachOptions& options);

// A group for each organisation with officials (arcs of `offices`) and suppliers (arcs of `dealings`):
// organisations that are no public bodies themselves.
std::vector<TieGroup> officials_and_suppliers(const Graph& graph, RelationMask offices,
                                              RelationMask dealings);
// A group for each tender: those tied to it by `from`, and by `to`; a tie counts on any day of its course.
std::vector<TieGroup> parties_of_tenders(const Graph& graph, RelationMask from, RelationMask to);

}  // namespace qy
