// An answer about relations, for a terminal and as JSON (contract/relate.schema.json).
#pragma once

#include <optional>
#include <string>

#include "base/json.h"
#include "leads/finding.h"
#include "network/paths.h"
#include "relate/county_graph.h"

namespace qy {

struct Relating {
  PathQuestion question;
  PathAnswer answer;
  std::string purpose;
  std::optional<Date> on;
  NodeNames names;
  std::map<std::string, std::string> files;  // source_id -> name
  std::vector<NodeId> shown;                 // what the officer has before him: it keeps its letters
};

// The nodes that an answer speaks of, what was shown before them first.
std::vector<NodeId> nodes_told(const Relating& relating);

std::string relating_text(const Relating& relating, const CountyGraph& county);
Json relating_json(const Relating& relating, const CountyGraph& county,
                   const std::optional<Approval>& approval);

}  // namespace qy
