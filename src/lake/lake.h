// The lake: standard tables in Parquet, written in batches that are there whole or not at all, and can be
// undone.
//
//   lake/<table>/batch=<id>/part-0.parquet
//   batches/<id>.json        the manifest; a batch exists from the moment this file is renamed into place
//   batches/<id>.refused.csv rows refused, with file, sheet, row, reason and the row's text (sealed beside
//                            personal data)
//   originals/<sm3>          every file received, sealed, named by the SM3 hash of its bytes
//   lake/.staging/<id>/      a batch being written; swept at the next start
//
//   staged ──commit (lake_writer.h)──▶ committed ──undo──▶ gone (the manifest kept as <id>.undone.json)
//
// One writer (a file lock), any number of readers: a reader sees the batches whose manifests existed when it
// looked.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "lake/engine.h"
#include "lake/plan.h"
#include "lake/table.h"

namespace qy {

// What one source file gave to a batch.
struct SourceManifest {
  std::string source_id;     // first 16 hex digits of the hash; the whole in `sm3`
  std::string name;          // the file's name as received, without its folders
  std::string sm3;           // of its own bytes
  std::string received_sm3;  // of the file it came in, originals/<it>: the same but for a file of a zip
  std::string profile;       // name of the mapping profile
  std::string profile_hash;
  int64_t bytes = 0;
  int64_t rows_read = 0, rows_kept = 0, rows_refused = 0;  // read = kept + refused
};

struct BatchManifest {
  std::string batch_id;  // b20260301-093000-1a2b
  std::string created_at;
  std::vector<SourceManifest> sources;
  std::map<std::string, int64_t> rows_by_table;
};

class Lake {
 public:
  static Result<Lake> open(const std::filesystem::path& workspace, const TableSet& tables);

  const std::filesystem::path& workspace() const { return workspace_; }
  Result<std::vector<BatchManifest>> batches() const;  // committed, oldest first
  Result<std::vector<BatchManifest>> undone() const;   // gone from the lake, oldest first
  bool is_undone(const std::string& batch_id) const;
  Result<void> undo(const std::string& batch_id);

  // Every standard table with the files of the committed batches; fails when a batch lacks its files.
  Result<std::vector<PlanTable>> tables() const;
  // The same as views in DuckDB: empty, but with every column, where there is no data.
  Result<void> attach(Engine& engine) const;
  // Tables that hold at least one committed row.
  Result<std::vector<std::string>> filled_tables() const;

 private:
  Lake(std::filesystem::path workspace, const TableSet& tables);
  Result<BatchManifest> manifest(const std::filesystem::path& file) const;
  std::filesystem::path workspace_;
  const TableSet* tables_;
  // A manifest never changes once it is there, so each is read once.
  mutable std::map<std::string, BatchManifest> read_manifests_;
};

}  // namespace qy
