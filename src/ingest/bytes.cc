#include "ingest/bytes.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include "ingest/messages.h"

namespace qy {
namespace fs = std::filesystem;
namespace {

Error failed(const Message& what, const fs::path& where) {
  return io_error(say(what, where.string(), reason_of_failure()));
}

class PlainFile final : public ByteStream {
 public:
  PlainFile(int fd, int64_t size, std::string name) : fd_(fd), size_(size), name_(std::move(name)) {}
  PlainFile(const PlainFile&) = delete;
  PlainFile& operator=(const PlainFile&) = delete;
  ~PlainFile() override { ::close(fd_); }

  Result<size_t> read(char* buffer, size_t size) override {
    ssize_t got = 0;
    do {
      got = ::read(fd_, buffer, size);
    } while (got < 0 && errno == EINTR);
    if (got < 0) return failed(kCannotRead, name_);
    read_ += got;
    return size_t(got);
  }
  double progress() const override { return size_ > 0 ? std::min(1.0, double(read_) / double(size_)) : 1.0; }

 private:
  int fd_;
  int64_t size_;
  int64_t read_ = 0;
  std::string name_;
};

class PutBack final : public ByteStream {
 public:
  PutBack(std::string head, std::unique_ptr<ByteStream> rest)
      : head_(std::move(head)), rest_(std::move(rest)) {}

  Result<size_t> read(char* buffer, size_t size) override {
    if (given_ == head_.size()) return rest_ ? rest_->read(buffer, size) : size_t{0};
    const size_t n = std::min(size, head_.size() - given_);
    std::memcpy(buffer, head_.data() + given_, n);
    given_ += n;
    if (given_ == head_.size()) {
      head_ = {};
      given_ = 0;
    }
    return n;
  }
  double progress() const override {
    if (!rest_) return head_.empty() ? 1.0 : double(given_) / double(head_.size());
    if (head_.empty()) return rest_->progress();
    return rest_->progress() * double(given_) / double(head_.size());
  }

 private:
  std::string head_;
  size_t given_ = 0;
  std::unique_ptr<ByteStream> rest_;
};

class HeldBytes final : public ByteStream {
 public:
  explicit HeldBytes(std::string_view bytes) : bytes_(bytes) {}
  Result<size_t> read(char* buffer, size_t size) override {
    const size_t n = bytes_.copy(buffer, size, given_);
    given_ += n;
    return n;
  }
  double progress() const override { return bytes_.empty() ? 1.0 : double(given_) / double(bytes_.size()); }

 private:
  std::string_view bytes_;
  size_t given_ = 0;
};

}  // namespace

Result<std::unique_ptr<ByteStream>> open_plain(const fs::path& path) {
  // A pipe would be waited for, and can be read but once.
  const int fd = ::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
  if (fd < 0 && errno == ENOENT) return not_found(say(kNoSuchFile, path.string()));
  if (fd < 0) return failed(kCannotOpen, path);
  struct stat info {};
  const bool is_told = ::fstat(fd, &info) == 0;
  if (!is_told || !S_ISREG(info.st_mode)) {
    ::close(fd);
    return invalid(say(is_told && S_ISDIR(info.st_mode) ? kIsFolder : kIsNoFile, path.string()));
  }
  ::posix_fadvise(fd, 0, 0, POSIX_FADV_SEQUENTIAL);
  return std::unique_ptr<ByteStream>(std::make_unique<PlainFile>(fd, info.st_size, path.string()));
}

std::unique_ptr<ByteStream> put_back(std::string head, std::unique_ptr<ByteStream> rest) {
  return std::make_unique<PutBack>(std::move(head), std::move(rest));
}

std::unique_ptr<ByteStream> in_memory(std::string bytes) {
  return put_back(std::move(bytes), nullptr);
}

std::unique_ptr<ByteStream> view_of(std::string_view bytes) {
  return std::make_unique<HeldBytes>(bytes);
}

Result<std::string> read_up_to(ByteStream& stream, size_t size) {
  constexpr size_t kStep = 64 << 10;
  std::string bytes;
  while (bytes.size() < size) {
    const size_t had = bytes.size();
    bytes.resize(std::min(size, had + kStep));
    QY_TRY(const size_t got, stream.read(bytes.data() + had, bytes.size() - had));
    bytes.resize(had + got);
    if (got == 0) break;
  }
  return bytes;
}

Result<SpooledFile> SpooledFile::copy_of(ByteStream& stream, const fs::path& folder, int64_t max_bytes) {
  std::error_code ec;
  const fs::path where = folder.empty() ? fs::temp_directory_path(ec) : folder;
  if (ec) return io_error(say(kNoTemporary, ec.message()));
  std::string name = (where / "qingyuan-XXXXXX").string();
  const int fd = ::mkostemp(name.data(), O_CLOEXEC);
  if (fd < 0) return failed(kCannotUnpack, where);
  ::unlink(name.c_str());
  SpooledFile spooled(fd);
  std::string buffer(256 << 10, '\0');
  for (int64_t total = 0;;) {
    QY_TRY(const size_t got, stream.read(buffer.data(), buffer.size()));
    if (got == 0) return spooled;
    total += int64_t(got);
    if (total > max_bytes) {
      return Error{Code::limit, say(kUnpacksTooLarge, max_bytes >> 20)};
    }
    for (size_t done = 0; done < got;) {
      const ssize_t n = ::write(fd, buffer.data() + done, got - done);
      if (n < 0 && errno == EINTR) continue;
      if (n < 0) return failed(kCannotUnpack, where);
      done += size_t(n);
    }
  }
}

SpooledFile::SpooledFile(SpooledFile&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
SpooledFile& SpooledFile::operator=(SpooledFile&& other) noexcept {
  std::swap(fd_, other.fd_);
  return *this;
}
SpooledFile::~SpooledFile() {
  if (fd_ >= 0) ::close(fd_);
}
fs::path SpooledFile::path() const {
  return "/proc/self/fd/" + std::to_string(fd_);
}

}  // namespace qy
