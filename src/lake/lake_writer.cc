#include "lake/lake_writer.h"

#include <set>

#include "lake/group_commit.h"
#include "lake/parquet_press.h"

namespace qy {
namespace fs = std::filesystem;
namespace {

// "b20260301-093000"
std::string second_of(const std::string& stamp) {
  std::string digits;
  for (const char c : stamp.substr(0, 19))
    if (c >= '0' && c <= '9') digits += c;
  return "b" + digits.substr(0, 8) + "-" + digits.substr(8);
}

}  // namespace

LakeWriter::LakeWriter(fs::path workspace, FileLock lock)
    : workspace_(std::move(workspace)), lock_(std::move(lock)) {}
LakeWriter::~LakeWriter() = default;

Result<std::unique_ptr<LakeWriter>> LakeWriter::open(const Lake& lake) {
  QY_CHECK(make_folder(lake.workspace() / "lake"));
  QY_CHECK(make_folder(lake.workspace() / "batches"));
  QY_TRY(FileLock lock, FileLock::take(lake.workspace() / "lake" / ".lock"));
  std::unique_ptr<LakeWriter> writer(new LakeWriter(lake.workspace(), std::move(lock)));
  QY_TRY(const auto manifests, lake.batches());
  for (const BatchManifest& manifest : manifests) writer->remember(manifest);
  writer->sweep(manifests);
  return writer;
}

// What a killed run left: its staging folder, and what was moved into place without a manifest to vouch for
// it.
void LakeWriter::sweep(const std::vector<BatchManifest>& manifests) {
  std::error_code ec;
  const fs::path staging = workspace_ / "lake" / ".staging";
  for (const auto& left : fs::directory_iterator(staging, ec))
    has_swept_ |= left.path().filename().string().starts_with('b');  // a batch
  fs::remove_all(staging, ec);
  std::set<std::string> known;
  for (const BatchManifest& manifest : manifests) known.insert(manifest.batch_id);
  for (const auto& table : fs::directory_iterator(workspace_ / "lake", ec))
    for (const auto& batch : fs::directory_iterator(table.path(), ec))
      if (!known.contains(batch.path().filename().string().substr(std::string_view("batch=").size())))
        fs::remove_all(batch.path(), ec);
  constexpr std::string_view kRefused = ".refused.csv";
  for (const auto& file : fs::directory_iterator(workspace_ / "batches", ec)) {
    std::string id = file.path().filename().string();
    if (!id.ends_with(kRefused)) continue;
    id.resize(id.size() - kRefused.size());
    if (!known.contains(id) && !fs::exists(workspace_ / "batches" / (id + ".undone.json")))
      fs::remove(file.path(), ec);
  }
}

void LakeWriter::remember(const BatchManifest& manifest) {
  for (const SourceManifest& source : manifest.sources)
    batch_of_source_.emplace(std::pair(source.sm3, source.profile_hash), manifest.batch_id);
}

std::optional<std::string> LakeWriter::batch_of(const std::string& sm3,
                                                const std::string& profile_hash) const {
  const std::lock_guard lock(mutex_);
  const auto at = batch_of_source_.find({sm3, profile_hash});
  return at == batch_of_source_.end() ? std::nullopt : std::optional(at->second);
}

std::string LakeWriter::new_id(const Clock& clock) {
  const std::string second = second_of(clock.stamp());
  if (second != last_second_) serial_ = 0;
  last_second_ = second;
  while (true) {
    char tail[16];
    std::snprintf(tail, sizeof tail, "-%03d", serial_++);
    const fs::path manifest = workspace_ / "batches" / (second + tail);
    if (!fs::exists(manifest.string() + ".json") && !fs::exists(manifest.string() + ".undone.json"))
      return manifest.filename().string();
  }
}

Result<std::unique_ptr<StagedBatch>> LakeWriter::begin(const Clock& clock) {
  const std::lock_guard lock(mutex_);
  const fs::path staging = workspace_ / "lake" / ".staging";
  if (!press_) {
    QY_TRY(press_, ParquetPress::open(staging / "spill"));
  }
  const std::string id = new_id(clock);
  QY_CHECK(make_folder(staging / id));
  return std::make_unique<StagedBatch>(workspace_, id, clock.stamp(), *press_);
}

Result<void> LakeWriter::commit(const std::vector<StagedBatch*>& group) {
  QY_CHECK(GroupCommit(workspace_, group).run());
  const std::lock_guard lock(mutex_);
  for (const StagedBatch* batch : group) remember(batch->manifest());
  return {};
}

}  // namespace qy
