#include "backup/drill.h"

#include <set>

#include "backup/backup.h"
#include "backup/messages.h"
#include "base/disk.h"
#include "seal/log.h"
#include "store/publishing.h"

namespace qy {
namespace fs = std::filesystem;
namespace {

// The log that is here goes on from the one that came back, and every original that was there then is the same.
Result<void> compare(const StorePlace& here, const Restored& restored, const fs::path& there) {
  QY_TRY(const LogVerifier verifier, LogVerifier::read(here.workspace / "keys" / "log.pub"));
  QY_TRY(const auto still, lock_publishing(here.workspace));
  QY_TRY(const LogReader log, LogReader::open(here.workspace / "log", verifier));
  QY_TRY(const Checkpoint then, read_checkpoint(verifier, restored.manifest.checkpoint));
  QY_CHECK(log.continues(then));
  for (const BackedUpFile& file : restored.manifest.files) {
    if (file.sealed || !fs::exists(here.workspace / file.path)) continue;  // undone since
    QY_TRY(const BackedUpFile now, measured(here.workspace / file.path, file.path, false));
    QY_TRY(const BackedUpFile back, measured(there / file.path, file.path, false));
    if (now.sm3 != back.sm3) return damaged(say(kBackupFile, file.path));
  }
  return {};
}

}  // namespace

Result<DrillResult> hold_drill(const StorePlace& place, const fs::path& backup, const Clock& clock) {
  const int64_t began = clock.now_ms();
  // Beside the workspace, on its own disk: what comes back is as big as it is, and as secret.
  const fs::path scratch = place.workspace / "drill.part";
  std::error_code ec;
  fs::remove_all(scratch, ec);
  QY_CHECK(make_folder(scratch));
  RestorePlan plan{.backup = backup.empty() ? scratch / "backup" : backup,
                   .keys = place.workspace / "keys",
                   .place = {scratch / "county", place.migrations, ""}};
  if (backup.empty()) {
    if (auto made = make_backup(place, plan.backup, clock); !made.ok()) {
      fs::remove_all(scratch, ec);
      return made.error();
    }
  }
  auto restored = restore_backup(plan, clock.now_ms());
  DrillResult result;
  Result<void> same =
      restored.ok() ? compare(place, *restored, plan.place.workspace) : Result<void>(restored.error());
  if (!same.ok()) result.trouble = same.error();
  if (restored.ok()) {
    result.made_at = restored->manifest.made_at;
    result.acts = restored->checked.acts;
    result.rows = restored->checked.rows;
    result.files = int64_t(restored->manifest.files.size());
    result.bytes = restored->manifest.bytes();
  }
  result.duration_ms = clock.now_ms() - began;
  fs::remove_all(scratch, ec);
  return result;
}

}  // namespace qy
