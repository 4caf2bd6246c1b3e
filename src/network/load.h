// The graph from the lake's tables: every relation read by DuckDB, edge by edge into the compact arrays.
#pragma once

#include <functional>
#include <string>

#include "base/result.h"
#include "lake/engine.h"
#include "network/graph.h"

namespace qy {

struct LoadOptions {
  RelationMask wanted = ~RelationMask(0);
  std::function<void(const Relation& relation, size_t done, size_t of)> progress;
  std::function<bool()> stop;
};

// `engine` has the tables and the prelude (qy_code). Fails with Code::cancelled when stopped.
Result<Graph> load_graph(Engine& engine, const RelationSet& relations, const TableSet& tables,
                         const LoadOptions& options);

}  // namespace qy
