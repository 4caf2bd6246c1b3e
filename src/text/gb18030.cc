#include "text/gb18030.h"

#include <unicode/ucnv.h>

#include <array>
#include <memory>
#include <vector>

#include "text/utf8.h"

namespace qy::gb18030 {
namespace {

constexpr int kTrails = 190;                 // 40..7E, 80..FE
constexpr int kPairs = 126 * kTrails;        // leads 81..FE
constexpr int kBasicQuads = 39420;           // 81308130 .. 8431A439: the rest of the basic plane
constexpr int kSupplementaryQuad = 189'000;  // 90308130 is U+10000, and from there it is arithmetic

constexpr uint32_t kReplacementQuad = 39'417;  // 8431A437 is U+FFFD itself

struct Moved {
  uint16_t pair;
  char32_t was;  // in the private use area
  char32_t code_point;
};
constexpr std::array<Moved, 18> kMovedIn2022{{{0xA6D9, 0xE78D, 0xFE10},
                                              {0xA6DA, 0xE78E, 0xFE12},
                                              {0xA6DB, 0xE78F, 0xFE11},
                                              {0xA6DC, 0xE790, 0xFE13},
                                              {0xA6DD, 0xE791, 0xFE14},
                                              {0xA6DE, 0xE792, 0xFE15},
                                              {0xA6DF, 0xE793, 0xFE16},
                                              {0xA6EC, 0xE794, 0xFE17},
                                              {0xA6ED, 0xE795, 0xFE18},
                                              {0xA6F3, 0xE796, 0xFE19},
                                              {0xFE59, 0xE81E, 0x9FB4},
                                              {0xFE61, 0xE826, 0x9FB5},
                                              {0xFE66, 0xE82B, 0x9FB6},
                                              {0xFE67, 0xE82C, 0x9FB7},
                                              {0xFE6D, 0xE832, 0x9FB8},
                                              {0xFE7E, 0xE843, 0x9FB9},
                                              {0xFE90, 0xE854, 0x9FBA},
                                              {0xFEA0, 0xE864, 0x9FBB}}};

struct ReadAs {
  uint16_t pair;
  char32_t code_point;
};
// Read only: written, these characters keep their four-byte codes.
constexpr std::array<ReadAs, 7> kReadAs{{
    {0xFE51, 0x20087},
    {0xFE52, 0x20089},
    {0xFE53, 0x200CC},
    {0xFE6C, 0x215D7},
    {0xFE76, 0x2298F},
    {0xFE91, 0x241FE},
    {0xA3A0, 0x3000},
}};

bool is_lead(uint8_t byte) {
  return byte >= 0x81 && byte <= 0xFE;
}
bool is_trail(uint8_t byte) {
  return byte >= 0x40 && byte <= 0xFE && byte != 0x7F;
}
bool is_digit(uint8_t byte) {
  return byte >= 0x30 && byte <= 0x39;
}

int pair_index(uint8_t lead, uint8_t trail) {
  return (lead - 0x81) * kTrails + trail - (trail > 0x7F ? 0x41 : 0x40);
}
uint16_t pair_at(int index) {
  const int trail = index % kTrails;
  return uint16_t((index / kTrails + 0x81) << 8 | (trail + (trail >= 0x3F ? 0x41 : 0x40)));
}

struct Tables {
  std::array<char32_t, kPairs> pairs{};
  std::array<char16_t, kBasicQuads> quads{};
  // For writing: a pair (> 0xFF), or kQuadFlag and the linear index of a four-byte code.
  std::vector<uint32_t> codes = std::vector<uint32_t>(0x10000);
};
constexpr uint32_t kQuadFlag = 0x80000000U;

std::string quad_bytes(uint32_t linear) {
  std::string bytes(4, '\0');
  bytes[3] = char(0x30 + linear % 10);
  bytes[2] = char(0x81 + linear / 10 % 126);
  bytes[1] = char(0x30 + linear / 1260 % 10);
  bytes[0] = char(0x81 + linear / 12600);
  return bytes;
}

char32_t from_icu(UConverter* converter, std::string_view bytes) {
  std::array<char16_t, 4> units{};
  UErrorCode status = U_ZERO_ERROR;
  const int n = ucnv_toUChars(converter, units.data(), int32_t(units.size()), bytes.data(),
                              int32_t(bytes.size()), &status);
  return U_SUCCESS(status) && n == 1 ? units[0] : kReplacement;
}

size_t index_of(uint16_t pair) {
  return size_t(pair_index(uint8_t(pair >> 8), uint8_t(pair & 0xFF)));
}

void apply_2022(Tables& tables) {
  for (const Moved& moved : kMovedIn2022) {
    tables.pairs[index_of(moved.pair)] = moved.code_point;
    tables.codes[moved.code_point] = moved.pair;
    tables.codes[moved.was] = moved.pair;
  }
  for (const ReadAs& read_as : kReadAs) tables.pairs[index_of(read_as.pair)] = read_as.code_point;
}

std::unique_ptr<const Tables> make_tables() {
  auto tables = std::make_unique<Tables>();
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, void (*)(UConverter*)> converter(ucnv_open("gb18030", &status),
                                                                     ucnv_close);
  if (U_FAILURE(status)) return tables;
  for (int i = 0; i < kBasicQuads; ++i) {
    const char32_t c = from_icu(converter.get(), quad_bytes(uint32_t(i)));
    tables->quads[size_t(i)] = char16_t(c);
    if (c != kReplacement) tables->codes[c] = kQuadFlag | uint32_t(i);
  }
  for (int i = 0; i < kPairs; ++i) {
    const uint16_t pair = pair_at(i);
    const std::array<char, 2> bytes{char(pair >> 8), char(pair & 0xFF)};
    const char32_t c = from_icu(converter.get(), {bytes.data(), bytes.size()});
    tables->pairs[size_t(i)] = c;
    if (c != kReplacement) tables->codes[c] = pair;
  }
  tables->codes[kReplacement] = kQuadFlag | kReplacementQuad;
  apply_2022(*tables);
  return tables;
}

const Tables& tables() {
  static const std::unique_ptr<const Tables> made = make_tables();
  return *made;
}

Read damage(uint8_t length) {
  return {kReplacement, length, true};
}

Read read_quad(const Tables& table, std::string_view bytes) {
  if (bytes.size() > 2 && !is_lead(uint8_t(bytes[2]))) return damage(1);
  if (bytes.size() > 3 && !is_digit(uint8_t(bytes[3]))) return damage(1);
  if (bytes.size() < 4) return {0, 0, false};
  const uint32_t linear = uint32_t(uint8_t(bytes[0]) - 0x81) * 12600 +
                          uint32_t(uint8_t(bytes[1]) - 0x30) * 1260 +
                          uint32_t(uint8_t(bytes[2]) - 0x81) * 10 + uint32_t(uint8_t(bytes[3]) - 0x30);
  if (linear < kBasicQuads) {
    const char16_t unit = table.quads[linear];
    return unit == kReplacement ? damage(4) : Read{unit, 4, false};
  }
  if (linear < kSupplementaryQuad || linear - kSupplementaryQuad > 0xFFFFF) return damage(4);
  return {char32_t(0x10000 + linear - kSupplementaryQuad), 4, false};
}

}  // namespace

Read read(std::string_view bytes) {
  static const Tables& table = tables();
  const auto first = uint8_t(bytes[0]);
  if (first < 0x80) return {first, 1, false};
  if (first == 0x80) return {0x20AC, 1, false};
  if (first == 0xFF) return damage(1);
  if (bytes.size() < 2) return {0, 0, false};
  const auto second = uint8_t(bytes[1]);
  if (is_digit(second)) return read_quad(table, bytes);
  // A second byte that is ASCII stays readable: only the lead is lost.
  if (!is_trail(second)) return damage(1);
  const char32_t c = table.pairs[size_t(pair_index(first, second))];
  if (c == kReplacement) return damage(second < 0x80 ? 1 : 2);
  return {c, 2, false};
}

void append(char32_t code_point, std::string& out) {
  static const Tables& table = tables();
  if (code_point < 0x80) {
    out += char(code_point);
    return;
  }
  if (code_point >= 0x10000) {
    out += quad_bytes(uint32_t(code_point) - 0x10000 + kSupplementaryQuad);
    return;
  }
  const uint32_t code = table.codes[code_point];
  if ((code & kQuadFlag) != 0) {
    out += quad_bytes(code & ~kQuadFlag);
  } else {
    out += char(code >> 8);
    out += char(code & 0xFF);
  }
}

}  // namespace qy::gb18030
