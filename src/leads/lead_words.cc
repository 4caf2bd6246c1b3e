#include "leads/lead_words.h"

#include <algorithm>
#include <set>
#include <sstream>

#include "text/normalize.h"
#include "text/pinyin.h"
#include "text/utf8.h"

namespace qy {
namespace {

std::u32string points_of(std::string_view text) {
  const std::string key = fold_key(text);  // no blanks, no punctuation, lower case
  std::u32string points;
  for (size_t at = 0; at < key.size();) points.push_back(next_code_point(key, at));
  return points;
}

std::string word_of(std::u32string_view points) {
  static constexpr char kHex[] = "0123456789abcdef";
  std::string word = "t";
  for (const char32_t point : points)
    for (int shift = point > 0xffff ? 20 : 12; shift >= 0; shift -= 4)
      word.push_back(kHex[(point >> shift) & 15]);
  return word;
}

// Pairs of what is longer than one, else the one.
std::vector<std::string> pairs_of(const std::u32string& points) {
  if (points.size() == 1) return {word_of(points)};
  std::vector<std::string> words;
  for (size_t i = 0; i + 1 < points.size(); ++i)
    words.push_back(word_of(std::u32string_view(points).substr(i, 2)));
  return words;
}

bool is_letters(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

std::vector<std::string> terms_of(std::string_view query) {
  std::istringstream blanks(normalize(query));
  std::vector<std::string> terms;
  for (std::string term; blanks >> term;)
    if (std::string key = fold_key(term); !key.empty()) terms.push_back(std::move(key));
  return terms;
}

}  // namespace

std::string initials_of(const std::string& name) {
  std::istringstream syllables(name_pinyin(name));
  std::string initials;
  for (std::string syllable; syllables >> syllable;)
    if (is_letters(syllable)) initials.push_back(syllable.front());
  return initials;
}

std::vector<std::string> lead_texts(const Row& lead, const std::vector<Row>& persons) {
  std::vector<std::string> texts{lead.id};
  for (const char* field : {"summary", "from_unit", "from_number", "report", "field", "rule"})
    if (!lead.text(field).empty()) texts.push_back(lead.text(field));
  for (const Row& person : persons) texts.push_back(person.text("name"));
  return texts;
}

std::vector<std::string> lead_words(const Row& lead, const std::vector<Row>& persons) {
  std::set<std::string> words;
  for (const auto& text : lead_texts(lead, persons)) {
    const std::u32string points = points_of(text);
    for (const char32_t point : points) words.insert(word_of({&point, 1}));
    for (auto& pair : pairs_of(points)) words.insert(std::move(pair));
  }
  for (const Row& person : persons) {
    const std::string initials = initials_of(person.text("name"));
    for (size_t n = 1; n <= initials.size(); ++n) words.insert("p" + initials.substr(0, n));
  }
  return {words.begin(), words.end()};
}

std::vector<SearchTerm> search_terms(std::string_view query) {
  std::vector<SearchTerm> terms;
  for (const auto& term : terms_of(query)) {
    SearchTerm& either = terms.emplace_back();
    either.push_back(pairs_of(points_of(term)));
    if (is_letters(term)) either.push_back({"p" + term});
  }
  return terms;
}

bool holds(const Row& lead, const std::vector<Row>& persons, std::string_view query) {
  std::vector<std::string> texts;
  for (const auto& text : lead_texts(lead, persons)) texts.push_back(fold_key(text));
  for (const auto& term : terms_of(query)) {
    const bool in_text = std::any_of(texts.begin(), texts.end(),
                                     [&](const auto& text) { return text.find(term) != std::string::npos; });
    const bool by_sound =
        is_letters(term) && std::any_of(persons.begin(), persons.end(), [&](const Row& person) {
          return initials_of(person.text("name")).starts_with(term);
        });
    if (!in_text && !by_sound) return false;
  }
  return true;
}

}  // namespace qy
