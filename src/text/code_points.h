// Code points back to UTF-8: what code_points() of similarity.h undoes.
#pragma once

#include <string>
#include <string_view>

#include "text/utf8.h"

namespace qy {

inline std::string utf8_of(std::u32string_view text) {
  std::string out;
  for (const char32_t c : text) append_utf8(c, out);
  return out;
}

}  // namespace qy
