// The durable point of several batches. Private to this folder.
#pragma once

#include <filesystem>
#include <set>
#include <vector>

#include "lake/lake_writer.h"

namespace qy {

class GroupCommit {
 public:
  GroupCommit(std::filesystem::path workspace, const std::vector<StagedBatch*>& group)
      : workspace_(std::move(workspace)), group_(group) {}
  // On failure none of the batches is there.
  Result<void> run();

 private:
  Result<void> sync_what_is_staged();
  Result<void> move_into_place();
  Result<void> publish();
  void take_back();
  Result<void> move(const StagedBatch::Move& move);
  Result<void> sync_touched();

  std::filesystem::path workspace_;
  const std::vector<StagedBatch*>& group_;
  std::vector<std::filesystem::path> moved_, published_;
  std::set<std::filesystem::path> touched_;  // folders whose entries are not yet on disk
};

}  // namespace qy
