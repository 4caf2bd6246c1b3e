// The head of a request before any parser sees it, and its target: what is let through can be read in one way only.
#include <algorithm>
#include <string>

#include "http/framing.h"
#include "http/message.h"
#include "require.h"

namespace qy {
namespace {

constexpr std::string_view kHex = "0123456789ABCDEF", kSound = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

size_t times(const std::string& text, std::string_view part) {
  size_t found = 0;
  for (size_t at = text.find(part); at != text.npos; at = text.find(part, at + part.size())) ++found;
  return found;
}

void take_sound_head(std::string_view head) {
  std::string small(head);
  for (char& c : small) c = char(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  require(head.ends_with("\r\n\r\n") && head.find("\r\n\r\n") == head.size() - 4, "it ends once, at its end");
  require(times(small, "\r\n") == times(small, "\r") && times(small, "\r\n") == times(small, "\n"),
          "no CR or LF is alone");
  require(head.find('\0') == head.npos, "no zero byte");
  require(times(small, "\r\nhost:") == 1, "one Host");
  require(times(small, "\r\ncontent-length:") <= 1, "one length at most");
  require(times(small, "\r\ntransfer-encoding:") == 0, "no coding");
  require(times(small, "\r\n ") == 0 && times(small, "\r\n\t") == 0, "no folded line");
  const std::string fields(head.substr(0, head.size() - 2));
  for (const char* more :
       {"Host: b\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n", "X : 1\r\n\r\n", " x\r\n\r\n", "\n\r\n"})
    require(fault_of_head(fields + more).has_value(), "what spoils one head spoils every head");
  require(fault_of_head(std::string(head) + std::string(kSound)).has_value(), "two heads are no head");
}

// What was read, written with every byte escaped, is read as the same.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '/') {
      out += c;
      continue;
    }
    out += '%';
    out += kHex[uint8_t(c) >> 4];
    out += kHex[uint8_t(c) & 15];
  }
  return out;
}

void take_target(const Target& target) {
  require(target.path.find('\0') == target.path.npos, "no zero byte in a path");
  const std::string walled = "/" + target.path + "/";
  require(walled.find("/../") == walled.npos && walled.find("/./") == walled.npos, "no path climbs");
  std::string again = escaped(target.path);
  char joint = '?';
  for (const auto& [name, value] : target.query) {
    std::string both = escaped(name) + "=" + escaped(value);
    for (size_t at = both.find('/'); at != both.npos; at = both.find('/')) both.replace(at, 1, "%2F");
    again += joint + both;
    joint = '&';
  }
  const auto twice = read_target(again);
  require(twice && twice->path == target.path, "a path has one meaning");
  require(twice->query == target.query, "a query has one meaning");
}

}  // namespace
}  // namespace qy

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace qy;
  const std::string_view text = as_text(data, size);
  // Up to and with the empty line, as it is cut off a connection.
  const size_t end = text.find("\r\n\r\n");
  const std::string_view head = end == text.npos ? kSound : text.substr(0, end + 4);
  const auto fault = fault_of_head(head);
  if (!fault) take_sound_head(head);
  if (fault)
    require(fault->status == 400 || fault->status == 411 || fault->status == 431 || fault->status == 501 ||
                fault->status == 505,
            "a fault has one of five statuses");
  // A head that is sound holds no other bytes.
  const bool is_plain =
      std::all_of(text.begin(), text.end(), [](char c) { return c == '\t' || (c >= 0x20 && c < 0x7f); });
  if (is_plain)
    if (const auto target = read_target(text)) take_target(*target);
  HttpRequest request;
  request.fields["cookie"] = std::string(text);
  const std::string value = request.cookie("a");
  require(text.find("a=" + value) != text.npos || value.empty(), "a cookie's value stands in its field");
  return 0;
}
