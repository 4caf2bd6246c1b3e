// Brings a backup back as a new workspace. Everything is checked before anything is written: signature, form, keys,
// every file; then the records are loaded and held against the log that came with them.
#pragma once

#include "backup/manifest.h"
#include "store/check_records.h"
#include "store/store_place.h"

namespace qy {

struct RestorePlan {
  std::filesystem::path backup, keys;  // keys: a folder with seal.key, log.key, log.pub
  StorePlace place;  // workspace: not there yet, or empty. url: an empty database; "": records.db
};

struct Restored {
  BackupManifest manifest;
  CheckedRecords checked;
};

// On failure the workspace is not there (a database on PostgreSQL holds nothing), and nothing else was touched.
Result<Restored> restore_backup(const RestorePlan& plan, int64_t now_ms);

}  // namespace qy
