// Makes a backup of a workspace while officers go on working: everything but the keys, which are kept apart
// (key_copy.h). What it says of the records is one moment of them; the log in it is never ahead of them.
#pragma once

#include "backup/manifest.h"
#include "base/clock.h"
#include "seal/seal.h"
#include "store/store_place.h"

namespace qy {

// Into a folder that is not there yet, or is empty. On failure there is none.
//   conflict  the folder holds something; another program holds the log for long
//   damaged   a file went away meanwhile (a batch was undone): make it again
Result<BackupManifest> make_backup(const StorePlace& place, const std::filesystem::path& into,
                                   const Clock& clock);

}  // namespace qy
