// The bytes of a text file as valid UTF-8 without NULs, piece by piece, ready to be cut into lines.
//
// UTF-8, the common case, is checked where it lies and not copied; every other encoding goes through a
// Decoder.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "base/result.h"
#include "ingest/bytes.h"
#include "text/encoding.h"

namespace qy {

class TextFeed {
 public:
  // The encoding is told, or judged by `head`, the first bytes of `bytes`.
  static Result<TextFeed> start(std::unique_ptr<ByteStream> bytes, std::string_view head, bool head_is_whole,
                                std::optional<Encoding> encoding);

  // Up to `room` bytes of UTF-8 into `out`; 0 at the end, and only there. Pieces may be cut inside a
  // character. `room` ≥ 64.
  Result<size_t> read(char* out, size_t room);

  Encoding encoding() const { return encoding_; }
  int64_t damaged() const;  // characters replaced by U+FFFD
  int64_t nul_bytes() const { return nul_bytes_; }
  double progress() const { return bytes_->progress(); }

 private:
  TextFeed(std::unique_ptr<ByteStream> bytes, Encoding encoding)
      : bytes_(std::move(bytes)), encoding_(encoding) {}
  Result<size_t> read_utf8(char* out, size_t room);
  Result<size_t> read_decoded(char* out, size_t room);
  size_t give_pending(char* out, size_t room);
  size_t drop_nuls(char* text, size_t size);

  std::unique_ptr<ByteStream> bytes_;
  Encoding encoding_;
  std::unique_ptr<Decoder> decoder_;  // made on the first byte that needs it
  std::string cut_character_;         // UTF-8 only: the start of a character whose rest is still to come
  std::string pending_;               // decoded, not yet given
  size_t pending_at_ = 0;
  std::string raw_;
  int64_t nul_bytes_ = 0;
  bool is_at_start_ = true, is_done_ = false;
};

}  // namespace qy
