#include "http/message.h"

#include <algorithm>

namespace qy {
namespace {

int digit_of(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// Well-formed UTF-8 (RFC 3629): no overlong form, no surrogate, nothing past U+10FFFF.
bool is_utf8(std::string_view text) {
  for (size_t i = 0; i < text.size();) {
    const auto lead = uint8_t(text[i]);
    const size_t more = lead < 0x80                   ? 0
                        : lead >= 0xC2 && lead < 0xE0 ? 1
                        : lead >= 0xE0 && lead < 0xF0 ? 2
                        : lead >= 0xF0 && lead < 0xF5 ? 3
                                                      : 9;
    if (more > 3 || text.size() - i <= more) return false;
    for (size_t k = 1; k <= more; ++k) {
      const auto next = uint8_t(text[i + k]);
      if ((next & 0xC0) != 0x80) return false;
      if (k == 1 && ((lead == 0xE0 && next < 0xA0) || (lead == 0xED && next > 0x9F) ||
                     (lead == 0xF0 && next < 0x90) || (lead == 0xF4 && next > 0x8F)))
        return false;
    }
    i += more + 1;
  }
  return true;
}

std::optional<std::string> unescaped(std::string_view text, bool plus_is_space) {
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '+' && plus_is_space) {
      out += ' ';
    } else if (text[i] != '%') {
      out += text[i];
    } else {
      if (text.size() - i < 3) return std::nullopt;
      const int high = digit_of(text[i + 1]), low = digit_of(text[i + 2]);
      if (high < 0 || low < 0 || (high == 0 && low == 0)) return std::nullopt;
      out += char(high * 16 + low);
      i += 2;
    }
  }
  if (!is_utf8(out)) return std::nullopt;
  return out;
}

bool climbs(std::string_view path) {
  for (size_t from = 0; from <= path.size();) {
    const size_t to = std::min(path.find('/', from), path.size());
    const std::string_view part = path.substr(from, to - from);
    if (part == "." || part == "..") return true;
    from = to + 1;
  }
  return false;
}

}  // namespace

std::string HttpRequest::field(const std::string& name) const {
  const auto at = fields.find(name);
  return at == fields.end() ? "" : at->second;
}

std::string HttpRequest::cookie(std::string_view name) const {
  const std::string all = field("cookie");
  for (size_t from = 0; from < all.size();) {
    const size_t to = std::min(all.find(';', from), all.size());
    std::string_view one = std::string_view(all).substr(from, to - from);
    while (one.starts_with(' ')) one.remove_prefix(1);
    if (one.size() > name.size() && one.starts_with(name) && one[name.size()] == '=')
      return std::string(one.substr(name.size() + 1));
    from = to + 1;
  }
  return "";
}

std::optional<Target> read_target(std::string_view target) {
  const size_t mark = target.find('?');
  const std::string_view raw = target.substr(0, mark);
  if (raw.find("%2f") != raw.npos || raw.find("%2F") != raw.npos) return std::nullopt;
  const auto path = unescaped(raw, false);
  if (!path || climbs(*path)) return std::nullopt;
  Target read{*path, {}};
  for (size_t from = mark == target.npos ? target.size() : mark + 1; from < target.size();) {
    const size_t to = std::min(target.find('&', from), target.size());
    const std::string_view pair = target.substr(from, to - from);
    const size_t equals = pair.find('=');
    const auto name = unescaped(pair.substr(0, equals), true);
    const auto value = unescaped(equals == pair.npos ? "" : pair.substr(equals + 1), true);
    if (!name || !value || !read.query.emplace(*name, *value).second) return std::nullopt;
    from = to + 1;
  }
  return read;
}

const std::vector<std::pair<std::string, std::string>>& security_fields() {
  static const std::vector<std::pair<std::string, std::string>> kFields = {
      {"Content-Security-Policy",
       "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
       "font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
       "require-trusted-types-for 'script'"},
      {"X-Content-Type-Options", "nosniff"},
      {"X-Frame-Options", "DENY"},
      {"Referrer-Policy", "no-referrer"},
      {"Cross-Origin-Opener-Policy", "same-origin"},
      {"Cross-Origin-Resource-Policy", "same-origin"},
      {"Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"}};
  return kFields;
}

}  // namespace qy
