// Where a character stands in a short text, all places at once: the text lies in machine registers, and a few
// comparisons give a bit a place. Both Jaro's likeness and the edit distance ask nothing else of a text.
//
//   CharacterRow<uint16_t, 16>    up to 16 characters of the basic plane (nearly every name): two registers
//   CharacterRow<uint16_t, 32>    up to 32 (firms): four
//   CharacterRow<char32_t, 16>    any characters
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace qy {

inline bool is_basic_plane(std::u32string_view text) {
  uint32_t all = 0;
  for (const char32_t c : text) all |= uint32_t(c);
  return all <= 0xFFFF;
}

template <class Unit, size_t size>
class CharacterRow {
 public:
  explicit CharacterRow(std::u32string_view text) {
    std::array<Unit, size> padded{};
    for (size_t i = 0; i < text.size(); ++i) {
      padded[i] = Unit(text[i]);
      seen_ |= uint32_t(text[i]);
    }
#if defined(__SSE2__)
    for (size_t i = 0; i < kRegisters; ++i)
      row_[i] = _mm_loadu_si128(reinterpret_cast<const __m128i*>(padded.data() + i * kUnitsEach));
#else
    row_ = padded;
#endif
  }

  // Every bit of the text's characters: past 0xFFFF a row of the basic plane does not hold it.
  uint32_t seen() const {
    return seen_;
  }
  // Places past the text's end may be given for the character 0: mask them off.
  uint64_t places(char32_t c) const {
    uint64_t found = 0;
#if defined(__SSE2__)
    if constexpr (sizeof(Unit) == 2) {
      const __m128i wanted = _mm_set1_epi16(short(c));
      for (size_t i = 0; i < kRegisters; i += 2) {
        const __m128i pair =
            _mm_packs_epi16(_mm_cmpeq_epi16(row_[i], wanted), _mm_cmpeq_epi16(row_[i + 1], wanted));
        found |= uint64_t(uint32_t(_mm_movemask_epi8(pair))) << (8 * i);
      }
    } else {
      const __m128i wanted = _mm_set1_epi32(int(c));
      for (size_t i = 0; i < kRegisters; i += 4) {
        const __m128i low =
            _mm_packs_epi32(_mm_cmpeq_epi32(row_[i], wanted), _mm_cmpeq_epi32(row_[i + 1], wanted));
        const __m128i high =
            _mm_packs_epi32(_mm_cmpeq_epi32(row_[i + 2], wanted), _mm_cmpeq_epi32(row_[i + 3], wanted));
        found |= uint64_t(uint32_t(_mm_movemask_epi8(_mm_packs_epi16(low, high)))) << (4 * i);
      }
    }
#else
    for (size_t i = 0; i < size; ++i) found |= uint64_t(row_[i] == Unit(c)) << i;
#endif
    return found;
  }

 private:
  uint32_t seen_ = 0;
  static_assert(size % 16 == 0 && size <= 64);
#if defined(__SSE2__)
  static constexpr size_t kUnitsEach = 16 / sizeof(Unit), kRegisters = size / kUnitsEach;
  __m128i row_[kRegisters];
#else
  std::array<Unit, size> row_;
#endif
};

// Texts of up to 64 characters, by looking at each.
class LongCharacterRow {
 public:
  explicit LongCharacterRow(std::u32string_view text) : text_(text) {}
  static constexpr uint32_t seen() { return 0; }
  uint64_t places(char32_t c) const {
    uint64_t found = 0;
    for (size_t i = 0; i < text_.size(); ++i) found |= uint64_t(text_[i] == c) << i;
    return found;
  }

 private:
  std::u32string_view text_;
};

}  // namespace qy
