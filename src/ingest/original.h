// The bytes as they were received: hashed, and kept under seal as they are.
#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "base/result.h"
#include "ingest/bytes.h"
#include "seal/seal.h"

namespace qy {

// A file of up to so many bytes is read once: what is hashed, mapped and sealed are the same bytes.
inline constexpr int64_t kHeldBytes = 8 << 20;

struct Received {
  std::string sm3;  // 64 hex digits
  int64_t bytes = 0;
  std::optional<std::string> content;  // of a file that is held
};
// The whole, where it is small enough to be held.
Result<std::optional<std::string>> hold(ByteStream& bytes);
// Fills in hash and size: of the content, where it is held, else of `bytes`, read to their end.
Result<void> hash(ByteStream& bytes, Received& received);
Result<Received> receive(const std::filesystem::path& path);

// Both in one pass, for a file too large to be held: seals it to `to` and tells what it was; `hashed` is told
// once it is read to its end, before the seal is ready. Code::cancelled when `stop` says so.
Result<Received> receive_sealed(const std::filesystem::path& path, const std::filesystem::path& to,
                                Sealer& sealer, const std::atomic<bool>& stop,
                                const std::function<void(const std::string& sm3)>& hashed);

// What tells, before and after it was read, that nobody changed a file meanwhile.
struct FileStamp {
  int64_t bytes = 0, modified_nanos = 0, changed_nanos = 0;
  uint64_t inode = 0;
  bool operator==(const FileStamp&) const = default;
};
Result<FileStamp> stamp_of(const std::filesystem::path& path);

// Seals the file to `to`. Fails with Code::conflict when the bytes are no longer those that were received:
// somebody changed the file meanwhile.
Result<void> seal_original(const std::filesystem::path& path, const Received& received,
                           const std::filesystem::path& to, Sealer& sealer);

}  // namespace qy
