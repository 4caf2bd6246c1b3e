#include "lake/lake.h"

#include <algorithm>
#include <set>

#include "base/disk.h"
#include "lake/batch_undo.h"
#include "lake/manifest.h"
#include "lake/messages.h"

namespace qy {
namespace fs = std::filesystem;
namespace {

std::vector<fs::path> files_in(const fs::path& folder, std::string_view ending) {
  std::error_code ec;
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(folder, ec))
    if (entry.path().string().ends_with(ending)) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

constexpr const char* kUndone = ".undone.json";

}  // namespace

Lake::Lake(fs::path workspace, const TableSet& tables) : workspace_(std::move(workspace)), tables_(&tables) {}

Result<Lake> Lake::open(const fs::path& workspace, const TableSet& tables) {
  if (!fs::is_directory(workspace)) return not_found(say(kNoWorkspace, workspace.string()));
  return Lake(workspace, tables);
}

Result<BatchManifest> Lake::manifest(const fs::path& file) const {
  const std::string name = file.filename().string();
  auto known = read_manifests_.find(name);
  if (known == read_manifests_.end()) {
    QY_TRY(const std::string text, read_file(file));
    QY_TRY(BatchManifest manifest, manifest_from_json(text, name));
    known = read_manifests_.emplace(name, std::move(manifest)).first;
  }
  return known->second;
}

Result<std::vector<BatchManifest>> Lake::batches() const {
  std::vector<BatchManifest> manifests;
  for (const fs::path& file : files_in(workspace_ / "batches", ".json")) {
    if (file.string().ends_with(kUndone)) continue;
    QY_TRY(BatchManifest one, manifest(file));
    manifests.push_back(std::move(one));
  }
  return manifests;
}

Result<std::vector<BatchManifest>> Lake::undone() const {
  std::vector<BatchManifest> manifests;
  for (const fs::path& file : files_in(workspace_ / "batches", kUndone)) {
    QY_TRY(BatchManifest one, manifest(file));
    manifests.push_back(std::move(one));
  }
  return manifests;
}

bool Lake::is_undone(const std::string& batch_id) const {
  return fs::exists(workspace_ / "batches" / (batch_id + kUndone));
}

Result<void> Lake::undo(const std::string& batch_id) {
  return undo_batch(*this, batch_id, [] { return Result<void>(); });
}

Result<void> undo_batch(const Lake& lake, const std::string& batch_id,
                        const std::function<Result<void>()>& under_lock) {
  const fs::path batches = lake.workspace() / "batches", tables = lake.workspace() / "lake";
  const fs::path manifest = batches / (batch_id + ".json");
  if (batch_id.find('/') != std::string::npos || !fs::exists(manifest))
    return not_found(say(kNoBatch, batch_id));
  QY_TRY(FileLock lock, FileLock::take(tables / ".lock"));
  QY_CHECK(under_lock());
  // From this rename on the batch is gone for every reader; its files may go at leisure.
  QY_CHECK(move_durably(manifest, batches / (batch_id + kUndone)));
  std::error_code ec;
  for (const auto& table : fs::directory_iterator(tables, ec))
    fs::remove_all(table.path() / ("batch=" + batch_id), ec);
  return {};
}

Result<std::vector<PlanTable>> Lake::tables() const {
  QY_TRY(const auto manifests, batches());
  std::vector<PlanTable> all;
  for (const auto& [name, table] : tables_->all()) {
    PlanTable one{.name = name, .columns = table.columns()};
    for (const BatchManifest& manifest : manifests) {
      if (!manifest.rows_by_table.contains(name)) continue;
      const fs::path folder = workspace_ / "lake" / name / ("batch=" + manifest.batch_id);
      std::vector<fs::path> found = files_in(folder, ".parquet");
      if (found.empty()) return damaged(say(kBatchLacksFiles, manifest.batch_id, name, folder.string()));
      one.files.insert(one.files.end(), found.begin(), found.end());
    }
    all.push_back(std::move(one));
  }
  return all;
}

Result<void> Lake::attach(Engine& engine) const {
  QY_TRY(const auto all, tables());
  for (const PlanTable& table : all) QY_CHECK(qy::attach(engine, table));
  return {};
}

Result<std::vector<std::string>> Lake::filled_tables() const {
  QY_TRY(const auto manifests, batches());
  std::set<std::string> names;
  for (const BatchManifest& manifest : manifests)
    for (const auto& [name, rows] : manifest.rows_by_table)
      if (rows > 0) names.insert(name);
  return std::vector<std::string>(names.begin(), names.end());
}

}  // namespace qy
