// Many files into the lake, several side by side, made durable in groups.
//
//   workers      stage 1 ──▶ stage 3 ──────────▶ stage 4 …     hash, parse, map, Parquet, seal
//                stage 2 ──────────▶ stage 5 ──▶ …
//   the caller           commit 1, 2 ─ settled ─ commit 3, 4, 5 …
//
// Files are settled in the order given: each is there whole, or nothing of it is. A file met twice in a run
// is there once. What one file does wrong is its own outcome; the run goes on.
#pragma once

#include <functional>
#include <vector>

#include "ingest/importer.h"

namespace qy {

struct ImportRun {
  ImportOptions each;  // its progress is not used; its cancel ends the run
  size_t workers = 0;  // 0: one a core, four at most, so that memory stays bounded
  std::function<void()>
      swept;  // called first, where a run before was killed and its leavings were cleared away
  // Both are called one at a time. `share` is that of the whole run, 0..1.
  std::function<void(const Delivered& file, double share)> progress;
  std::function<void(const Delivered& file, const Result<ImportOutcome>& outcome)> settled;
};

// Fails only when the lake cannot be written to at all; no file is settled then.
Result<void> import_files(const Importer& importer, const std::vector<Delivered>& files,
                          const ImportRun& run);

}  // namespace qy
