#include "relate/graph_shelf.h"

#include <algorithm>

namespace qy {
namespace {

constexpr size_t kMostKept = 2;
constexpr int64_t kEngineBytes = int64_t(512) << 20;

}  // namespace

Result<NodeId> ReadyGraph::find(const std::string& text, Sealer& sealer, Date today) {
  const std::lock_guard lock(engine_);
  return find_end(text, county_, sealer, today);
}

Result<NodeNames> ReadyGraph::names(const std::vector<NodeId>& nodes) {
  const std::lock_guard lock(engine_);
  std::vector<NodeId> unknown;
  std::ranges::copy_if(nodes, std::back_inserter(unknown),
                       [&](NodeId node) { return asked_.insert(node).second; });
  if (!unknown.empty()) {
    QY_TRY(NodeNames found,
           names_of(*county_.engine, county_.graph, county_.relations.offices(), std::move(unknown)));
    names_.merge(found);
  }
  return names_;
}

Result<std::shared_ptr<ReadyGraph>> GraphShelf::of(const std::string& purpose) {
  const std::lock_guard lock(mutex_);
  QY_TRY(const Lake lake, Lake::open(place_.workspace, place_.tables));
  QY_TRY(const auto batches, lake.batches());
  std::string state;
  for (const BatchManifest& batch : batches) state += batch.batch_id + "\n";
  std::erase_if(kept_, [&](const Kept& one) { return one.lake != state; });
  auto at = std::ranges::find(kept_, purpose, &Kept::purpose);
  if (at == kept_.end()) {
    if (kept_.size() == kMostKept) kept_.pop_back();
    QY_TRY(CountyGraph county, read_county_graph({.lake = lake,
                                                  .tables = place_.tables,
                                                  .prelude = place_.prelude,
                                                  .content = place_.content,
                                                  .engine = {.spill_folder = place_.workspace / "spill",
                                                             .memory_bytes = kEngineBytes}},
                                                 {purpose}, {}));
    QY_TRY(auto files, file_names(lake));
    kept_.push_back({purpose, state, std::make_shared<ReadyGraph>(std::move(county), std::move(files))});
    at = kept_.end() - 1;
  }
  std::rotate(kept_.begin(), at, at + 1);
  return kept_.front().graph;
}

}  // namespace qy
