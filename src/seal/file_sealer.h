// Whole files under seal: the originals as received, and later evidence. Streamed, so that a file of any size
// needs a megabyte.
//
//   "QYF1" · profile byte · 16 random bytes · chunks
//   chunk = length of the ciphertext, 4 bytes little-endian · ciphertext with tag
//
// The key of a file is derived from the workspace's key and the random bytes; the nonce of a chunk is its
// number, with the top bit set on the last one. So a chunk cut, swapped, repeated or moved to another file is
// found out.
#pragma once

#include <filesystem>
#include <fstream>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "seal/seal.h"

namespace qy {

class FileSealer {
 public:
  static Result<FileSealer> create(Sealer& sealer, const std::filesystem::path& path);
  FileSealer(FileSealer&&) noexcept;
  ~FileSealer();

  Result<void> write(std::string_view bytes);
  // Writes the last chunk, without which the file cannot be opened. To sync it is the caller's.
  Result<void> finish();

 private:
  struct Impl;
  explicit FileSealer(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

// Gives the plain bytes to `sink` piece by piece. Fails with Code::damaged before giving any piece that does
// not verify.
Result<void> unseal_file(Sealer& sealer, const std::filesystem::path& path,
                         const std::function<Result<void>(std::string_view)>& sink);

}  // namespace qy
