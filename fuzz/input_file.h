// The fuzzer's bytes as a file, for readers that take a path. It lives in memory and dies with the value.
#pragma once

#include <sys/mman.h>
#include <unistd.h>

#include <filesystem>
#include <string>
#include <string_view>

namespace qy {

class InputFile {
 public:
  explicit InputFile(std::string_view bytes) : fd_(memfd_create("fuzz", MFD_CLOEXEC)) {
    for (size_t at = 0; at < bytes.size();) {
      const ssize_t written = write(fd_, bytes.data() + at, bytes.size() - at);
      if (written <= 0) break;
      at += size_t(written);
    }
  }
  InputFile(const InputFile&) = delete;
  InputFile& operator=(const InputFile&) = delete;
  ~InputFile() { close(fd_); }

  std::filesystem::path path() const { return "/proc/self/fd/" + std::to_string(fd_); }

 private:
  int fd_;
};

}  // namespace qy
