#include "ingest/original.h"

#include <sys/stat.h>

#include <future>

#include "base/handover.h"
#include "ingest/messages.h"
#include "seal/file_sealer.h"

namespace qy {
namespace fs = std::filesystem;
namespace {

constexpr size_t kPiece = 256 << 10;
constexpr size_t kWaiting = 64;  // pieces read and not yet sealed

template <class Take>
Result<void> read_pieces(ByteStream& bytes, const Take& take) {
  std::string piece(kPiece, '\0');
  while (true) {
    QY_TRY(const size_t got, bytes.read(piece.data(), piece.size()));
    if (got == 0) return {};
    QY_CHECK(take(std::string_view(piece.data(), got)));
  }
}

}  // namespace

Result<std::optional<std::string>> hold(ByteStream& bytes) {
  QY_TRY(std::string content, read_up_to(bytes, size_t(kHeldBytes) + 1));
  if (int64_t(content.size()) > kHeldBytes) return std::optional<std::string>();
  return std::optional(std::move(content));
}

Result<void> hash(ByteStream& bytes, Received& received) {
  Sm3 sm3;
  received.bytes = 0;
  const auto take = [&](std::string_view piece) {
    sm3.update(piece);
    received.bytes += int64_t(piece.size());
    return Result<void>();
  };
  QY_CHECK(received.content ? take(*received.content) : read_pieces(bytes, take));
  received.sm3 = sm3.hex();
  return {};
}

Result<Received> receive(const fs::path& path) {
  QY_TRY(const auto bytes, open_plain(path));
  Received received;
  QY_CHECK(hash(*bytes, received));
  return received;
}

// Each piece is hashed here and sealed on a thread of its own: whoever waits for the hash does not wait for the seal too.
Result<Received> receive_sealed(const fs::path& path, const fs::path& to, Sealer& sealer,
                                const std::atomic<bool>& stop,
                                const std::function<void(const std::string& sm3)>& hashed) {
  QY_TRY(FileSealer sealed, FileSealer::create(sealer, to));
  QY_TRY(const auto bytes, open_plain(path));
  Handover<std::string> pieces(kWaiting);
  auto sealing = std::async(std::launch::async, [&]() -> Result<void> {
    while (const auto piece = pieces.take())
      if (auto written = sealed.write(*piece); !written.ok()) {
        pieces.refuse();
        return written;
      }
    return {};
  });
  Received received;
  Sm3 sm3;
  const auto read = read_pieces(*bytes, [&](std::string_view piece) -> Result<void> {
    if (stop) return Error{Code::cancelled, say(kStoppedFile)};
    if (!pieces.give(std::string(piece))) return Error{Code::cancelled, say(kStoppedFile)};
    sm3.update(piece);
    received.bytes += int64_t(piece.size());
    return {};
  });
  pieces.end();
  received.sm3 = sm3.hex();
  if (read.ok()) hashed(received.sm3);
  QY_CHECK(sealing.get());
  QY_CHECK(read);
  QY_CHECK(sealed.finish());
  return received;
}

Result<FileStamp> stamp_of(const fs::path& path) {
  struct stat info {};
  if (::stat(path.c_str(), &info) != 0) return io_error(say(kCannotRead, path.string(), reason_of_failure()));
  const auto nanos = [](const timespec& time) { return int64_t(time.tv_sec) * 1'000'000'000 + time.tv_nsec; };
  return FileStamp{int64_t(info.st_size), nanos(info.st_mtim), nanos(info.st_ctim), uint64_t(info.st_ino)};
}

Result<void> seal_original(const fs::path& path, const Received& received, const fs::path& to,
                           Sealer& sealer) {
  QY_TRY(FileSealer sealed, FileSealer::create(sealer, to));
  if (received.content) {
    QY_CHECK(sealed.write(*received.content));
    return sealed.finish();
  }
  QY_TRY(const auto bytes, open_plain(path));
  Sm3 again;
  QY_CHECK(read_pieces(*bytes, [&](std::string_view piece) {
    again.update(piece);
    return sealed.write(piece);
  }));
  QY_CHECK(sealed.finish());
  if (again.hex() == received.sm3) return {};
  return Error{Code::conflict, say(kChangedMeanwhile, path.string())};
}

}  // namespace qy
