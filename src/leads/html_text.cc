#include "leads/html_text.h"

#include "leads/display_width.h"

namespace qy {

Html& Html::text(std::string_view utf8) {
  for (const char c : without_controls(utf8)) {
    switch (c) {
      case '&':
        out_ += "&amp;";
        break;
      case '<':
        out_ += "&lt;";
        break;
      case '>':
        out_ += "&gt;";
        break;
      case '"':
        out_ += "&quot;";
        break;
      case '\'':
        out_ += "&#39;";
        break;
      default:
        out_ += c;
    }
  }
  return *this;
}

Html& Html::add(const Html& other) {
  out_ += other.out_;
  return *this;
}

Html& Html::both(const Word& word) {
  return text(word.zh).raw(" <small lang=\"en\">").text(word.en).raw("</small>");
}

}  // namespace qy
