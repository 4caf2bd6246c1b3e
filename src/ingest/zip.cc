#include "ingest/zip.h"

#include <zlib.h>

#include <algorithm>
#include <fstream>

#include "ingest/messages.h"
#include "ingest/zip_directory.h"

namespace qy {
namespace fs = std::filesystem;
namespace {

constexpr uint16_t kStored = 0, kDeflated = 8;
constexpr size_t kPackedStep = 128 << 10;

class PartStream final : public ByteStream {
 public:
  PartStream(const ZipPart& part, std::ifstream in)
      : part_(part), in_(std::move(in)), packed_(kPackedStep, '\0') {}
  PartStream(const PartStream&) = delete;
  PartStream& operator=(const PartStream&) = delete;
  ~PartStream() override {
    if (is_inflating_) ::inflateEnd(&inflater_);
  }

  Result<void> start() {
    if (part_.method == kStored) return {};
    if (::inflateInit2(&inflater_, -MAX_WBITS) != Z_OK) return Error{Code::limit, say(kNoMemory, part_.name)};
    is_inflating_ = true;
    return {};
  }

  Result<size_t> read(char* buffer, size_t size) override {
    if (is_done_) return size_t{0};
    QY_TRY(const size_t got, part_.method == kStored ? take_stored(buffer, size) : inflate(buffer, size));
    given_ += int64_t(got);
    crc_ = uint32_t(::crc32(crc_, reinterpret_cast<const Bytef*>(buffer), uInt(got)));
    if (given_ > part_.unpacked) {
      return Error{Code::limit, say(kPartLarger, part_.name)};
    }
    if (got == 0) {
      is_done_ = true;
      if (given_ != part_.unpacked || crc_ != part_.crc) return broken();
    }
    return got;
  }
  double progress() const override {
    return part_.packed > 0 ? std::min(1.0, double(taken_) / double(part_.packed)) : 1.0;
  }

 private:
  Error broken() const { return damaged(say(kPartDamaged, part_.name)); }

  Result<size_t> take_stored(char* buffer, size_t size) {
    const auto want = std::min<int64_t>(int64_t(size), part_.packed - taken_);
    if (want == 0) return size_t{0};
    in_.read(buffer, want);
    if (in_.gcount() != want) return broken();
    taken_ += want;
    return size_t(want);
  }

  Result<void> feed() {
    QY_TRY(const size_t got, take_stored(packed_.data(), packed_.size()));
    if (got == 0) return broken();
    inflater_.next_in = reinterpret_cast<Bytef*>(packed_.data());
    inflater_.avail_in = uInt(got);
    return {};
  }

  Result<size_t> inflate(char* buffer, size_t size) {
    if (is_at_stream_end_) return size_t{0};
    inflater_.next_out = reinterpret_cast<Bytef*>(buffer);
    inflater_.avail_out = uInt(std::min<size_t>(size, 1 << 30));
    const uInt room = inflater_.avail_out;
    while (inflater_.avail_out == room && !is_at_stream_end_) {
      if (inflater_.avail_in == 0) QY_CHECK(feed());
      const int state = ::inflate(&inflater_, Z_NO_FLUSH);
      if (state == Z_STREAM_END) is_at_stream_end_ = true;
      if (state != Z_OK && state != Z_STREAM_END && state != Z_BUF_ERROR) return broken();
    }
    return size_t(room - inflater_.avail_out);
  }

  const ZipPart part_;
  std::ifstream in_;
  std::string packed_;
  z_stream inflater_{};
  bool is_inflating_ = false, is_at_stream_end_ = false, is_done_ = false;
  int64_t taken_ = 0, given_ = 0;
  uint32_t crc_ = 0;
};

bool equal_but_for_case(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [&](char x, char y) { return lower(x) == lower(y); });
}

}  // namespace

Result<ZipFile> ZipFile::open(const fs::path& path) {
  ZipFile zip;
  zip.path_ = path;
  QY_TRY(zip.parts_, read_zip_directory(path));
  return zip;
}

const ZipPart* ZipFile::find(std::string_view name) const {
  const ZipPart* alike = nullptr;
  for (const ZipPart& part : parts_) {
    if (part.name == name) return &part;
    if (!alike && equal_but_for_case(part.name, name)) alike = &part;
  }
  return alike;
}

Result<std::unique_ptr<ByteStream>> ZipFile::read(const ZipPart& part) const {
  if (part.encrypted) return invalid(say(kPartLocked, part.name));
  if (part.method != kStored && part.method != kDeflated) {
    return invalid(say(kPartMethod, part.name, part.method));
  }
  std::ifstream in(path_, std::ios::binary);
  char local[30];
  in.seekg(part.offset);
  in.read(local, sizeof local);
  if (!in || std::string_view(local, 4) != "PK\x03\x04") return damaged(say(kPartDamaged, part.name));
  const auto word = [&](size_t at) { return int64_t(uint8_t(local[at]) | uint8_t(local[at + 1]) << 8); };
  in.seekg(part.offset + 30 + word(26) + word(28));
  auto stream = std::make_unique<PartStream>(part, std::move(in));
  QY_CHECK(stream->start());
  return std::unique_ptr<ByteStream>(std::move(stream));
}

Result<std::string> ZipFile::read_whole(const ZipPart& part, int64_t max_bytes) const {
  if (part.unpacked > max_bytes) {
    return Error{Code::limit, say(kPartTooLarge, part.name, max_bytes >> 20)};
  }
  QY_TRY(const auto stream, read(part));
  std::string bytes(size_t(part.unpacked) + 1, '\0');
  size_t total = 0;
  while (total < bytes.size()) {
    QY_TRY(const size_t got, stream->read(bytes.data() + total, bytes.size() - total));
    if (got == 0) break;
    total += got;
  }
  bytes.resize(total);
  return bytes;
}

}  // namespace qy
