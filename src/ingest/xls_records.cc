#include "ingest/xls_records.h"

#include <algorithm>

#include "text/utf8.h"

namespace qy {
namespace {

// Bytes across the records that continue one another.
class Pieces {
 public:
  explicit Pieces(const std::vector<std::string_view>& pieces) : pieces_(pieces) { skip_empty(); }

  bool is_at_end() const { return piece_ == pieces_.size(); }
  size_t room() const { return is_at_end() ? 0 : pieces_[piece_].size() - at_; }
  std::string_view take(size_t size) {
    const std::string_view bytes = is_at_end() ? std::string_view() : pieces_[piece_].substr(at_, size);
    at_ += bytes.size();
    skip_empty();
    return bytes;
  }
  uint64_t number(size_t size) {
    std::string bytes;
    while (bytes.size() < size && !is_at_end()) bytes += take(size - bytes.size());
    return little_endian(bytes, 0, size);
  }
  void skip(uint64_t size) {
    while (size > 0 && !is_at_end()) size -= take(size_t(std::min<uint64_t>(size, room()))).size();
  }

 private:
  void skip_empty() {
    while (piece_ < pieces_.size() && at_ == pieces_[piece_].size()) {
      ++piece_;
      at_ = 0;
    }
  }
  const std::vector<std::string_view>& pieces_;
  size_t piece_ = 0, at_ = 0;
};

// Where characters run over into the next record, it begins with a byte that says anew how wide they are.
void take_characters(Pieces& pieces, uint64_t count, bool is_wide, std::string& out) {
  while (count > 0 && !pieces.is_at_end()) {
    const size_t width = is_wide ? 2 : 1;
    const uint64_t here = std::min<uint64_t>(count, pieces.room() / width);
    if (here == 0) return pieces.skip(pieces.room());
    const bool runs_over = here < count;
    append_utf16(out, pieces.take(size_t(here) * width), is_wide);
    count -= here;
    if (runs_over) is_wide = (pieces.number(1) & 1) != 0;
  }
}

constexpr uint64_t kRichFlag = 8, kAidFlag = 4;

}  // namespace

bool next_record(std::string_view stream, size_t& at, BiffRecord& record) {
  if (stream.size() < 4 || at > stream.size() - 4) return false;
  const size_t size = size_t(little_endian(stream, at + 2, 2));
  if (stream.size() - at - 4 < size) return false;
  record = {Biff(little_endian(stream, at, 2)), at + 4, stream.substr(at + 4, size)};
  at += 4 + size;
  return true;
}

void append_utf16(std::string& out, std::string_view bytes, bool is_wide) {
  if (!is_wide) {
    for (const char c : bytes) append_utf8(char32_t(uint8_t(c)), out);
    return;
  }
  for (size_t at = 0; at + 2 <= bytes.size(); at += 2) {
    auto point = char32_t(little_endian(bytes, at, 2));
    const auto next = char32_t(little_endian(bytes, at + 2, 2));
    if (point >= 0xD800 && point < 0xDC00 && next >= 0xDC00 && next < 0xE000) {
      point = 0x10000 + ((point - 0xD800) << 10) + (next - 0xDC00);
      at += 2;
    } else if (point >= 0xD800 && point < 0xE000) {
      point = kReplacement;
    }
    append_utf8(point, out);
  }
}

std::string biff_text(std::string_view body, size_t length_size) {
  const size_t length = size_t(little_endian(body, 0, length_size));
  const uint64_t flags = little_endian(body, length_size, 1);
  const bool is_wide = (flags & 1) != 0;
  size_t at = length_size + 1 + ((flags & kRichFlag) ? 2 : 0) + ((flags & kAidFlag) ? 4 : 0);
  std::string out;
  if (at < body.size()) append_utf16(out, body.substr(at, is_wide ? length * 2 : length), is_wide);
  return out;
}

Result<void> read_biff_strings(const std::vector<std::string_view>& pieces_of_record, HeldText& strings) {
  Pieces pieces(pieces_of_record);
  pieces.number(4);
  const uint64_t count = pieces.number(4);
  std::string text;
  for (uint64_t i = 0; i < count && !pieces.is_at_end(); ++i) {
    const uint64_t length = pieces.number(2), flags = pieces.number(1);
    const uint64_t runs = (flags & kRichFlag) ? pieces.number(2) : 0,
                   aid = (flags & kAidFlag) ? pieces.number(4) : 0;
    text.clear();
    take_characters(pieces, length, (flags & 1) != 0, text);
    pieces.skip(runs * 4 + aid);
    QY_CHECK(strings.add(text));
  }
  return strings.finish();
}

}  // namespace qy
