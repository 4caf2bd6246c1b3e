// One step of a link chart: a node, and whom it is tied to (network/neighbours.h), as JSON.
#pragma once

#include <optional>

#include "base/json.h"
#include "network/neighbours.h"
#include "relate/graph_shelf.h"

namespace qy {

struct Expanding {
  NodeId of = 0, start = 0;  // start: what was asked about first, and what private persons are met from
  std::string purpose;
  std::optional<Date> on;  // none: whenever
  size_t most = 50;
  std::vector<NodeId> shown;  // what the officer has before him: it keeps its letters
};

// forbidden for a private person, or something of one's own, that the start does not lead to within kMostSteps: nobody
// private is looked at alone.
Result<void> may_expand(const CountyGraph& county, const Expanding& asked);

// of, nodes (the shown ones first), edges, all, private_alone, behind_hub, message.
Result<Json> expanding_json(ReadyGraph& ready, const Expanding& asked);

}  // namespace qy
