#include "text/capital_words.h"

namespace qy {

std::vector<std::u32string> capital_words(std::u32string_view text) {
  std::vector<std::u32string> out;
  std::u32string word;
  const auto end_word = [&] {
    if (!word.empty()) out.push_back(word);
    word.clear();
  };
  for (const char32_t c : text) {
    if (c == '&' || c == '+') {
      end_word();
      out.emplace_back(U"AND");
    } else if (c >= 128 || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z')) {
      word += c;
    } else if (c != '\'' && c != '.' && c != '`') {
      end_word();
    }
  }
  end_word();
  return out;
}

}  // namespace qy
