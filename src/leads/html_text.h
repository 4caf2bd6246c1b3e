// Markup that cannot be injected into: raw() takes literals only, everything that was read from a file goes
// through text(), which escapes it.
#pragma once

#include <string>
#include <string_view>

#include "leads/words.h"

namespace qy {

class Html {
 public:
  template <size_t n>
  Html& raw(const char (&literal)[n]) {
    out_.append(literal, n - 1);
    return *this;
  }
  // For element content and quoted attribute values. Controls and marks that turn the reading direction
  // become U+FFFD.
  Html& text(std::string_view utf8);
  Html& text(int64_t n) { return text(count_text(n)); }
  Html& add(const Html& other);
  // 中文 <small lang="en">English</small>
  Html& both(const Word& word);

  std::string take() { return std::move(out_); }
  bool empty() const { return out_.empty(); }

 private:
  std::string out_;
};

}  // namespace qy
