// The one writer of a lake, for as long as it lives: it holds the lock, sweeps first what a killed run left
// behind, and makes batches durable in groups (docs/adr/0008-batches-are-committed-in-groups.md).
//
//   begin ──append, refuse, companion…──▶ staged ──finish──▶ whole ──commit, with others──▶ there
//
// Batches may be written side by side, each by its own thread; commit belongs to one thread.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "base/disk.h"
#include "base/result.h"
#include "lake/batch.h"
#include "lake/lake.h"

namespace qy {

class ParquetPress;

// One batch being written, in lake/.staging. Dropped before it is committed, it leaves nothing.
class StagedBatch : public Batch {
 public:
  StagedBatch(std::filesystem::path workspace, std::string id, std::string created_at, ParquetPress& press);
  ~StagedBatch() override;

  const std::string& id() const override { return manifest_.batch_id; }
  Result<void> append(const Table& table, ColumnBatch rows) override;
  Result<void> refuse(std::string_view csv_line) override;
  // Where to write a file that is to lie at `place` of the workspace once the batch is there: the original,
  // its quality report. What lies there by then stays as it is.
  std::filesystem::path companion(const std::filesystem::path& place);
  // The same for a file that several batches bring: they all get one path, and it must be whole before the
  // first of them is committed.
  std::filesystem::path shared_companion(const std::filesystem::path& place);
  // Everything is written when it returns, though not yet durable, and no reader sees it.
  Result<void> finish(std::vector<SourceManifest> sources);

  const BatchManifest& manifest() const { return manifest_; }

  // For the commit: what lies where, and where it goes. Folders are those of Parquet parts.
  struct Move {
    std::filesystem::path from, to;
  };
  const std::vector<Move>& moves() const { return moves_; }
  std::filesystem::path staging() const;

 private:
  struct Writing;
  std::filesystem::path workspace_;
  BatchManifest manifest_;
  std::vector<Move> moves_;
  std::unique_ptr<Writing> writing_;
};

class LakeWriter {
 public:
  // Fails with Code::conflict while another process writes.
  static Result<std::unique_ptr<LakeWriter>> open(const Lake& lake);
  ~LakeWriter();

  // Whether a run before was killed: what it had not finished was cleared away.
  bool has_swept() const { return has_swept_; }

  Result<std::unique_ptr<StagedBatch>> begin(const Clock& clock);  // from any thread
  // The committed batch that already holds this very file under this very profile, if any. From any thread.
  std::optional<std::string> batch_of(const std::string& sm3, const std::string& profile_hash) const;
  // One durable point for all of them, finished before. On failure none of them is there.
  Result<void> commit(const std::vector<StagedBatch*>& group);

 private:
  LakeWriter(std::filesystem::path workspace, FileLock lock);
  void sweep(const std::vector<BatchManifest>& manifests);
  void remember(const BatchManifest& manifest);
  std::string new_id(const Clock& clock);

  std::filesystem::path workspace_;
  FileLock lock_;
  bool has_swept_ = false;
  mutable std::mutex mutex_;                                                    // over what follows
  std::map<std::pair<std::string, std::string>, std::string> batch_of_source_;  // of (sm3, profile hash)
  std::unique_ptr<ParquetPress> press_;  // started with the first batch
  std::string last_second_;              // of the ids given out
  int serial_ = 0;
};

}  // namespace qy
