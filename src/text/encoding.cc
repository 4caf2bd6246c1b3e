#include "text/encoding.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

#include "text/gb18030.h"
#include "text/messages.h"
#include "text/utf8.h"

namespace qy {
namespace {

// The upper half of windows-1252; 0 where the page has no character.
constexpr std::array<char16_t, 32> kWindows1252{
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

struct Name {
  std::string_view name;
  Encoding encoding;
};
constexpr std::array<Name, 16> kNames{{{"utf8", Encoding::utf8},
                                       {"gb18030", Encoding::gb18030},
                                       {"gb180302022", Encoding::gb18030},
                                       {"gbk", Encoding::gb18030},
                                       {"gb2312", Encoding::gb18030},
                                       {"cp936", Encoding::gb18030},
                                       {"windows936", Encoding::gb18030},
                                       {"utf16", Encoding::utf16le},
                                       {"utf16le", Encoding::utf16le},
                                       {"utf16be", Encoding::utf16be},
                                       {"windows1252", Encoding::windows1252},
                                       {"cp1252", Encoding::windows1252},
                                       {"ansi1252", Encoding::windows1252},
                                       {"latin1", Encoding::windows1252},
                                       {"iso88591", Encoding::windows1252},
                                       {"ascii", Encoding::utf8}}};

std::string_view byte_order_mark(Encoding encoding) {
  switch (encoding) {
    case Encoding::utf8:
      return "\xEF\xBB\xBF";
    case Encoding::utf16le:
      return "\xFF\xFE";
    case Encoding::utf16be:
      return "\xFE\xFF";
    case Encoding::gb18030:
      return "\x84\x31\x95\x33";
    case Encoding::windows1252:
      return "";
  }
  return "";
}

// Copies the ASCII at the front and says how much it was.
size_t copy_ascii(std::string_view bytes, std::string& out) {
  size_t length = 0;
  while (length < bytes.size() && uint8_t(bytes[length]) < 0x80) ++length;
  out.append(bytes, 0, length);
  return length;
}

char32_t windows1252(uint8_t byte) {
  if (byte < 0x80 || byte >= 0xA0) return byte;
  const char16_t c = kWindows1252[size_t(byte - 0x80)];
  return c == 0 ? kReplacement : c;
}

}  // namespace

std::string_view name_of(Encoding encoding) {
  switch (encoding) {
    case Encoding::utf8:
      return "utf8";
    case Encoding::gb18030:
      return "gb18030";
    case Encoding::utf16le:
      return "utf16le";
    case Encoding::utf16be:
      return "utf16be";
    case Encoding::windows1252:
      return "windows1252";
  }
  return "";
}

Result<Encoding> encoding_named(std::string_view name) {
  std::string plain;
  for (const char c : name)
    if (std::isalnum(uint8_t(c)) != 0) plain += char(std::tolower(uint8_t(c)));
  const auto* found =
      std::find_if(kNames.begin(), kNames.end(), [&](const Name& n) { return n.name == plain; });
  if (found == kNames.end()) return invalid(say(kNoSuchEncoding, first_bytes(name, 40)));
  return found->encoding;
}

struct Decoder::Impl {
  explicit Impl(Encoding e) : encoding(e) {}

  const Encoding encoding;
  bool at_start = true;
  int64_t damaged = 0;
  std::string held;  // a character cut off at the end of the last piece

  void put(char32_t code_point, std::string& out) {
    damaged += code_point == kReplacement ? 1 : 0;
    append_utf8(code_point, out);
  }

  // Each returns how many bytes it used; the rest is a character cut off by the end.
  size_t decode_utf8(std::string_view bytes, std::string& out) {
    size_t at = 0;
    while (at < bytes.size()) {
      const size_t good = well_formed_prefix(bytes.substr(at));
      out.append(bytes, at, good);
      at += good;
      if (at == bytes.size() || is_cut_character(bytes.substr(at))) return at;
      put(next_code_point(bytes, at), out);
    }
    return at;
  }

  size_t decode_gb18030(std::string_view bytes, std::string& out) {
    size_t at = 0;
    while (at < bytes.size()) {
      at += copy_ascii(bytes.substr(at), out);
      if (at == bytes.size()) break;
      const gb18030::Read read = gb18030::read(bytes.substr(at, 4));
      if (read.length == 0) return at;
      damaged += read.is_damaged ? 1 : 0;
      append_utf8(read.code_point, out);
      at += read.length;
    }
    return at;
  }

  size_t decode_utf16(std::string_view bytes, std::string& out) {
    const size_t high = encoding == Encoding::utf16be ? 0 : 1;
    const auto unit_at = [&](size_t at) {
      return char32_t(uint8_t(bytes[at + high]) << 8 | uint8_t(bytes[at + 1 - high]));
    };
    size_t at = 0;
    for (; at + 2 <= bytes.size(); at += 2) {
      const char32_t unit = unit_at(at);
      if (unit < 0xD800 || unit > 0xDFFF) {
        append_utf8(unit, out);
        continue;
      }
      if (unit < 0xDC00 && at + 4 > bytes.size()) return at;
      const char32_t low = unit < 0xDC00 ? unit_at(at + 2) : 0;
      if (low < 0xDC00 || low > 0xDFFF) {
        put(kReplacement, out);
        continue;
      }
      append_utf8(0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00), out);
      at += 2;
    }
    return at;
  }

  size_t decode_windows1252(std::string_view bytes, std::string& out) {
    for (size_t at = 0; at < bytes.size();) {
      at += copy_ascii(bytes.substr(at), out);
      if (at < bytes.size()) put(windows1252(uint8_t(bytes[at++])), out);
    }
    return bytes.size();
  }

  size_t decode_some(std::string_view bytes, std::string& out) {
    switch (encoding) {
      case Encoding::utf8:
        return decode_utf8(bytes, out);
      case Encoding::gb18030:
        return decode_gb18030(bytes, out);
      case Encoding::utf16le:
      case Encoding::utf16be:
        return decode_utf16(bytes, out);
      case Encoding::windows1252:
        return decode_windows1252(bytes, out);
    }
    return bytes.size();
  }

  // Drops the mark; false while too little has come to tell.
  bool pass_mark(std::string_view& bytes, bool is_last) {
    const std::string_view mark = byte_order_mark(encoding);
    if (!is_last && bytes.size() < mark.size() && mark.substr(0, bytes.size()) == bytes) return false;
    if (!mark.empty() && bytes.substr(0, mark.size()) == mark) bytes.remove_prefix(mark.size());
    at_start = false;
    return true;
  }

  // A character cut off for good: its first byte is lost, what follows may yet be read.
  void finish(std::string_view rest, std::string& out) {
    while (!rest.empty()) {
      put(kReplacement, out);
      const bool bytewise = encoding == Encoding::gb18030;
      rest.remove_prefix(bytewise ? 1 : rest.size());
      rest.remove_prefix(decode_some(rest, out));
    }
  }
};

Decoder::Decoder(Encoding encoding) : impl_(std::make_unique<Impl>(encoding)) {}
Decoder::~Decoder() = default;
Decoder::Decoder(Decoder&&) noexcept = default;

int64_t Decoder::damaged() const {
  return impl_->damaged;
}

void Decoder::decode(std::string_view bytes, bool is_last, std::string& out) {
  std::string joined;
  if (!impl_->held.empty()) {
    joined = std::exchange(impl_->held, {});
    joined += bytes;
    bytes = joined;
  }
  if (impl_->at_start && !impl_->pass_mark(bytes, is_last)) {
    impl_->held = bytes;
    return;
  }
  bytes.remove_prefix(impl_->decode_some(bytes, out));
  if (is_last)
    impl_->finish(bytes, out);
  else
    impl_->held = bytes;
}

std::string readable_name(std::string_view bytes) {
  std::string name;
  Decoder(well_formed_prefix(bytes) == bytes.size() ? Encoding::utf8 : Encoding::gb18030)
      .decode(bytes, true, name);
  for (char& c : name)
    if (uint8_t(c) < 0x20 || c == 0x7F) c = ' ';
  return name;
}

Result<std::string> to_gb18030(std::string_view utf8) {
  const size_t good = well_formed_prefix(utf8);
  if (good < utf8.size()) return invalid(say(kNotUtf8ForGb, good));
  std::string out;
  out.reserve(utf8.size());
  for (size_t at = 0; at < utf8.size();) gb18030::append(next_code_point(utf8, at), out);
  return out;
}

}  // namespace qy
