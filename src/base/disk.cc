#include "base/disk.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <sstream>

#include "base/messages.h"
#include "base/new_file.h"
#include "base/write_all.h"

namespace qy {
namespace fs = std::filesystem;
namespace {

Result<void> sync_what(const fs::path& path, int kind) {
  const int fd = ::open(path.c_str(), O_RDONLY | kind | O_CLOEXEC);
  if (fd < 0) return file_failure(kCannotOpen, path);
  Result<void> synced;
  if (::fsync(fd) != 0) synced = file_failure(kCannotSync, path);
  ::close(fd);
  return synced;
}

}  // namespace

Error file_failure(const Message& what, const fs::path& path) {
  return io_error(say(what, path.string(), reason_of_failure()));
}

Result<void> write_all(int fd, std::string_view bytes, const fs::path& path) {
  while (!bytes.empty()) {
    const ssize_t n = ::write(fd, bytes.data(), bytes.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return file_failure(kCannotWrite, path);
    bytes.remove_prefix(size_t(n));
  }
  return {};
}

Result<std::string> read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return file_failure(kCannotOpen, path);
  std::ostringstream text;
  text << in.rdbuf();
  if (in.bad()) return file_failure(kCannotRead, path);
  return std::move(text).str();
}

Result<void> sync_folder(const fs::path& path) {
  return sync_what(path, O_DIRECTORY);
}
Result<void> sync_file(const fs::path& path) {
  return sync_what(path, 0);
}

// A hint: what goes wrong here is told by sync_file.
void begin_sync(const fs::path& path) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return;
  ::sync_file_range(fd, 0, 0, SYNC_FILE_RANGE_WRITE);
  ::close(fd);
}

Result<void> write_unsynced(const fs::path& path, std::string_view bytes) {
  const int fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0640);
  if (fd < 0) return file_failure(kCannotWrite, path);
  auto written = write_all(fd, bytes, path);
  if (::close(fd) != 0 && written.ok()) written = file_failure(kCannotWrite, path);
  if (!written.ok()) ::unlink(path.c_str());
  return written;
}

Result<void> write_file(const fs::path& path, std::string_view bytes) {
  QY_TRY(NewFile file, NewFile::beside(path));
  QY_CHECK(file.write(bytes));
  return file.settle();
}

Result<void> append_line(const fs::path& path, std::string_view line) {
  const int fd = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0640);
  if (fd < 0) return file_failure(kCannotOpen, path);
  off_t end = ::lseek(fd, 0, SEEK_END);
  for (char last = 0; end > 0; --end) {
    if (::pread(fd, &last, 1, end - 1) != 1 || last == '\n') break;
  }
  Result<void> written;
  if (end < 0 || ::ftruncate(fd, end) != 0 || ::lseek(fd, end, SEEK_SET) < 0)
    written = file_failure(kCannotWrite, path);
  if (written.ok()) written = write_all(fd, std::string(line) + '\n', path);
  if (written.ok() && ::fsync(fd) != 0) written = file_failure(kCannotSync, path);
  if (!written.ok() && end >= 0 && ::ftruncate(fd, end) != 0) written = file_failure(kCannotWrite, path);
  ::close(fd);
  if (!written.ok()) return written;
  return sync_folder(path.has_parent_path() ? path.parent_path() : fs::path("."));
}

Result<void> make_folder(const fs::path& path) {
  std::error_code ec;
  fs::create_directories(path, ec);
  if (ec) return io_error(say(kCannotMakeFolder, path.string(), ec.message()));
  return {};
}

Result<void> rename_file(const fs::path& from, const fs::path& to) {
  if (::rename(from.c_str(), to.c_str()) != 0) return file_failure(kCannotMove, to);
  return {};
}

Result<void> move_durably(const fs::path& from, const fs::path& to) {
  QY_CHECK(rename_file(from, to));
  return sync_folder(to.has_parent_path() ? to.parent_path() : fs::path("."));
}

Result<ScratchFolder> ScratchFolder::make(const std::string& name) {
  std::error_code ec;
  std::string pattern = (fs::temp_directory_path(ec) / (name + "-XXXXXX")).string();
  if (::mkdtemp(pattern.data()) == nullptr) return file_failure(kCannotMakeFolder, pattern);
  return ScratchFolder(pattern);
}

ScratchFolder::~ScratchFolder() {
  std::error_code ec;
  if (!path_.empty()) fs::remove_all(path_, ec);
}

Result<FileLock> FileLock::take(const fs::path& path) {
  const int fd = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0640);
  if (fd < 0) return file_failure(kCannotOpen, path);
  if (::flock(fd, LOCK_EX | LOCK_NB) != 0) {
    ::close(fd);
    return Error{Code::conflict, say(kAnotherRun, path.string())};
  }
  return FileLock(fd);
}

FileLock::FileLock(FileLock&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
FileLock& FileLock::operator=(FileLock&& other) noexcept {
  std::swap(fd_, other.fd_);
  return *this;
}
FileLock::~FileLock() {
  if (fd_ >= 0) ::close(fd_);
}

}  // namespace qy
