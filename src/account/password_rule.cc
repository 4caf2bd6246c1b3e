#include "account/password_rule.h"

#include <algorithm>
#include <set>
#include <unordered_set>

#include "account/messages.h"
#include "embedded/common_passwords.h"
#include "text/utf8.h"

namespace qy {
namespace {

constexpr size_t kDifferentLetters = 5, kLettersWithoutRuns = 8;

const std::unordered_set<std::string_view>& common_ones() {
  static const auto kAll = [] {
    std::unordered_set<std::string_view> all;
    std::string_view rest = text_of_common_passwords;
    while (!rest.empty()) {
      const size_t end = std::min(rest.find('\n'), rest.size());
      if (end > 0) all.insert(rest.substr(0, end));
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return all;
  }();
  return kAll;
}

std::vector<char32_t> letters_of(std::string_view text) {
  std::vector<char32_t> letters;
  for (size_t at = 0; at < text.size();) letters.push_back(next_code_point(text, at));
  return letters;
}

std::string small_letters(std::string_view text) {
  std::string small(text);
  for (char& c : small)
    if (c >= 'A' && c <= 'Z') c = char(c - 'A' + 'a');
  return small;
}

// "p@ssw0rd" as the word it stands for.
std::string as_word(std::string text) {
  constexpr std::string_view kFigures = "@430157$!|", kLetters = "aaeoistsii";
  for (char& c : text)
    if (const size_t at = kFigures.find(c); at != kFigures.npos) c = kLetters[at];
  return text;
}

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c & 0x80) != 0;
}

// Without the figures and signs before and behind it.
std::string_view core_of(std::string_view text) {
  while (!text.empty() && !is_letter(text.front())) text.remove_prefix(1);
  while (!text.empty() && !is_letter(text.back())) text.remove_suffix(1);
  return text;
}

bool is_common(std::string_view text) {
  if (text.empty()) return false;
  if (common_ones().contains(text)) return true;
  for (size_t cut = 3; cut + 3 <= text.size(); ++cut)
    if (common_ones().contains(text.substr(0, cut)) && common_ones().contains(text.substr(cut))) return true;
  return false;
}

// 1234, aaaa, dcba: a run counts as its first two letters.
size_t letters_without_runs(const std::vector<char32_t>& letters) {
  size_t count = std::min<size_t>(letters.size(), 2);
  for (size_t i = 2; i < letters.size(); ++i) {
    const int64_t step = int64_t(letters[i]) - int64_t(letters[i - 1]);
    const bool goes_on = std::abs(step) <= 1 && step == int64_t(letters[i - 1]) - int64_t(letters[i - 2]);
    if (!goes_on) ++count;
  }
  return count;
}

bool stands_for_him(std::string_view word) {  // 甲 or "an" stand in anything
  return is_ascii(word) ? word.size() >= 4 : letters_of(word).size() >= 2;
}

}  // namespace

std::optional<Said> weakness_of(std::string_view password, const std::vector<std::string>& his) {
  const std::vector<char32_t> letters = letters_of(password);
  if (letters.size() < kPasswordLetters) return say(kPasswordShort, kPasswordLetters);
  if (password.size() > kPasswordBytes) return say(kPasswordLong, kPasswordBytes);
  const std::string small = small_letters(password);
  for (const std::string& word : his)
    if (stands_for_him(word) && small.find(small_letters(word)) != small.npos) return say(kPasswordHis);
  if (std::set(letters.begin(), letters.end()).size() < kDifferentLetters ||
      letters_without_runs(letters) < kLettersWithoutRuns)
    return say(kPasswordRuns);
  for (const std::string& text : {small, std::string(core_of(small))})
    if (is_common(text) || is_common(as_word(text))) return say(kPasswordCommon);
  return std::nullopt;
}

}  // namespace qy
