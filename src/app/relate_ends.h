// The two ends of a question, as an officer writes them: a credit code or unit code, a tender's number, a
// name, a citizen number (turned into its token in memory, kept nowhere), or a token out of a finding.
#pragma once

#include <string>

#include "app/county_graph.h"

namespace qy {

// Fails with not_found where nothing of that name is in the relations, with conflict where the name is that
// of several.
Result<NodeId> find_end(const std::string& text, CountyGraph& county, Sealer& sealer, Date today);

// A person without public office: not to be asked about on his or her own (trust.md, 1).
bool is_private_person(const Graph& graph, RelationMask offices, NodeId node);

}  // namespace qy
