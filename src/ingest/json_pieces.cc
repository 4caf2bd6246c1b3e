#include "ingest/json_pieces.h"

#include <algorithm>
#include <cstring>

#include "ingest/messages.h"

namespace qy {
namespace {

constexpr size_t kChunk = 4 << 20;
constexpr size_t kLookAhead = 1 << 20;  // a package says what it is before its first release

}  // namespace

JsonPieces::JsonPieces(std::unique_ptr<ByteStream> bytes, std::string_view head, int64_t max_bytes)
    : bytes_(std::move(bytes)), max_bytes_(max_bytes), lines_(is_lines(without_mark(head))) {}

Result<bool> JsonPieces::next(JsonPiece& piece) {
  if (number_ == 0 && capacity_ == 0) {
    QY_CHECK(refill());
    if (ahead().starts_with(kByteOrderMark)) begin_ += kByteOrderMark.size();
  }
  return lines_ ? next_line(piece) : next_document(piece);
}

Result<bool> JsonPieces::next_line(JsonPiece& piece) {
  size_t seen = 0;
  while (true) {
    const char* from = buffer_.get() + begin_ + seen;
    const size_t left = end_ - begin_ - seen;
    const void* line_end = left == 0 ? nullptr : std::memchr(from, '\n', left);
    if (line_end == nullptr && !at_end_) {
      seen += left;
      if (int64_t(seen) > max_bytes_) return too_long();
      QY_CHECK(refill());
      continue;
    }
    if (line_end == nullptr && begin_ == end_) return false;
    const size_t stop =
        line_end == nullptr ? end_ : size_t(static_cast<const char*>(line_end) - buffer_.get());
    piece.text = trimmed_blanks({buffer_.get() + begin_, stop - begin_});
    piece.number = ++number_;
    piece.cut = false;
    begin_ = std::min(stop + 1, end_);
    seen = 0;
    if (int64_t(piece.text.size()) > max_bytes_) return too_long();
    if (!piece.text.empty()) return true;
    ++blank_lines_;
  }
}

Result<bool> JsonPieces::next_document(JsonPiece& piece) {
  while (true) {
    bool wanted = false;
    QY_TRY(const bool there, to_value(wanted));
    if (!there) return false;
    QY_TRY(const size_t length, value_length(piece.cut));
    piece.text = ahead().substr(0, length);
    begin_ += length;
    if (!wanted) continue;
    piece.number = ++number_;
    return true;
  }
}

// Moves to the next value at the level where pieces are; false at the end of the stream.
Result<bool> JsonPieces::to_value(bool& wanted) {
  while (true) {
    QY_CHECK(skip_blank());
    if (begin_ == end_) return false;
    const char c = buffer_[begin_];
    wanted = true;
    if (c == ',' || c == ':') {
      ++begin_;
    } else if (c == ']') {
      level_ = level_ == Level::package_list ? Level::package : Level::top;
      ++begin_;
    } else if (c == '}') {
      level_ = Level::top;
      ++begin_;
    } else if (level_ == Level::package) {
      QY_TRY(const bool at_value, enter_package_member(wanted));
      if (at_value) return true;
    } else if (level_ == Level::top && c == '[') {
      level_ = Level::list;
      ++begin_;
    } else if (level_ == Level::top && c == '{') {
      QY_TRY([[maybe_unused]] const bool enough, have(kLookAhead));
      if (!starts_package(ahead())) return true;
      level_ = Level::package;
      ++begin_;
    } else {
      return true;
    }
  }
}

// At a key of the package. True when its value is to be passed over; false when its list was entered.
Result<bool> JsonPieces::enter_package_member(bool& wanted) {
  wanted = false;
  bool cut = false;
  QY_TRY(const size_t length, value_length(cut));
  const std::string key(ahead().substr(0, length));
  begin_ += length;
  QY_CHECK(skip_blank());
  if (begin_ < end_ && buffer_[begin_] == ':') ++begin_;
  QY_CHECK(skip_blank());
  const bool is_list = begin_ < end_ && buffer_[begin_] == '[';
  if (is_list && (key == "\"releases\"" || key == "\"records\"")) {
    level_ = Level::package_list;
    ++begin_;
    return false;
  }
  return begin_ < end_;
}

// Length of the value that begins the buffer, read on until all of it is there.
Result<size_t> JsonPieces::value_length(bool& cut) {
  cut = false;
  const char first = buffer_[begin_];
  if (first == '{' || first == '[') {
    Scan scan{1, 1};
    while (!close_container(ahead(), scan.at, scan.depth, scan.in_string, scan.escaped)) {
      if (int64_t(scan.at) > max_bytes_) return too_long();
      if (at_end_) {
        cut = true;
        return end_ - begin_;
      }
      QY_CHECK(refill());
    }
    if (int64_t(scan.at) > max_bytes_) return too_long();
    return scan.at;
  }
  while (true) {
    const size_t length = end_of_json_value(ahead());
    if (length != std::string_view::npos) return length;
    if (at_end_) {
      cut = true;
      return end_ - begin_;
    }
    if (int64_t(end_ - begin_) > max_bytes_) return too_long();
    QY_CHECK(refill());
  }
}

Result<bool> JsonPieces::have(size_t bytes) {
  while (end_ - begin_ < bytes && !at_end_) QY_CHECK(refill());
  return end_ - begin_ >= bytes;
}

Result<void> JsonPieces::skip_blank() {
  while (true) {
    while (begin_ < end_ && is_json_blank(buffer_[begin_])) ++begin_;
    if (begin_ < end_ || at_end_) return {};
    QY_CHECK(refill());
  }
}

// What is left moves to the front, and the buffer grows only when one piece fills it.
Result<void> JsonPieces::refill() {
  const size_t left = end_ - begin_;
  if (capacity_ < left + kChunk) {
    capacity_ = std::max(2 * capacity_, left + kChunk);
    std::unique_ptr<char[]> larger(new char[capacity_ + kJsonPadding]);
    if (left > 0) std::memcpy(larger.get(), buffer_.get() + begin_, left);
    buffer_ = std::move(larger);
  } else if (left > 0 && begin_ > 0) {
    std::memmove(buffer_.get(), buffer_.get() + begin_, left);
  }
  begin_ = 0;
  end_ = left;
  QY_TRY(const size_t got, bytes_->read(buffer_.get() + end_, kChunk));
  end_ += got;
  at_end_ = got == 0;
  std::memset(buffer_.get() + end_, 0, kJsonPadding);
  return {};
}

Error JsonPieces::too_long() const {
  return {Code::limit, say(kJsonTooLong, number_ + 1, max_bytes_ >> 20)};
}

}  // namespace qy
