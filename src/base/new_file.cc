#include "base/new_file.h"

#include <fcntl.h>
#include <unistd.h>

#include "base/disk.h"
#include "base/messages.h"
#include "base/write_all.h"

namespace qy {
namespace fs = std::filesystem;
namespace {

constexpr int64_t kBegin =
    8 << 20;  // the disk begins to write when so much more is there: little is left to wait for at the end

fs::path place_beside(const fs::path& path) {
  return path.string() + ".part";
}

}  // namespace

Result<NewFile> NewFile::beside(const fs::path& path) {
  const fs::path beside = place_beside(path);
  const int fd = ::open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0640);
  if (fd < 0) return file_failure(kCannotWrite, beside);
  return NewFile(path, fd);
}

NewFile::~NewFile() {
  if (fd_ < 0) return;
  ::close(fd_);
  ::unlink(place_beside(path_).c_str());
}

Result<void> NewFile::write(std::string_view bytes) {
  QY_CHECK(write_all(fd_, bytes, path_));
  size_ += int64_t(bytes.size());
  if (size_ - begun_ < kBegin) return {};
  ::sync_file_range(fd_, begun_, size_ - begun_, SYNC_FILE_RANGE_WRITE);
  begun_ = size_;
  return {};
}

Result<void> NewFile::settle() {
  const fs::path beside = place_beside(path_);
  Result<void> settled;
  if (::fsync(fd_) != 0) settled = file_failure(kCannotSync, path_);
  if (::close(std::exchange(fd_, -1)) != 0 && settled.ok()) settled = file_failure(kCannotWrite, path_);
  if (settled.ok()) settled = move_durably(beside, path_);
  if (!settled.ok()) ::unlink(beside.c_str());
  return settled;
}

Result<void> name_also(const fs::path& file, const fs::path& name) {
  const fs::path beside = place_beside(name);
  std::error_code ec;
  fs::remove(beside, ec);
  fs::create_hard_link(file, beside, ec);
  if (!ec) return move_durably(beside, name);
  QY_TRY(const std::string bytes, read_file(file));
  return write_file(name, bytes);
}

}  // namespace qy
