// The ends of a question, as an officer writes them: a credit code or unit code, a tender's number, a name, a citizen
// number (turned into its token in memory, kept nowhere), or a token out of a finding; and who may be asked about.
#pragma once

#include <string>

#include "network/relation.h"
#include "relate/county_graph.h"
#include "seal/seal.h"

namespace qy {

// invalid where there is no such purpose; forbidden where it is restricted and nobody approved the question.
Result<Purpose> allowed_purpose(const RelationSet& relations, const std::string& name, bool is_approved);

// Fails with not_found where nothing of that name is in the relations, with conflict where the name is that
// of several.
Result<NodeId> find_end(const std::string& text, CountyGraph& county, Sealer& sealer, Date today);

// invalid where both are one, forbidden where both are private persons: relations serve public office and public money.
Result<void> allowed_ends(const CountyGraph& county, NodeId from, NodeId to);

}  // namespace qy
