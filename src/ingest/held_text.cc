#include "ingest/held_text.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "ingest/messages.h"

namespace qy {
namespace fs = std::filesystem;
namespace {

constexpr size_t kMaxBytes = 512u << 20;

Error failed(const fs::path& folder) {
  return io_error(say(kCannotUnpack, folder.string(), reason_of_failure()));
}

}  // namespace

HeldText::~HeldText() {
  if (mapped_) ::munmap(mapped_, total_);
  if (fd_ >= 0) ::close(fd_);
}

Result<void> HeldText::add(std::string_view text) {
  if (total_ + text.size() > kMaxBytes || ends_.size() >= kMaxBytes / 8) {
    return Error{Code::limit, say(kTextsTooLarge)};
  }
  kept_ += text;
  total_ += text.size();
  ends_.push_back(uint32_t(total_));
  return kept_.size() > memory_bytes_ ? spill() : Result<void>();
}

Result<void> HeldText::spill() {
  if (fd_ < 0) {
    std::error_code ec;
    if (folder_.empty()) folder_ = fs::temp_directory_path(ec);
    if (ec) return io_error(say(kNoTemporary, ec.message()));
    std::string name = (folder_ / "qingyuan-XXXXXX").string();
    fd_ = ::mkostemp(name.data(), O_CLOEXEC);
    if (fd_ < 0) return failed(folder_);
    ::unlink(name.c_str());
  }
  for (size_t done = 0; done < kept_.size();) {
    const ssize_t n = ::write(fd_, kept_.data() + done, kept_.size() - done);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return failed(folder_);
    done += size_t(n);
  }
  kept_.clear();
  return {};
}

Result<void> HeldText::finish() {
  if (fd_ < 0) return {};
  QY_CHECK(spill());
  void* mapped = ::mmap(nullptr, total_, PROT_READ, MAP_PRIVATE, fd_, 0);
  if (mapped == MAP_FAILED) return failed(folder_);
  mapped_ = static_cast<char*>(mapped);
  kept_.shrink_to_fit();
  return {};
}

std::string_view HeldText::operator[](size_t index) const {
  const size_t begin = index == 0 ? 0 : ends_[index - 1];
  return {(mapped_ ? mapped_ : kept_.data()) + begin, ends_[index] - begin};
}

}  // namespace qy
