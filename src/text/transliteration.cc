#include "text/transliteration.h"

#include <unicode/utrans.h>

#include "text/similarity.h"
#include "text/utf8.h"

namespace qy {

struct Transliteration::Icu {
  UTransliterator* it = nullptr;
  ~Icu() {
    if (it != nullptr) utrans_close(it);
  }
};

Transliteration::Transliteration(std::u16string_view id) : icu_(std::make_unique<Icu>()) {
  UErrorCode status = U_ZERO_ERROR;
  icu_->it = utrans_openU(id.data(), int32_t(id.size()), UTRANS_FORWARD, nullptr, 0, nullptr, &status);
}

Transliteration::~Transliteration() = default;

std::u16string Transliteration::of(std::u16string_view text) const {
  constexpr size_t kGrowth = 8, kSlack = 32;  // 魔 becomes six letters with a blank on both sides
  std::u16string out(text);
  if (icu_->it == nullptr || text.empty()) return out;
  out.resize(text.size() * kGrowth + kSlack);
  int32_t length = int32_t(text.size()), limit = length;
  UErrorCode status = U_ZERO_ERROR;
  utrans_transUChars(icu_->it, out.data(), &length, int32_t(out.size()), 0, &limit, &status);
  if (U_FAILURE(status)) return std::u16string(text);
  out.resize(size_t(length));
  return out;
}

const std::u16string& Transliteration::of(char32_t character) {
  const auto [at, is_new] = known_.try_emplace(character);
  if (is_new) {
    char16_t units[2];
    int32_t length = 0;
    U16_APPEND_UNSAFE(units, length, character);
    at->second = of(std::u16string_view(units, size_t(length)));
  }
  return at->second;
}

std::string latin_capitals(std::string_view utf8) {
  std::string out;
  if (is_ascii(utf8)) {
    for (const char c : utf8) out += c >= 'a' && c <= 'z' ? char(c - 32) : c;
    return out;
  }
  thread_local Transliteration latin(u"Any-Latin; Latin-ASCII; Upper");
  std::u16string text;
  for (const char32_t c : code_points(utf8)) {
    char16_t units[2];
    int32_t length = 0;
    U16_APPEND_UNSAFE(units, length, c);
    text.append(units, size_t(length));
  }
  for (const char16_t unit : latin.of(text))
    if (unit < 128) out += char(unit);
  return out;
}

}  // namespace qy
