#include "ingest/json_pieces.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "ingest/messages.h"

namespace qy {
namespace {

constexpr size_t kChunk = 4 << 20;
constexpr size_t kLookAhead = 1 << 20;  // a package says what it is before its first release
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

std::string_view trimmed_blanks(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

std::string_view without_mark(std::string_view text) {
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  return text;
}

// Goes on to the quote that closes a string. `escaped`: the character before `at` was a backslash that
// counts. False when the text ends first; the backslashes at its end are remembered then.
bool close_string(std::string_view text, size_t& at, bool& escaped) {
  while (true) {
    const size_t quote = at < text.size() ? text.find('"', at) : std::string_view::npos;
    const size_t stop = std::min(quote, text.size());
    size_t run = 0;
    while (run < stop - at && text[stop - 1 - run] == '\\') ++run;
    const bool odd = (run + (run == stop - at && escaped ? 1 : 0)) % 2 == 1;
    if (quote == std::string_view::npos) {
      escaped = odd;
      at = text.size();
      return false;
    }
    at = quote + 1;
    escaped = false;
    if (!odd) return true;
  }
}

// Goes on until the container that was opened at depth 0 closes. Returns whether it did; `at` is behind it
// then.
bool close_container(std::string_view text, size_t& at, int& depth, bool& in_string, bool& escaped) {
  static const auto kTelling = [] {
    std::array<bool, 256> telling{};
    for (const unsigned char c : {'"', '{', '}', '[', ']'}) telling[c] = true;
    return telling;
  }();
  while (at < text.size()) {
    if (in_string) {
      if (!close_string(text, at, escaped)) return false;
      in_string = false;
      continue;
    }
    while (at < text.size() && !kTelling[static_cast<unsigned char>(text[at])]) ++at;
    if (at == text.size()) return false;
    const char c = text[at++];
    if (c == '"') {
      in_string = true;
    } else if (c == '{' || c == '[') {
      ++depth;
    } else if (--depth <= 0) {
      return true;
    }
  }
  return false;
}

// A package has its releases or records at the root, and no ocid there: that would make it one record.
bool starts_package(std::string_view text) {
  size_t at = 1;
  while (true) {
    while (at < text.size() && (is_blank(text[at]) || text[at] == ',')) ++at;
    if (at >= text.size() || text[at] != '"') return false;
    const size_t key_end = text.find('"', at + 1);
    if (key_end == std::string_view::npos) return false;
    const std::string_view key = text.substr(at + 1, key_end - at - 1);
    at = key_end + 1;
    while (at < text.size() && (is_blank(text[at]) || text[at] == ':')) ++at;
    if (key == "ocid") return false;
    if (key == "releases" || key == "records") return at < text.size() && text[at] == '[';
    const size_t length = end_of_json_value(text.substr(std::min(at, text.size())));
    if (length == std::string_view::npos) return false;
    at += length;
  }
}

// One of the first lines is a whole value of its own: a document printed over many lines has none that starts
// at the margin. Packages, even one a line, are opened instead, so that their releases are counted.
bool is_lines(std::string_view head) {
  for (int looked = 0; looked < 20 && !head.empty(); ++looked) {
    const size_t line_end = head.find('\n');
    const std::string_view line = head.substr(0, line_end);
    const std::string_view text = trimmed_blanks(line);
    if (line.starts_with('{') && end_of_json_value(text) == text.size()) return !starts_package(text);
    if (line_end == std::string_view::npos) break;
    head.remove_prefix(line_end + 1);
  }
  return false;
}

}  // namespace

size_t end_of_json_value(std::string_view text) {
  if (text.empty()) return std::string_view::npos;
  size_t at = 1;
  int depth = 1;
  bool in_string = false;
  bool escaped = false;
  if (text[0] == '{' || text[0] == '[') {
    return close_container(text, at, depth, in_string, escaped) ? at : std::string_view::npos;
  }
  if (text[0] == '"') {
    for (; at < text.size(); ++at) {
      if (text[at] == '\\') {
        ++at;
      } else if (text[at] == '"') {
        return at + 1;
      }
    }
    return std::string_view::npos;
  }
  const size_t stop = text.find_first_of(",]} \t\r\n");
  return stop == 0 ? 1 : stop;
}

bool looks_like_json(std::string_view head) {
  head = trimmed_blanks(without_mark(head));
  if (head.starts_with('[')) head = trimmed_blanks(head.substr(1));
  if (!head.starts_with('{')) return false;
  head = trimmed_blanks(head.substr(1));
  return head.starts_with('"') || head.starts_with('}');
}

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
    while (begin_ < end_ && is_blank(buffer_[begin_])) ++begin_;
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
