// The relations of one lake, ready to be asked: its tables in DuckDB, and the graph of one purpose in memory.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "lake/engine.h"
#include "lake/lake.h"
#include "network/graph.h"
#include "network/load.h"
#include "network/names.h"

namespace qy {

struct CountyGraph {
  RelationSet relations;
  std::unique_ptr<Engine> engine;  // the lake's tables and the prelude
  Graph graph;
};

// What a graph is read from.
struct GraphGround {
  const Lake& lake;
  const TableSet& tables;
  std::string prelude;            // the qy_ macros
  std::filesystem::path content;  // with relations/
  EngineOptions engine;
};

// Reads the relations of these purposes; who holds public office, only where one of them is restricted: to all
// other questions an official is a person like any. Of `options`, how to tell progress and when to stop.
Result<CountyGraph> read_county_graph(const GraphGround& ground, const std::vector<std::string>& purposes,
                                      LoadOptions options);

// source_id -> the file's name as received.
Result<std::map<std::string, std::string>> file_names(const Lake& lake);

}  // namespace qy
