// Where a reader's bytes come from: a plain file, what comes out of a gz or xz, or one member of a zip.
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

namespace qy {

class ByteStream {
 public:
  virtual ~ByteStream() = default;
  // Up to `size` bytes (size > 0) into `buffer`; 0 at the end, and only there.
  virtual Result<size_t> read(char* buffer, size_t size) = 0;
  // Share of what lies on disk that was read, 0..1.
  virtual double progress() const = 0;
};

Result<std::unique_ptr<ByteStream>> open_plain(const std::filesystem::path& path);

// Gives `head` first, then what is left of `rest`, from which `head` was read.
std::unique_ptr<ByteStream> put_back(std::string head, std::unique_ptr<ByteStream> rest);

// Bytes in memory, for tests and fuzz targets.
std::unique_ptr<ByteStream> in_memory(std::string bytes);
// Bytes that somebody else holds for as long.
std::unique_ptr<ByteStream> view_of(std::string_view bytes);

// Reads until `size` bytes are there or the stream ends.
Result<std::string> read_up_to(ByteStream& stream, size_t size);

// Bytes copied to disk for a format that must seek. The file has no name, so that nothing of it stays behind
// when the program is killed; path() works for as long as this lives.
class SpooledFile {
 public:
  // Fails with Code::limit after `max_bytes`. An empty folder means the system's temporary folder.
  static Result<SpooledFile> copy_of(ByteStream& stream, const std::filesystem::path& folder,
                                     int64_t max_bytes);
  SpooledFile(SpooledFile&& other) noexcept;
  SpooledFile& operator=(SpooledFile&& other) noexcept;
  ~SpooledFile();
  std::filesystem::path path() const;

 private:
  explicit SpooledFile(int fd) : fd_(fd) {}
  int fd_ = -1;
};

}  // namespace qy
