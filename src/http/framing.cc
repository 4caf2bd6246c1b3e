#include "http/framing.h"

#include <algorithm>
#include <array>
#include <string>

namespace qy {
namespace {

constexpr std::array<std::string_view, 7> kMethods = {"GET",   "HEAD",   "POST",   "PUT",
                                                      "PATCH", "DELETE", "OPTIONS"};

bool is_token(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
           std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
  });
}

bool is_visible(char c) {
  return c > 0x20 && c < 0x7f;
}

std::string small(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = char(c - 'A' + 'a');
  return out;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

std::optional<HeadFault> fault_of_request_line(std::string_view line) {
  const size_t first = line.find(' '), last = line.rfind(' ');
  if (first == line.npos || first == last) return HeadFault{400, "request line"};
  const std::string_view method = line.substr(0, first), target = line.substr(first + 1, last - first - 1);
  if (!is_token(method)) return HeadFault{400, "method"};
  if (target.empty() || target.front() != '/' || target.find('#') != target.npos ||
      !std::all_of(target.begin(), target.end(), is_visible))
    return HeadFault{400, "target"};
  const std::string_view version = line.substr(last + 1);
  if (version.size() != 8 || !version.starts_with("HTTP/")) return HeadFault{400, "version"};
  if (version != "HTTP/1.1") return HeadFault{505, "version"};
  if (std::find(kMethods.begin(), kMethods.end(), method) == kMethods.end()) return HeadFault{501, "method"};
  return std::nullopt;
}

struct Seen {
  int fields = 0, hosts = 0, lengths = 0, encodings = 0;
};

std::optional<HeadFault> fault_of_field(std::string_view line, Seen& seen) {
  if (++seen.fields > kHeadFields) return HeadFault{431, "fields"};
  const size_t colon = line.find(':');
  if (colon == line.npos || !is_token(line.substr(0, colon))) return HeadFault{400, "field name"};
  const std::string name = small(line.substr(0, colon));
  const std::string_view value = trimmed(line.substr(colon + 1));
  for (const char c : value)
    if (!is_visible(c) && c != ' ' && c != '\t') return HeadFault{400, "field value"};
  if (name == "host") {
    if (++seen.hosts > 1 || value.empty() || value.find_first_of(" \t,/@") != value.npos)
      return HeadFault{400, "host"};
  } else if (name == "transfer-encoding") {
    ++seen.encodings;
  } else if (name == "content-length") {
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    if (++seen.lengths > 1 || value.empty() || value.size() > 18 ||
        !std::all_of(value.begin(), value.end(), is_digit))
      return HeadFault{400, "content length"};
  }
  return std::nullopt;
}

}  // namespace

std::optional<HeadFault> fault_of_head(std::string_view head) {
  Seen seen;
  bool first = true;
  while (!head.empty()) {
    const size_t end = head.find("\r\n");
    if (end == head.npos) return HeadFault{400, "line end"};
    const std::string_view line = head.substr(0, end);
    head.remove_prefix(end + 2);
    if (line.find_first_of(std::string_view("\r\n\0", 3)) != line.npos) return HeadFault{400, "line end"};
    if (line.empty()) break;
    if (const auto fault = first ? fault_of_request_line(line) : fault_of_field(line, seen)) return fault;
    first = false;
  }
  if (first || !head.empty()) return HeadFault{400, "empty line"};
  if (seen.hosts != 1) return HeadFault{400, "host"};
  if (seen.encodings > 0) return HeadFault{seen.lengths > 0 ? 400 : 411, "transfer encoding"};
  return std::nullopt;
}

}  // namespace qy
