// ICU's transliterations. Each thread has its own: none is safe to share.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

namespace qy {

class Transliteration {
 public:
  explicit Transliteration(std::u16string_view id);
  ~Transliteration();
  Transliteration(const Transliteration&) = delete;
  Transliteration& operator=(const Transliteration&) = delete;

  // As it is where ICU has no such transliteration or nothing for it.
  std::u16string of(std::u16string_view text) const;
  // Remembered: names use a few thousand characters.
  const std::u16string& of(char32_t character);

 private:
  struct Icu;
  std::unique_ptr<Icu> icu_;
  std::unordered_map<char32_t, std::u16string> known_;
};

// Any script in capitals of ASCII: Барак → BARAK, Müller → MULLER, 山田 → SHAN TIAN. What has no Latin stays
// out.
std::string latin_capitals(std::string_view utf8);

}  // namespace qy
