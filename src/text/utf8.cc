#include "text/utf8.h"

#include <cstdint>
#include <cstring>

namespace qy {
namespace {

// What may stand second after a lead byte, and how long the character is. Unicode 15, table 3-7.
struct Lead {
  uint8_t length;
  uint8_t second_from;
  uint8_t second_to;
};

Lead lead_of(uint8_t byte) {
  if (byte >= 0xC2 && byte <= 0xDF) return {2, 0x80, 0xBF};
  if (byte == 0xE0) return {3, 0xA0, 0xBF};
  if (byte == 0xED) return {3, 0x80, 0x9F};
  if (byte >= 0xE1 && byte <= 0xEF) return {3, 0x80, 0xBF};
  if (byte == 0xF0) return {4, 0x90, 0xBF};
  if (byte >= 0xF1 && byte <= 0xF3) return {4, 0x80, 0xBF};
  if (byte == 0xF4) return {4, 0x80, 0x8F};
  return {0, 0, 0};
}

// Bytes of the character at the front that are as they should be: all of them when it is whole.
size_t good_bytes(std::string_view bytes, const Lead& lead) {
  if (lead.length == 0) return 0;
  size_t good = 1;
  while (good < lead.length && good < bytes.size()) {
    const auto byte = uint8_t(bytes[good]);
    const uint8_t from = good == 1 ? lead.second_from : 0x80;
    const uint8_t to = good == 1 ? lead.second_to : 0xBF;
    if (byte < from || byte > to) break;
    ++good;
  }
  return good;
}

bool eight_ascii(const char* bytes) {
  uint64_t word = 0;
  std::memcpy(&word, bytes, sizeof word);
  return (word & 0x8080808080808080U) == 0;
}

}  // namespace

char32_t next_code_point(std::string_view utf8, size_t& at) {
  const auto first = uint8_t(utf8[at]);
  if (first < 0x80) {
    ++at;
    return first;
  }
  const Lead lead = lead_of(first);
  const std::string_view rest = utf8.substr(at);
  const size_t good = good_bytes(rest, lead);
  if (lead.length == 0 || good < lead.length) {
    at += good == 0 ? 1 : good;
    return kReplacement;
  }
  char32_t code_point = first & (0xFFU >> (lead.length + 1));
  for (size_t i = 1; i < lead.length; ++i) code_point = code_point << 6 | (uint8_t(rest[i]) & 0x3FU);
  at += lead.length;
  return code_point;
}

void append_utf8(char32_t c, std::string& out) {
  if (c < 0x80) {
    out += char(c);
  } else if (c < 0x800) {
    out += char(0xC0 | c >> 6);
    out += char(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    out += char(0xE0 | c >> 12);
    out += char(0x80 | (c >> 6 & 0x3F));
    out += char(0x80 | (c & 0x3F));
  } else {
    out += char(0xF0 | c >> 18);
    out += char(0x80 | (c >> 12 & 0x3F));
    out += char(0x80 | (c >> 6 & 0x3F));
    out += char(0x80 | (c & 0x3F));
  }
}

size_t well_formed_prefix(std::string_view bytes) {
  size_t at = 0;
  while (at < bytes.size()) {
    while (at + 8 <= bytes.size() && eight_ascii(bytes.data() + at)) at += 8;
    if (at >= bytes.size()) break;
    const auto first = uint8_t(bytes[at]);
    if (first < 0x80) {
      ++at;
      continue;
    }
    const Lead lead = lead_of(first);
    if (lead.length == 0 || good_bytes(bytes.substr(at), lead) < lead.length) return at;
    at += lead.length;
  }
  return bytes.size();
}

bool is_cut_character(std::string_view rest) {
  if (rest.empty() || rest.size() > 3) return false;
  const Lead lead = lead_of(uint8_t(rest[0]));
  return rest.size() < lead.length && good_bytes(rest, lead) == rest.size();
}

bool is_ascii(std::string_view bytes) {
  size_t at = 0;
  for (; at + 8 <= bytes.size(); at += 8)
    if (!eight_ascii(bytes.data() + at)) return false;
  for (; at < bytes.size(); ++at)
    if (uint8_t(bytes[at]) >= 0x80) return false;
  return true;
}

bool is_han(char32_t c) {
  return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || c == 0x3007 ||
         (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3FFFF);
}

std::string_view first_bytes(std::string_view utf8, size_t most) {
  if (utf8.size() <= most) return utf8;
  while (most > 0 && (utf8[most] & 0xC0) == 0x80) --most;
  return utf8.substr(0, most);
}

}  // namespace qy
