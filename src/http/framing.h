// Whether the head of a request may be read at all, before any parser sees it. Where servers in a row read one head
// differently, a request can be smuggled past the first; so whatever could be read in two ways is refused.
//
//   GET /path HTTP/1.1 CRLF        one space each; a method we know; a target that begins with "/"
//   Name: value CRLF               a token, no space before the colon, no folded line, no control character
//   CRLF                           every line ends with CRLF; a lone CR or LF anywhere is refused
//
// Exactly one Host. At most one Content-Length, of digits. No Transfer-Encoding: bodies have a length here.
//
// Source: RFC 9112, 2.2 (line ends), 3 (request line), 5.1 and 5.2 (field lines), 6.1 and 6.3 (body length), 3.2 (Host).
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace qy {

inline constexpr size_t kHeadBytes = 16 * 1024;
inline constexpr int kHeadFields = 100;

struct HeadFault {
  int status = 400;  // 400, 411 (a body without length), 431 (too many fields), 501 (method), 505 (version)
  std::string_view why;
};

// `head`: up to and with the empty line. None: it is sound.
std::optional<HeadFault> fault_of_head(std::string_view head);

}  // namespace qy
