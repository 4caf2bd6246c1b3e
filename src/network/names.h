// How the nodes of an answer are called. Organisations and tenders by their names in the lake; persons never:
// whoever holds a public office is "a member of staff of X", everybody else "a private person".
#pragma once

#include <map>
#include <vector>

#include "base/message.h"
#include "lake/engine.h"
#include "network/graph.h"
#include "network/paths.h"

namespace qy {

using NodeNames = std::map<NodeId, std::string>;  // of organisations and tenders
using Labels = std::map<NodeId, Said>;

// Asks the lake for the names of those nodes that have one, and of the units in which persons hold office:
// the market register first, then whatever table names them. Fails when a table cannot be read.
Result<NodeNames> names_of(Engine& engine, const Graph& graph, RelationMask offices,
                           std::vector<NodeId> nodes);

// Labels for the nodes of one answer: its persons are told apart by 甲, 乙, 丙.
Labels labels_for(const Graph& graph, RelationMask offices, const NodeNames& names,
                  const std::vector<NodeId>& nodes);

// "县水利局的人员甲报备自然人乙为近亲属；自然人乙任某公司法定代表人". Several edges between two nodes are all
// told.
Said sentence_of(const Path& path, const Graph& graph, const RelationSet& relations, const Labels& labels);
// "2022-04-01起同时成立", "2019-01-01至2021-06-30同时成立", or that no day is known.
Said days_of(DaySpan span);
// From one end to the other.
std::vector<NodeId> nodes_of(const Path& path);

}  // namespace qy
