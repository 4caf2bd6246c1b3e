// A file written piece by piece beside its place, which takes that place only when it is whole and on disk (write_file does the same with
// what is held in one text).
//
//   QY_TRY(NewFile file, NewFile::beside(path));
//   QY_CHECK(file.write(piece));   // as often as needed
//   QY_CHECK(file.settle());
//
// Until settle() has succeeded the place is as it was; what lies beside it goes with the NewFile.
#pragma once

#include <filesystem>
#include <string_view>
#include <utility>

#include "base/result.h"

namespace qy {

class NewFile {
 public:
  static Result<NewFile> beside(const std::filesystem::path& path);
  NewFile(NewFile&& other) noexcept
      : path_(std::move(other.path_)),
        fd_(std::exchange(other.fd_, -1)),
        begun_(other.begun_),
        size_(other.size_) {}
  NewFile& operator=(NewFile&&) = delete;
  ~NewFile();

  Result<void> write(std::string_view bytes);
  Result<void> settle();

 private:
  NewFile(std::filesystem::path path, int fd) : path_(std::move(path)), fd_(fd) {}
  std::filesystem::path path_;
  int fd_ = -1;
  int64_t begun_ = 0, size_ = 0;  // how much of it the disk was told to begin with
};

// The file under another name too, in place of what stood there. Where the file system knows no second name it is copied. For files that
// are never written in place.
Result<void> name_also(const std::filesystem::path& file, const std::filesystem::path& name);

}  // namespace qy
