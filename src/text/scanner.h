// A text read from left to right, token by token: what the readers of dates and times share.
#pragma once

#include <string_view>

namespace qy {

class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  bool at_end() const { return at_ == text_.size(); }
  char peek() const { return at_end() ? '\0' : text_[at_]; }
  std::string_view rest() const { return text_.substr(at_); }
  size_t at() const { return at_; }
  void go_to(size_t at) { at_ = at; }

  void skip_blanks() {
    while (!at_end() && (text_[at_] == ' ' || text_[at_] == '\t')) ++at_;
  }
  bool take(std::string_view token) {
    if (text_.compare(at_, token.size(), token) != 0) return false;
    at_ += token.size();
    return true;
  }
  bool take_any(std::string_view characters, char& taken) {
    if (at_end() || characters.find(text_[at_]) == std::string_view::npos) return false;
    taken = text_[at_++];
    return true;
  }

  bool peeks_digit() const { return !at_end() && text_[at_] >= '0' && text_[at_] <= '9'; }
  // All digits that follow; `digits` 0 when there is none. The value is only good up to 9 digits.
  struct Number {
    int value = 0;
    int digits = 0;
  };
  Number number() {
    Number n;
    for (; peeks_digit(); ++at_, ++n.digits)
      if (n.digits < 9) n.value = n.value * 10 + (text_[at_] - '0');
    return n;
  }
  static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
  std::string_view word() {
    const size_t from = at_;
    while (!at_end() && is_letter(text_[at_])) ++at_;
    return text_.substr(from, at_ - from);
  }

 private:
  std::string_view text_;
  size_t at_ = 0;
};

}  // namespace qy
