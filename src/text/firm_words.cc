#include "text/firm_words.h"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>

#include "embedded/firms.h"
#include "text/data_rows.h"
#include "text/similarity.h"

namespace qy {
namespace {

using Words = std::unordered_map<std::u32string, std::u32string>;

struct Kinds {
  Words form, branch, trade, english;
  size_t longest = 0;
  const Words& of(FirmWord kind) const {
    return kind == FirmWord::form ? form : kind == FirmWord::branch ? branch : trade;
  }
};

const Kinds& kinds() {
  static const Kinds kKinds = [] {
    Kinds out;
    for (const auto& row : data_rows(text_of_firms)) {
      Words& words = row[0] == "form"     ? out.form
                     : row[0] == "branch" ? out.branch
                     : row[0] == "trade"  ? out.trade
                                          : out.english;
      const std::u32string word = code_points(row[1]);
      out.longest = std::max(out.longest, word.size());
      words.emplace(word, code_points(row[2]));
    }
    return out;
  }();
  return kKinds;
}

FirmEnding ending_of(const Words& words, std::u32string_view text) {
  for (size_t length = std::min(kinds().longest, text.size()); length > 0; --length)
    if (const auto at = words.find(std::u32string(text.substr(text.size() - length))); at != words.end())
      return {length, at->second};
  return {};
}

}  // namespace

FirmEnding firm_ending(FirmWord kind, std::u32string_view text) {
  return ending_of(kinds().of(kind), text);
}

std::pair<size_t, size_t> inner_form(std::u32string_view text) {
  for (size_t end = text.size(); end-- > 4;)
    if (const FirmEnding form = ending_of(kinds().form, text.substr(0, end)); form.length >= 4)
      return {end - form.length, form.length};
  return {text.npos, 0};
}

size_t english_form_words(const std::vector<std::u32string>& words, size_t at) {
  constexpr size_t kMostWords = 5;
  size_t best = 0;
  std::u32string phrase;
  for (size_t count = 1; count <= kMostWords && at + count <= words.size(); ++count) {
    phrase += (count == 1 ? U"" : U" ") + words[at + count - 1];
    if (kinds().english.contains(phrase)) best = count;
  }
  return best;
}

FirmEnding english_form(std::u32string_view words) {
  const FirmEnding found = ending_of(kinds().english, words);
  // A word of its own: INC in ZINC is none.
  const bool is_word = found.length < words.size() && words[words.size() - found.length - 1] == ' ';
  return is_word ? found : FirmEnding{};
}

}  // namespace qy
