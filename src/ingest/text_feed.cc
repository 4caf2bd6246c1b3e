#include "ingest/text_feed.h"

#include <simdjson.h>

#include <algorithm>
#include <cstring>

namespace qy {
namespace {

constexpr std::string_view kUtf8Mark = "\xEF\xBB\xBF";
constexpr size_t kMagicBytes = 16;
constexpr size_t kRawStep = 256 << 10;

// How many bytes at the end are the beginning of a character that is not whole yet: 0..3.
size_t cut_length(const char* text, size_t size) {
  for (size_t back = 1; back <= std::min<size_t>(3, size); ++back) {
    const auto byte = uint8_t(text[size - back]);
    if (byte < 0x80) return 0;
    if (byte < 0xC0) continue;
    const size_t length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2;
    return length > back ? back : 0;
  }
  return 0;
}

}  // namespace

Result<TextFeed> TextFeed::start(std::unique_ptr<ByteStream> bytes, std::string_view head, bool head_is_whole,
                                 std::optional<Encoding> encoding) {
  if (encoding) return TextFeed(std::move(bytes), *encoding);
  auto detected = detect_encoding(head, head_is_whole);
  const size_t first_nul = head.find('\0');
  if (!detected.ok() && first_nul != std::string_view::npos && first_nul >= kMagicBytes) {
    // A text padded or sprinkled with NULs, as databases export it: judged by the rest. A binary file has
    // NULs from the start.
    std::string rest(head);
    std::erase(rest, '\0');
    if (auto without = detect_encoding(rest, head_is_whole); without.ok() && !rest.empty())
      detected = without;
  }
  if (!detected.ok()) return detected.error();
  return TextFeed(std::move(bytes), *detected);
}

Result<size_t> TextFeed::read(char* out, size_t room) {
  for (;;) {
    if (const size_t given = give_pending(out, room); given > 0) return given;
    if (is_done_) return size_t{0};
    QY_TRY(const size_t got, encoding_ == Encoding::utf8 ? read_utf8(out, room) : read_decoded(out, room));
    if (const size_t kept = drop_nuls(out, got); kept > 0) return kept;
  }
}

Result<size_t> TextFeed::read_utf8(char* out, size_t room) {
  const size_t carried = cut_character_.size();
  std::memcpy(out, cut_character_.data(), carried);
  cut_character_.clear();
  QY_TRY(const size_t got, bytes_->read(out + carried, room - carried));
  size_t size = carried + got;
  is_done_ = got == 0;
  if (!is_done_) {
    const size_t cut = cut_length(out, size);
    cut_character_.assign(out + size - cut, cut);
    size -= cut;
  }
  if (is_at_start_ && size > 0) {
    is_at_start_ = false;
    if (std::string_view(out, size).starts_with(kUtf8Mark)) {
      size -= kUtf8Mark.size();
      std::memmove(out, out + kUtf8Mark.size(), size);
    }
  }
  if (simdjson::validate_utf8(out, size)) return size;
  if (!decoder_) decoder_ = std::make_unique<Decoder>(Encoding::utf8);
  decoder_->decode({out, size}, is_done_, pending_);
  return give_pending(out, room);
}

Result<size_t> TextFeed::read_decoded(char* out, size_t room) {
  if (!decoder_) decoder_ = std::make_unique<Decoder>(encoding_);
  raw_.resize(kRawStep);
  QY_TRY(const size_t got, bytes_->read(raw_.data(), raw_.size()));
  is_done_ = got == 0;
  decoder_->decode({raw_.data(), got}, is_done_, pending_);
  return give_pending(out, room);
}

size_t TextFeed::give_pending(char* out, size_t room) {
  const size_t n = std::min(room, pending_.size() - pending_at_);
  if (n == 0) return 0;
  std::memcpy(out, pending_.data() + pending_at_, n);
  pending_at_ += n;
  if (pending_at_ == pending_.size()) {
    pending_.clear();
    pending_at_ = 0;
  }
  return n;
}

size_t TextFeed::drop_nuls(char* text, size_t size) {
  if (size == 0 || !std::memchr(text, 0, size)) return size;
  const auto kept = size_t(std::remove(text, text + size, '\0') - text);
  nul_bytes_ += int64_t(size - kept);
  return kept;
}

int64_t TextFeed::damaged() const {
  return decoder_ ? decoder_->damaged() : 0;
}

}  // namespace qy
