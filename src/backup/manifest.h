// What a backup holds, signed with the log's key.
//
//   qingyuan backup 1                first line; the rest is JSON
//   {"made_at":…,"profile":"intl","origin":"qingyuan/3f0a…","acts":1024,"checkpoint":"<note>","files":[
//     {"path":"originals/9f…","bytes":123,"sm3":"…","sealed":false},…]}
//
//   — qingyuan/3f0a… <signature>     as under a checkpoint (seal/checkpoint.h)
//
//   BACKUP/manifest                  written last: a backup without it is none
//   BACKUP/files/<path>              `sealed`: put under the workspace's seal on the way out; the others are as they lay
//                                    in the workspace, sealed already
//   BACKUP/files/records.dump        the records, from either database (store/dump.h)
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "seal/log_key.h"

namespace qy {

struct BackedUpFile {
  std::string path;  // below the workspace, with /
  int64_t bytes = 0;
  std::string sm3;  // of what lies in the backup
  bool sealed = true;
};

struct BackupManifest {
  std::string made_at, profile, origin, checkpoint;
  int64_t acts = 0;
  std::vector<BackedUpFile> files;

  int64_t bytes() const;
};

inline const std::string kRecordsDump = "records.dump";

Result<std::string> signed_manifest(LogSigner& signer, const BackupManifest& manifest);
// conflict for another form, damaged when it is not signed by this log or was changed.
Result<BackupManifest> read_manifest(const LogVerifier& verifier, std::string_view text);
// Every file is there and is what the manifest says. damaged with the first that is not.
Result<void> check_files(const BackupManifest& manifest, const std::filesystem::path& backup);
// Size and SM3 of a file.
Result<BackedUpFile> measured(const std::filesystem::path& file, const std::string& path, bool sealed);

}  // namespace qy
