// A stream of JSON cut into the documents a reader wants, without ever holding more than one of them.
//
//   JSON lines                       one piece a line, numbered by line; a broken line spoils no other
//   [ {…}, {…} ]                     one piece an element, numbered from 1
//   { …, "releases": [ {…}, {…} ] }  the same for the elements of "releases" and "records", whatever stands
//                                    around them: an OCDS package may be larger than memory
//   {…} {…}                          any other value is a piece of its own, printed over as many lines as it
//   likes
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "ingest/bytes.h"
#include "ingest/json_scan.h"

namespace qy {

struct JsonPiece {
  // Valid until the next call. kJsonPadding bytes behind it may be read (a vector parser does).
  std::string_view text;
  int64_t number = 0;
  bool cut = false;  // the stream ended inside it
};
inline constexpr size_t kJsonPadding = 64;

class JsonPieces {
 public:
  // `head` tells lines from documents; it is part of the stream. A piece longer than `max_bytes` ends it with
  // Code::limit.
  JsonPieces(std::unique_ptr<ByteStream> bytes, std::string_view head, int64_t max_bytes);

  Result<bool> next(JsonPiece& piece);
  double progress() const { return bytes_->progress(); }
  int64_t blank_lines() const { return blank_lines_; }

 private:
  // Where we stand between two pieces of a stream that is not lines.
  enum class Level { top, list, package, package_list };
  struct Scan {
    size_t at = 0;  // how far the value that begins at begin_ is known
    int depth = 0;
    bool in_string = false, escaped = false;
  };

  Result<bool> next_line(JsonPiece& piece);
  Result<bool> next_document(JsonPiece& piece);
  Result<bool> to_value(bool& wanted);
  Result<bool> enter_package_member(bool& wanted);
  Result<size_t> value_length(bool& cut);
  Result<bool> have(size_t bytes);  // false when the stream ends before
  Result<void> refill();
  Result<void> skip_blank();
  std::string_view ahead() const { return {buffer_.get() + begin_, end_ - begin_}; }
  Error too_long() const;

  std::unique_ptr<ByteStream> bytes_;
  int64_t max_bytes_;
  bool lines_;
  std::unique_ptr<char[]> buffer_;
  size_t capacity_ = 0, begin_ = 0, end_ = 0;
  bool at_end_ = false;
  Level level_ = Level::top;
  int64_t number_ = 0, blank_lines_ = 0;
};

}  // namespace qy
