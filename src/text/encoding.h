// Bytes of unknown encoding to UTF-8: BOM → strict UTF-8 → GB18030 (2022) or, for Western ledgers,
// windows-1252.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

namespace qy {

enum class Encoding { utf8, gb18030, utf16le, utf16be, windows1252 };
std::string_view name_of(Encoding encoding);
Result<Encoding> encoding_named(std::string_view name);  // for --encoding and profiles

// Judges by a sample (the first MiB is plenty). `is_whole`: the sample is the whole text, so a cut character
// at its end is damage. Fails with Code::invalid, naming what it saw, when the bytes are no text at all
// (binary, EBCDIC, a picture).
Result<Encoding> detect_encoding(std::string_view sample, bool is_whole);

// A file's name as it can be shown and kept: bytes that are no UTF-8 are read as GB18030, as Chinese Windows
// writes them; control characters become blanks.
std::string readable_name(std::string_view bytes);

// Streaming: feed pieces cut anywhere. What cannot be decoded becomes U+FFFD and is counted.
class Decoder {
 public:
  explicit Decoder(Encoding encoding);
  ~Decoder();
  Decoder(Decoder&&) noexcept;
  // Appends UTF-8 to `out`; a byte-order mark at the start is dropped.
  void decode(std::string_view bytes, bool is_last, std::string& out);
  int64_t damaged() const;  // characters replaced so far

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// GB18030 on demand, for exports. Fails on text that is not UTF-8.
Result<std::string> to_gb18030(std::string_view utf8);

// Text that was once UTF-8, read as windows-1252 or GBK and saved again ("ä¸­å›½", "锟斤拷"): the telling
// marks of damage.
bool looks_mojibake(std::string_view utf8);

}  // namespace qy
