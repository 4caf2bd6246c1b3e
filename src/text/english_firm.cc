#include "text/english_firm.h"

#include <algorithm>
#include <vector>

#include "text/capital_words.h"
#include "text/firm_words.h"

namespace qy {
namespace {

using Words = std::vector<std::u32string>;

// A ledger's clerk writes behind the name: EXAMPLE LTD_(BIDEFORD), EXAMPLE LTD (LONDON), EXAMPLE **USE 123**.
// Where that begins.
size_t end_of_name(std::u32string_view written) {
  size_t end = std::min(written.find_first_of(U"*_"), written.size());
  while (end > 0 && written[end - 1] == ' ') --end;
  if (end > 0 && written[end - 1] == ')') {
    const size_t open = written.rfind(U'(', end - 1);
    if (open != written.npos && open > 0) end = open;
  }
  return end == 0 ? written.size() : end;
}

// Where what the name is known by begins: T/A, TRADING AS, C/O, FORMERLY.
size_t end_of_own_name(const Words& words) {
  for (size_t i = 1; i + 1 < words.size(); ++i) {
    const bool is_ta = words[i] == U"TA" || words[i] == U"FORMERLY";
    const bool is_two = (words[i] == U"T" && words[i + 1] == U"A") ||
                        (words[i] == U"TRADING" && words[i + 1] == U"AS") ||
                        (words[i] == U"C" && words[i + 1] == U"O");
    if (is_ta || is_two) return i;
  }
  return words.size();
}

// S W → SW, so that initials are one whatever stands between them.
void join_letters(Words& words) {
  Words out;
  bool was_letter = false;
  for (const std::u32string& word : words) {
    const bool is_letter = word.size() == 1 && word[0] >= 'A' && word[0] <= 'Z';
    if (is_letter && was_letter) {
      out.back() += word;
    } else {
      out.push_back(word);
    }
    was_letter = is_letter;
  }
  words = std::move(out);
}

std::u32string joined(const Words& words) {
  std::u32string out;
  for (const std::u32string& word : words) out += (out.empty() ? U"" : U" ") + word;
  return out;
}

}  // namespace

void read_english_firm(OrganisationName& name) {
  const std::u32string_view written = name.written;
  const size_t end = end_of_name(written);
  Words words = capital_words(written.substr(0, end));
  // EXAMPLE (UK) says no branch: the country is the whole ledger's.
  const std::u32string behind = joined(capital_words(written.substr(end)));
  if (behind != U"UK" && english_form(U" " + behind).length != behind.size()) name.branch = behind;
  words.resize(end_of_own_name(words));
  if (words.size() > 1 && words.front() == U"THE") words.erase(words.begin());
  join_letters(words);
  name.core = joined(words);
  // EXAMPLE CO LTD has two; the last one said is the form.
  for (FirmEnding form = english_form(name.core); form.length > 0; form = english_form(name.core)) {
    if (name.form.empty()) name.form = form.common;
    name.core.resize(name.core.size() - form.length - 1);
  }
}

}  // namespace qy
