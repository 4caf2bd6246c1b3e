#include "ingest/original.h"

#include <fstream>
#include <vector>

#include "seal/file_sealer.h"

namespace qy {
namespace fs = std::filesystem;
namespace {

constexpr size_t kPiece = 256 << 10;

template <class Take>
Result<void> read_pieces(const fs::path& path, const Take& take) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return io_error("cannot open " + path.string());
  std::vector<char> piece(kPiece);
  while (file) {
    file.read(piece.data(), std::streamsize(piece.size()));
    if (file.bad()) return io_error("cannot read " + path.string());
    if (file.gcount() > 0) QY_CHECK(take(std::string_view(piece.data(), size_t(file.gcount()))));
  }
  return {};
}

}  // namespace

Result<Received> receive(const fs::path& path) {
  if (fs::is_directory(path)) return invalid(path.string() + " is a folder, not a file");
  Sm3 hash;
  Received received;
  received.content.emplace();
  QY_CHECK(read_pieces(path, [&](std::string_view bytes) {
    hash.update(bytes);
    received.bytes += int64_t(bytes.size());
    if (received.bytes > kHeldBytes)
      received.content.reset();
    else if (received.content)
      received.content->append(bytes);
    return Result<void>();
  }));
  received.sm3 = hash.hex();
  return received;
}

Result<void> seal_original(const fs::path& path, const Received& received, const fs::path& to,
                           Sealer& sealer) {
  QY_TRY(FileSealer sealed, FileSealer::create(sealer, to));
  if (received.content) {
    QY_CHECK(sealed.write(*received.content));
    return sealed.finish();
  }
  Sm3 again;
  QY_CHECK(read_pieces(path, [&](std::string_view bytes) {
    again.update(bytes);
    return sealed.write(bytes);
  }));
  QY_CHECK(sealed.finish());
  if (again.hex() == received.sm3) return {};
  return Error{Code::conflict,
               path.string() + " changed while it was read; nothing of it was kept: ingest it again"};
}

}  // namespace qy
