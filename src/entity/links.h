// Pairs above the threshold, as many as there are: in memory up to a limit, past it in sorted runs on disk.
//
//   add, add, add …  ─▶ full ─▶ sorted ─▶ a run in a scratch folder
//   finish           ─▶ each(): the runs merged, strongest first, every pair once
//
// A table of a million records whose keys say little can have hundreds of millions of links; what is held
// of them at a time does not grow with that.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <vector>

#include "base/disk.h"
#include "base/result.h"
#include "entity/comparer.h"

namespace qy {

struct Link {
  RecordIndex a = 0, b = 0;  // a < b
  float bits = 0;            // of the comparisons and frequencies, the prior not counted

  auto operator<=>(const Link&) const = default;
};
// By strength, then by place: the same order whatever the order in which they were found.
bool is_stronger(const Link& x, const Link& y);

class LinkStore {
 public:
  static constexpr size_t kMostInMemory = 24'000'000;  // 288 MB

  LinkStore() = default;
  explicit LinkStore(size_t most_in_memory) : most_in_memory_(most_in_memory) {}
  static LinkStore of(std::vector<Link> links);  // finished

  // Fails where the scratch folder is full; what was added before stays.
  Result<void> add(const Link& link);
  // Sorts what is in memory; nothing can be added after.
  Result<void> finish();
  // What another of them holds, finished, becomes part of this one. Before finish.
  Result<void> take(LinkStore&& other);

  Result<void> each(const std::function<void(const Link&)>& visit) const;
  int64_t size() const { return size_; }  // pairs, each counted once; after finish
  size_t runs_on_disk() const { return runs_.size(); }

 private:
  Result<void> spill();

  size_t most_in_memory_ = kMostInMemory;
  std::vector<Link> memory_;
  std::vector<std::filesystem::path> runs_;
  std::vector<ScratchFolder> folders_;  // where the runs lie; ours is the first
  int64_t size_ = 0;
};

}  // namespace qy
