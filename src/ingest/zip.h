// A zip as a list of parts and a stream for each. The whole directory is judged before a byte is unpacked.
//
// Refused here: more than 10,000 parts, a part said to grow more than hundredfold, parts that overlap (one
// compressed run served under many names), a second disk, encryption, methods other than stored and deflate.
// What a part says of itself is checked again while it is unpacked: it ends with Code::limit past its own
// size, with Code::damaged on a wrong checksum.
//
// Source: PKWARE APPNOTE 6.3.10; overlapping files: Fifield, "A better zip bomb", WOOT 2019.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "ingest/bytes.h"

namespace qy {

inline constexpr int64_t kMaxZipParts = 10'000;
inline constexpr int64_t kMaxGrowth = 100;  // unpacked size over packed size
inline constexpr int64_t kGrowthFloor =
    1 << 20;  // below this size growth is not judged: a megabyte of zeros hurts nobody
inline constexpr int64_t kMaxHeldBytes = 512LL << 20;     // of one part that must be held or spooled whole
inline constexpr int64_t kMaxArchiveBytes = 512LL << 20;  // of a zip of files, all parts together (archive.h)

struct ZipPart {
  std::string name;  // UTF-8; read as GB18030 where the zip does not say UTF-8 and the bytes are not
  int64_t packed = 0, unpacked = 0;
  int64_t offset = 0;  // of its local header
  uint32_t crc = 0;
  uint16_t method = 0;
  bool encrypted = false;
};

class ZipFile {
 public:
  static Result<ZipFile> open(const std::filesystem::path& path);

  const std::vector<ZipPart>& parts() const { return parts_; }
  const ZipPart* find(
      std::string_view name) const;  // exact, else without regard to ASCII case; null when there is none
  Result<std::unique_ptr<ByteStream>> read(const ZipPart& part) const;
  // A small part whole. Fails with Code::limit above `max_bytes`.
  Result<std::string> read_whole(const ZipPart& part, int64_t max_bytes) const;

 private:
  std::filesystem::path path_;
  std::vector<ZipPart> parts_;
};

}  // namespace qy
