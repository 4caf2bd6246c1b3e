// The relations of one workspace (relate/county_graph.h), with progress on a terminal and Ctrl+C.
#pragma once

#include "app/workspace.h"
#include "relate/county_graph.h"

namespace qy {

Result<RelationSet> shipped_relations(const Workspace& workspace);
Result<CountyGraph> open_county_graph(Workspace& workspace, const std::vector<std::string>& purposes);

}  // namespace qy
