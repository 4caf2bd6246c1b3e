// An answer about relations, for a terminal and as JSON (contract/relate.schema.json).
#pragma once

#include <optional>
#include <string>

#include "app/county_graph.h"
#include "base/json.h"
#include "leads/finding.h"

namespace qy {

struct Relating {
  PathQuestion question;
  PathAnswer answer;
  std::string purpose;
  std::optional<Date> on;
  NodeNames names;
  std::map<std::string, std::string> files;  // source_id -> name
};

std::string relating_text(const Relating& relating, const CountyGraph& county);
Json relating_json(const Relating& relating, const CountyGraph& county,
                   const std::optional<Approval>& approval);

}  // namespace qy
