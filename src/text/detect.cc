// How the encoding is judged, in this order:
//   1. the magic of a file that is no text (PDF, PNG, ZIP …): refused by name;
//   2. a byte-order mark;
//   3. strict UTF-8 (plain ASCII is that too);
//   4. UTF-16 without a mark, when its reading is plain;
//   5. NULs, control characters or EBCDIC: refused;
//   6. GB18030 against windows-1252, by what each would have to believe.
//
// The sixth step is a weighing of evidence, since nearly every byte string can be read as either. In a
// Chinese text bytes from 80 on come in pairs, most of them among the 3,755 common characters (B0A1..D7F9)
// and the punctuation of row A1..A3. In a Western ledger they stand alone between ASCII: £ A3, ’ 92, é E9.
// The counter example is a run of two in a Western word (größe: F6 DF): it reads as a rare ideograph, so rare
// ones weigh little, and no-break spaces (A0), which like to come in rows, weigh on the Western side.
#include <algorithm>
#include <array>
#include <optional>

#include "text/encoding.h"
#include "text/gb18030.h"
#include "text/messages.h"
#include "text/utf8.h"

namespace qy {
namespace {

using namespace std::string_view_literals;

struct Magic {
  std::string_view bytes;
  Message kind;
  std::string_view named = {};  // {0} of it
};
constexpr std::array<Magic, 21> kMagics{{
    {"%PDF-"sv, kLooksPdf},
    {"\x89PNG"sv, kLooksPicture, "PNG"},
    {"\xFF\xD8\xFF"sv, kLooksPicture, "JPEG"},
    {"GIF8"sv, kLooksPicture, "GIF"},
    {"II*\0"sv, kLooksPicture, "TIFF"},
    {"MM\0*"sv, kLooksPicture, "TIFF"},
    {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv, kLooksOle},
    {"PK\x03\x04"sv, kLooksZip},
    {"PK\x05\x06"sv, kLooksEmptyZip},
    {"Rar!\x1A\x07"sv, kLooksRar},
    {"7z\xBC\xAF\x27\x1C"sv, kLooks7z},
    {"\x1F\x8B"sv, kLooksPacked, "gzip"},
    {"\xFD\x37zXZ\0"sv, kLooksPacked, "xz"},
    {"BZh9"sv, kLooksPacked, "bzip2"},
    {"\x28\xB5\x2F\xFD"sv, kLooksPacked, "zstd"},
    {"\x7F\x45LF"sv, kLooksProgram, "ELF"},
    {"MZ\x90\0"sv, kLooksProgram, "Windows"},
    {"SQLite format 3\0"sv, kLooksSqlite},
    {"PAR1\x15"sv, kLooksParquet},
    {"{\\rtf"sv, kLooksRtf},
    {"\0\x01\0\0Standard "sv, kLooksAccess},
}};

Error no_text(const Said& what) {
  return invalid(say(kNoText, what));
}

bool starts_with(std::string_view text, std::string_view prefix) {
  return text.substr(0, prefix.size()) == prefix;
}

// Control characters that no table holds. A few come with every old system; a binary file is full of them.
constexpr auto kIsControl = [] {
  std::array<uint8_t, 256> is{};
  for (size_t byte = 0; byte < 256; ++byte)
    is[byte] = (byte < 0x20 && (byte < 0x09 || byte > 0x0D) && byte != 0x1A && byte != 0x1B) || byte == 0x7F;
  return is;
}();

size_t count_controls(std::string_view bytes) {
  size_t count = 0;
  for (const char c : bytes) count += kIsControl[uint8_t(c)];
  return count;
}

bool is_binary(std::string_view bytes) {
  return count_controls(bytes) * 100 > bytes.size();
}

bool is_utf8(std::string_view sample, bool is_whole) {
  const size_t good = well_formed_prefix(sample);
  return good == sample.size() || (!is_whole && good > 0 && is_cut_character(sample.substr(good)));
}

// A text in UTF-8 with a few damaged bytes: characters of three bytes, as Chinese has them, and hardly a byte
// that does not belong. In GB18030 nearly every character would be such a byte.
bool is_damaged_utf8(std::string_view sample) {
  size_t whole = 0, damaged = 0;
  for (size_t at = 0; at < sample.size();) {
    const size_t from = at;
    const char32_t c = next_code_point(sample, at);
    if (c == kReplacement)
      ++damaged;
    else if (at - from >= 3)
      ++whole;
  }
  return whole >= 16 && damaged * 50 <= whole;
}

bool is_chinese_utf8(std::string_view line) {
  return std::count_if(line.begin(), line.end(),
                       [](char c) { return uint8_t(c) >= 0xE4 && uint8_t(c) <= 0xE9; }) >= 4 &&
         well_formed_prefix(line) == line.size();
}

// The first line that is no UTF-8 in a text of which many lines are Chinese in UTF-8 and many are not, as
// when one office's list was put behind another's: either reading would ruin half the names. A whole line of
// GB18030 that happens to be Chinese in UTF-8 is not met.
std::optional<size_t> where_encodings_part(std::string_view sample) {
  constexpr size_t kMany = 8;
  size_t utf8 = 0, other = 0, first = 0, number = 0;
  for (size_t at = 0; at < sample.size();) {
    const size_t end = sample.find('\n', at);
    if (end == std::string_view::npos) break;  // perhaps cut in a character
    const std::string_view line = sample.substr(at, end - at);
    ++number;
    if (is_chinese_utf8(line)) ++utf8;
    if (well_formed_prefix(line) < line.size() && ++other == 1) first = number;
    at = end + 1;
  }
  if (utf8 < kMany || other < kMany) return std::nullopt;
  return first;
}

// Plain: hardly anything but ASCII, Latin, Chinese and full-width characters, with ASCII among them, no
// control characters and no lone surrogates.
bool is_plain_utf16(std::string_view sample, size_t high) {
  size_t units = 0, ascii = 0, likely = 0;
  for (size_t at = 0; at + 2 <= sample.size(); at += 2, ++units) {
    const auto unit = uint16_t(uint8_t(sample[at + high]) << 8 | uint8_t(sample[at + 1 - high]));
    if (unit < 0x20 && unit != '\t' && unit != '\n' && unit != '\r') return false;
    ascii += unit < 0x7F ? 1 : 0;
    const bool is_known = unit < 0x250 || (unit >= 0x2000 && unit < 0x2300) ||
                          (unit >= 0x2460 && unit < 0x2700) || (unit >= 0x3000 && unit < 0xA000) ||
                          (unit >= 0xD800 && unit < 0xE000) || (unit >= 0xF900 && unit < 0xFFF0);
    likely += is_known ? 1 : 0;
  }
  return units > 1 && ascii * 50 >= units && likely * 20 >= units * 19;
}

// Letters, digits and blanks of EBCDIC, with none of ASCII's line ends and hardly a blank of its kind.
bool is_ebcdic(std::string_view sample) {
  size_t blanks = 0, letters = 0, ascii = 0;
  for (const char c : sample) {
    const auto byte = uint8_t(c);
    if (byte == 0x40) ++blanks;
    const uint8_t low = byte & 0x0F;
    if ((byte >= 0xF0 && low <= 9) || ((byte & 0xF0) >= 0x80 && byte < 0xF0 && low >= 1 && low <= 9))
      ++letters;
    if (byte == '\n' || byte == ' ' || (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z')) ++ascii;
  }
  const size_t size = sample.size();
  return size >= 16 && blanks * 50 >= size && (blanks + letters) * 10 >= size * 7 && ascii * 20 <= size;
}

// Weights in quarters.
struct Evidence {
  int64_t chinese = 0;
  int64_t western = 0;
};

int weight_of_pair(uint8_t lead, uint8_t trail) {
  if (lead >= 0xB0 && lead <= 0xD7 && trail >= 0xA1) return 8;                    // the common characters
  if (lead >= 0xA1 && lead <= 0xA3 && trail >= 0xA1) return 6;                    // punctuation, full-width
  if (lead >= 0xD8 && lead <= 0xF7 && trail >= 0xA1) return 2;                    // the less common
  if (trail >= 0x80 && lead != 0xA0 && trail != 0xA0 && lead != trail) return 1;  // GBK's additions
  return 0;
}

bool is_letter(uint8_t byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

// A pair alone between ASCII weighs less: one character by itself is rare in a Chinese cell, and Western text
// makes such pairs (AÇÃO, größe, or Â£ where UTF-8 was saved once more).
void weigh_lone_pair(std::string_view sample, size_t at, Evidence& seen) {
  const auto lead = uint8_t(sample[at]), trail = uint8_t(sample[at + 1]);
  const uint8_t before = at == 0 ? 0 : uint8_t(sample[at - 1]);
  const uint8_t after = at + 2 < sample.size() ? uint8_t(sample[at + 2]) : 0;
  const bool is_pound = lead == 0xC2 && trail == 0xA3;
  const int weight = weight_of_pair(lead, trail);
  if (is_pound || weight < 2 || (is_letter(before) && is_letter(after)))
    seen.western += 2;
  else
    seen.chinese += weight / 4;
}

bool is_lone_pair(std::string_view sample, size_t at) {
  return (at == 0 || uint8_t(sample[at - 1]) < 0x80) &&
         (at + 2 >= sample.size() || uint8_t(sample[at + 2]) < 0x80);
}

// Weighs the character at `at`, which is no ASCII, and returns how many bytes it has.
size_t weigh_one(std::string_view sample, size_t at, Evidence& seen) {
  const auto lead = uint8_t(sample[at]);
  const auto next = at + 1 < sample.size() ? uint8_t(sample[at + 1]) : uint8_t(0);
  if (const gb18030::Read read = gb18030::read(sample.substr(at, 4)); !read.is_damaged && read.length == 4) {
    seen.chinese += 4;
    return 4;
  }
  if (next < 0x80 || lead == 0xA0) {
    seen.western += lead == 0xA0 ? 2 : 4;  // alone between ASCII, or a no-break space
    return 1;
  }
  if (is_lone_pair(sample, at))
    weigh_lone_pair(sample, at, seen);
  else
    seen.chinese += weight_of_pair(lead, next);
  return 2;
}

Evidence weigh(std::string_view sample) {
  Evidence seen;
  for (size_t at = 0; at < sample.size();) at += uint8_t(sample[at]) < 0x80 ? 1 : weigh_one(sample, at, seen);
  return seen;
}

Encoding utf16(size_t high) {
  return high == 1 ? Encoding::utf16le : Encoding::utf16be;
}

}  // namespace

Result<Encoding> detect_encoding(std::string_view sample, bool is_whole) {
  for (const Magic& magic : kMagics)
    if (starts_with(sample, magic.bytes)) return no_text(say(magic.kind, magic.named));
  if (starts_with(sample, "\xFF\xFE\0\0"sv) || starts_with(sample, "\0\0\xFE\xFF"sv))
    return invalid(say(kIsUtf32));
  if (starts_with(sample, "\xEF\xBB\xBF")) return Encoding::utf8;
  if (starts_with(sample, "\xFF\xFE")) return Encoding::utf16le;
  if (starts_with(sample, "\xFE\xFF")) return Encoding::utf16be;
  if (starts_with(sample, "\x84\x31\x95\x33")) return Encoding::gb18030;

  const bool has_nul = sample.find('\0') != std::string_view::npos;
  if (has_nul) {
    const bool little = is_plain_utf16(sample, 1), big = is_plain_utf16(sample, 0);
    if (little != big) return utf16(little ? 1 : 0);
  }
  if (is_binary(sample)) return no_text(said(has_nul ? kLooksBinaryNul : kLooksBinary));
  if (is_utf8(sample, is_whole) || is_damaged_utf8(sample)) return Encoding::utf8;
  if (const auto line = where_encodings_part(sample)) return invalid(say(kTwoEncodings, *line));
  if (is_ebcdic(sample)) return no_text(said(kLooksEbcdic));
  const Evidence seen = weigh(sample);
  return seen.chinese > seen.western ? Encoding::gb18030 : Encoding::windows1252;
}

}  // namespace qy
