// The file as it was received: hashed, and kept under seal byte for byte.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "base/result.h"
#include "seal/seal.h"

namespace qy {

struct FileHash {
  std::string sm3;  // 64 hex digits
  int64_t bytes = 0;
};
Result<FileHash> hash_of_file(const std::filesystem::path& path);

// Seals the file to `to`. Fails with Code::conflict when the bytes are no longer those of `hash`: somebody
// changed the file meanwhile.
Result<void> seal_original(const std::filesystem::path& path, const FileHash& hash,
                           const std::filesystem::path& to, Sealer& sealer);

}  // namespace qy
