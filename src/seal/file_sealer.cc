#include "seal/file_sealer.h"

#include <botan/auto_rng.h>
#include <botan/exceptn.h>
#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <utility>

#include "seal/keys.h"
#include "seal/messages.h"

namespace qy {
namespace {

constexpr std::string_view kFileMagic = "QYF1";
constexpr size_t kSaltBytes = 16;
constexpr size_t kHeaderBytes = kFileMagic.size() + 1 + kSaltBytes;
constexpr size_t kChunkBytes = 1 << 20;
constexpr size_t kTagBytes = 16;

std::array<uint8_t, kNonceBytes> nonce_of(uint64_t chunk, bool is_last) {
  std::array<uint8_t, kNonceBytes> nonce{};
  for (size_t i = 0; i < 8; ++i) nonce[kNonceBytes - 1 - i] = uint8_t(chunk >> (8 * i));
  if (is_last) nonce[0] = 0x80;
  return nonce;
}

Error cannot_write() {
  return io_error(say(kSealNotWritten, reason_of_failure()));
}

}  // namespace

struct FileSealer::Impl {
  int fd = -1;
  std::unique_ptr<Botan::AEAD_Mode> cipher;
  Bytes waiting;
  uint64_t chunk = 0;

  ~Impl() {
    if (fd >= 0) ::close(fd);
  }

  Result<void> write_bytes(const uint8_t* data, size_t size) const {
    while (size > 0) {
      const ssize_t n = ::write(fd, data, size);
      if (n < 0 && errno == EINTR) continue;
      if (n < 0) return cannot_write();
      data += n;
      size -= size_t(n);
    }
    return {};
  }

  Result<void> write_chunk(bool is_last) {
    cipher->start(nonce_of(chunk++, is_last).data(), kNonceBytes);
    cipher->finish(waiting);
    const auto size = uint32_t(waiting.size());
    const std::array<uint8_t, 4> length = {uint8_t(size), uint8_t(size >> 8), uint8_t(size >> 16),
                                           uint8_t(size >> 24)};
    QY_CHECK(write_bytes(length.data(), length.size()));
    QY_CHECK(write_bytes(waiting.data(), waiting.size()));
    waiting.clear();
    return {};
  }
};

FileSealer::FileSealer(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
FileSealer::FileSealer(FileSealer&&) noexcept = default;
FileSealer::~FileSealer() = default;

Result<FileSealer> FileSealer::create(Sealer& sealer, const std::filesystem::path& path) {
  auto impl = std::make_unique<Impl>();
  impl->fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (impl->fd < 0) return cannot_write();
  Botan::AutoSeeded_RNG rng;
  const Bytes salt = rng.random_vec(kSaltBytes);
  const std::string_view salt_text(reinterpret_cast<const char*>(salt.data()), salt.size());
  const Bytes key = mac_of(*sealer.impl_->mac(sealer.impl_->file_key), "original", salt_text);
  impl->cipher = sealer.impl_->cipher(Botan::ENCRYPTION, key);
  std::string header(kFileMagic);
  header += sealer.profile() == SealProfile::gm ? 'g' : 'i';
  header += salt_text;
  QY_CHECK(impl->write_bytes(reinterpret_cast<const uint8_t*>(header.data()), header.size()));
  return FileSealer(std::move(impl));
}

Result<void> FileSealer::write(std::string_view bytes) {
  while (!bytes.empty()) {
    // A full chunk waits until more comes, so that the last one is known to be the last.
    if (impl_->waiting.size() == kChunkBytes) QY_CHECK(impl_->write_chunk(false));
    const size_t taken = std::min(bytes.size(), kChunkBytes - impl_->waiting.size());
    impl_->waiting.reserve(impl_->waiting.size() + taken + kTagBytes);
    impl_->waiting.insert(impl_->waiting.end(), bytes.begin(), bytes.begin() + std::ptrdiff_t(taken));
    bytes.remove_prefix(taken);
  }
  return {};
}

Result<void> FileSealer::finish() {
  QY_CHECK(impl_->write_chunk(true));
  if (::close(std::exchange(impl_->fd, -1)) != 0) return cannot_write();
  return {};
}

struct FileUnsealer::Impl {
  std::ifstream in;
  std::filesystem::path path;
  std::unique_ptr<Botan::AEAD_Mode> cipher;
  Bytes piece;
  uint64_t chunk = 0;
  bool is_over = false;

  Error broken() const { return damaged(say(kSealBroken, path.string())); }
};

FileUnsealer::FileUnsealer(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
FileUnsealer::FileUnsealer(FileUnsealer&&) noexcept = default;
FileUnsealer::~FileUnsealer() = default;

Result<FileUnsealer> FileUnsealer::open(Sealer& sealer, const std::filesystem::path& path) {
  auto impl = std::make_unique<Impl>();
  impl->path = path;
  impl->in.open(path, std::ios::binary);
  if (!impl->in) return not_found(say(kNoSealed, path.string()));
  std::string header(kHeaderBytes, '\0');
  if (!impl->in.read(header.data(), std::streamsize(header.size())) || !header.starts_with(kFileMagic))
    return impl->broken();
  const Bytes key = mac_of(*sealer.impl_->mac(sealer.impl_->file_key), "original",
                           std::string_view(header).substr(kFileMagic.size() + 1));
  impl->cipher = sealer.impl_->cipher(Botan::DECRYPTION, key);
  return FileUnsealer(std::move(impl));
}

Result<std::optional<std::string_view>> FileUnsealer::next() {
  Impl& file = *impl_;
  if (file.is_over) return std::optional<std::string_view>();
  std::array<uint8_t, 4> length{};
  if (!file.in.read(reinterpret_cast<char*>(length.data()), 4)) return file.broken();
  const size_t size = length[0] | length[1] << 8 | length[2] << 16 | size_t(length[3]) << 24;
  if (size < kTagBytes || size > kChunkBytes + kTagBytes) return file.broken();
  file.piece.resize(size);
  if (!file.in.read(reinterpret_cast<char*>(file.piece.data()), std::streamsize(size))) return file.broken();
  file.is_over = file.in.peek() == std::ifstream::traits_type::eof();
  try {
    file.cipher->start(nonce_of(file.chunk++, file.is_over).data(), kNonceBytes);
    file.cipher->finish(file.piece);
  } catch (const Botan::Exception&) {
    return file.broken();
  }
  return std::optional(std::string_view(reinterpret_cast<const char*>(file.piece.data()), file.piece.size()));
}

void FileUnsealer::rewind() {
  impl_->in.clear();
  impl_->in.seekg(std::streamoff(kHeaderBytes));
  impl_->chunk = 0;
  impl_->is_over = false;
}

Result<void> unseal_file(Sealer& sealer, const std::filesystem::path& path,
                         const std::function<Result<void>(std::string_view)>& sink) {
  QY_TRY(FileUnsealer file, FileUnsealer::open(sealer, path));
  for (;;) {
    QY_TRY(const auto piece, file.next());
    if (!piece) return {};
    QY_CHECK(sink(*piece));
  }
}

}  // namespace qy
