// The relations of one workspace, ready to be asked: its tables in DuckDB, and the graph of one purpose in
// memory.
#pragma once

#include <memory>

#include "app/workspace.h"
#include "network/graph.h"
#include "network/load.h"
#include "network/names.h"

namespace qy {

struct CountyGraph {
  RelationSet relations;
  std::unique_ptr<Engine> engine;  // the lake's tables and the prelude
  Graph graph;
};

Result<RelationSet> shipped_relations(const Workspace& workspace);

// Reads the relations of these purposes; who holds public office, only where one of them is restricted: to all
// other questions an official is a person like any.
Result<CountyGraph> open_county_graph(Workspace& workspace, const std::vector<std::string>& purposes);

// source_id -> the file's name as received.
Result<std::map<std::string, std::string>> file_names(const Lake& lake);

}  // namespace qy
