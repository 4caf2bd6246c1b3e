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
#include <functional>
#include <memory>
#include <optional>
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

// The plain bytes piece by piece, as they are asked for. It needs the sealer for as long as open() takes.
class FileUnsealer {
 public:
  static Result<FileUnsealer> open(Sealer& sealer, const std::filesystem::path& path);
  FileUnsealer(FileUnsealer&&) noexcept;
  ~FileUnsealer();

  // Holds until the next is asked for; none at the end. damaged: the next piece does not verify, and nothing of it is given.
  Result<std::optional<std::string_view>> next();
  // From the beginning again: of the same file, whatever stands under its name by now.
  void rewind();

 private:
  struct Impl;
  explicit FileUnsealer(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

// Gives the plain bytes to `sink` piece by piece. Fails with Code::damaged before giving any piece that does
// not verify.
Result<void> unseal_file(Sealer& sealer, const std::filesystem::path& path,
                         const std::function<Result<void>(std::string_view)>& sink);

}  // namespace qy
