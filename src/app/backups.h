// Backups and drills as acts: made by the system administrator, at the command line or in the workbench, and on record.
#pragma once

#include <filesystem>

#include "backup/backup.h"
#include "backup/drill.h"
#include "record/act.h"
#include "store/record_store.h"
#include "store/store_place.h"

namespace qy {

struct BackupGround {
  const StorePlace& place;
  RecordStore& store;  // the house's own, to publish what waits
  RecordBook& book;    // as `by` may use it
  const Actor& by;
  const Clock& clock;
};

// Into a folder that is not there yet (backup/backup.h).
Result<BackupManifest> back_up_on_record(const BackupGround& ground, const std::filesystem::path& into);

struct HeldDrill {
  std::string id;  // "D2026-0001"
  DrillResult result;
  int64_t entry = 0;  // of the log
};
// `backup`: empty, and one is made for it. A drill that failed is on record too: see result.trouble.
Result<HeldDrill> drill_on_record(const BackupGround& ground, const std::filesystem::path& backup);

}  // namespace qy
