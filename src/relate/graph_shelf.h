// The graphs that a server answers from: read at the first question of a purpose, kept, and read again when the lake has
// another batch or one less. Two purposes are kept at a time, the last asked for: 20 million edges take 1.2 GB each.
#pragma once

#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "relate/ends.h"

namespace qy {

// One of them. Safe from several threads: the graph does not change, and its engine answers one at a time.
class ReadyGraph {
 public:
  ReadyGraph(CountyGraph county, std::map<std::string, std::string> files)
      : county_(std::move(county)), files_(std::move(files)) {}

  const CountyGraph& county() const { return county_; }
  const std::map<std::string, std::string>& files() const { return files_; }
  // As ends.h. `sealer` is of the caller's thread alone.
  Result<NodeId> find(const std::string& text, Sealer& sealer, Date today);
  // As network/names.h; a name that was asked for before is not asked for again.
  Result<NodeNames> names(const std::vector<NodeId>& nodes);

 private:
  std::mutex engine_;
  CountyGraph county_;
  const std::map<std::string, std::string> files_;
  NodeNames names_;
  std::set<NodeId> asked_;
};

class GraphShelf {
 public:
  // `ground` without a lake: each look opens it anew, since its reader is not for several threads.
  struct Place {
    std::filesystem::path workspace, content;
    const TableSet& tables;
    std::string prelude;
  };
  explicit GraphShelf(Place place) : place_(std::move(place)) {}
  // Takes as long as reading the relations takes when the lake has changed; others wait meanwhile.
  Result<std::shared_ptr<ReadyGraph>> of(const std::string& purpose);

 private:
  struct Kept {
    std::string purpose, lake;
    std::shared_ptr<ReadyGraph> graph;
  };
  Place place_;
  std::mutex mutex_;
  std::vector<Kept> kept_;  // the last asked for in front
};

}  // namespace qy
