// Source: docs/adr/0008-batches-are-committed-in-groups.md. The order is the guarantee:
//
//   1 sync      every file where it is staged, and the folders of Parquet parts
//   2 move      all of them into place; then each folder that received something is synced, once
//   3 publish   each manifest is synced beside its place and renamed; then batches/ is synced
//
// Nothing of a batch is visible before its manifest is renamed, and by then all of it is on disk. Killed or
// without power anywhere, each batch is whole or is swept by the next writer.
#include "lake/group_commit.h"

#include "base/disk.h"
#include "lake/manifest.h"
#include "lake/messages.h"

namespace qy {
namespace fs = std::filesystem;

Result<void> GroupCommit::run() {
  const auto all = [&]() -> Result<void> {
    QY_CHECK(sync_what_is_staged());
    QY_CHECK(move_into_place());
    return publish();
  };
  Result<void> done = all();
  if (!done.ok()) take_back();
  return done;
}

Result<void> GroupCommit::sync_what_is_staged() {
  for (const StagedBatch* batch : group_)
    for (const auto& [from, to] : batch->moves()) {
      if (fs::exists(to)) continue;  // a companion that another batch has brought
      if (!fs::is_directory(from)) {
        QY_CHECK(sync_file(from));
        continue;
      }
      std::error_code ec;
      for (const auto& part : fs::directory_iterator(from, ec)) QY_CHECK(sync_file(part.path()));
      if (ec) return io_error(say(kCannotList, from.string(), ec.message()));
      QY_CHECK(sync_folder(from));
    }
  return {};
}

Result<void> GroupCommit::move_into_place() {
  for (const StagedBatch* batch : group_)
    for (const StagedBatch::Move& each : batch->moves()) QY_CHECK(move(each));
  return sync_touched();
}

Result<void> GroupCommit::move(const StagedBatch::Move& move) {
  const fs::path folder = move.to.parent_path();
  for (fs::path missing = folder; !fs::exists(missing); missing = missing.parent_path())
    touched_.insert(missing.parent_path());
  QY_CHECK(make_folder(folder));
  // A companion that another batch brought before: the same original, the same profile.
  if (fs::exists(move.to)) return {};
  QY_CHECK(rename_file(move.from, move.to));
  moved_.push_back(move.to);
  touched_.insert(folder);
  return {};
}

Result<void> GroupCommit::publish() {
  const auto staged = [](const StagedBatch* batch) { return batch->staging() / "manifest.json"; };
  for (const StagedBatch* batch : group_) {
    QY_CHECK(write_unsynced(staged(batch), to_json(batch->manifest())));
    begin_sync(staged(batch));
  }
  for (const StagedBatch* batch : group_) QY_CHECK(sync_file(staged(batch)));
  const fs::path batches = workspace_ / "batches";
  touched_.insert(batches);
  for (const StagedBatch* batch : group_) {
    const fs::path manifest = batches / (batch->id() + ".json");
    QY_CHECK(rename_file(staged(batch), manifest));
    published_.push_back(manifest);
  }
  return sync_touched();
}

Result<void> GroupCommit::sync_touched() {
  for (const fs::path& folder : touched_) QY_CHECK(sync_folder(folder));
  touched_.clear();
  return {};
}

// The manifests first: a batch without its rows would be damage, rows without their batch are only swept.
void GroupCommit::take_back() {
  std::error_code ec;
  for (const fs::path& manifest : published_) fs::remove(manifest, ec);
  if (!published_.empty() && !sync_folder(workspace_ / "batches").ok()) return;
  for (const fs::path& path : moved_) fs::remove_all(path, ec);
}

}  // namespace qy
