#include "text/pinyin.h"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "embedded/readings.h"
#include "embedded/surnames.h"
#include "text/data_rows.h"
#include "text/similarity.h"
#include "text/transliteration.h"
#include "text/utf8.h"

namespace qy {
namespace {

// Tone marks off, ü as v.
std::string toneless(std::u32string_view syllable) {
  constexpr std::array<std::u32string_view, 8> kMarked{U"āáǎàa", U"ōóǒòo", U"ēéěèêếề", U"īíǐìi",
                                                       U"ūúǔùu", U"ǖǘǚǜü", U"ńňǹ",     U"ḿ"};
  constexpr std::string_view kPlain = "aoeiuvnm";
  std::string out;
  for (const char32_t c : syllable) {
    const auto at = std::find_if(kMarked.begin(), kMarked.end(),
                                 [&](std::u32string_view row) { return row.find(c) != row.npos; });
    if (at != kMarked.end()) {
      out += kPlain[size_t(at - kMarked.begin())];
    } else if (c < 128) {
      out += char(c);
    }
  }
  return out;
}

std::string toneless_of(std::string_view utf8) {
  return toneless(code_points(utf8));
}

std::string without_blanks(std::string text) {
  text.erase(std::remove(text.begin(), text.end(), ' '), text.end());
  return text;
}

using Readings = std::unordered_map<std::u32string, std::vector<std::string>>;

const Readings& surnames() {
  static const Readings kSurnames = [] {
    Readings out;
    for (const auto& row : data_rows(text_of_surnames)) {
      const std::u32string text = code_points(row[0]);
      if (row[1].empty() && text.size() > 4) {  // a list of single ones
        for (const char32_t c : text) out.try_emplace(std::u32string(1, c));
        continue;
      }
      std::vector<std::string>& readings = out[text];
      for (const std::string_view reading : split(row[1], '/'))
        if (!reading.empty()) readings.push_back(without_blanks(toneless_of(reading)));
    }
    for (auto& [surname, readings] : out)
      if (readings.empty()) {
        readings.emplace_back();
        for (const char32_t c : surname) readings.front() += pinyin(c);
      }
    return out;
  }();
  return kSurnames;
}

// The syllables of a surname as written in the table, for showing; joined readings are for comparing.
std::string surname_syllables(std::u32string_view surname) {
  static const auto kSpelled = [] {
    std::unordered_map<std::u32string, std::string> out;
    for (const auto& row : data_rows(text_of_surnames))
      if (!row[1].empty()) out[code_points(row[0])] = toneless_of(split(row[1], '/').front());
    return out;
  }();
  if (const auto at = kSpelled.find(std::u32string(surname)); at != kSpelled.end()) return at->second;
  std::string out;
  for (const char32_t c : surname) out += (out.empty() ? "" : " ") + pinyin(c);
  return out;
}

std::string syllables(std::u32string_view text) {
  std::string out;
  bool was_han = false;
  for (const char32_t c : text) {
    const std::string& syllable = is_han(c) ? pinyin(c) : std::string();
    if (!out.empty() && out.back() != ' ' && (was_han || !syllable.empty())) out += ' ';
    was_han = !syllable.empty();
    if (was_han) {
      out += syllable;
    } else if (c != ' ' || (!out.empty() && out.back() != ' ')) {
      append_utf8(c >= 'A' && c <= 'Z' ? c + 32 : c, out);
    }
  }
  return out;
}

}  // namespace

const std::string& pinyin(char32_t character) {
  thread_local Transliteration latin(u"Han-Latin");
  thread_local std::unordered_map<char32_t, std::string> readings = [] {
    std::unordered_map<char32_t, std::string> out;
    for (const auto& row : data_rows(text_of_readings))
      out.emplace(code_points(row[0]).front(), toneless_of(row[1]));
    return out;
  }();
  const auto [at, is_new] = readings.try_emplace(character);
  if (is_new && is_han(character)) {
    const std::u16string& marked = latin.of(character);
    at->second = toneless(std::u32string(marked.begin(), marked.end()));
  }
  return at->second;
}

std::string pinyin(std::string_view utf8) {
  return syllables(code_points(utf8));
}

std::string name_pinyin(std::string_view utf8) {
  const std::u32string name = code_points(utf8);
  const size_t length = surname_length(name);
  if (length == 0) return syllables(name);
  const std::string given = syllables(std::u32string_view(name).substr(length));
  return surname_syllables(std::u32string_view(name).substr(0, length)) + (given.empty() ? "" : " ") + given;
}

std::string fuzzy(std::string_view pinyin) {
  std::string out;
  for (const std::string_view syllable : split(pinyin, ' ')) {
    std::string kept(syllable);
    if (kept.size() > 2 && kept[1] == 'h' && (kept[0] == 'z' || kept[0] == 'c' || kept[0] == 's'))
      kept.erase(1, 1);
    if (kept.size() > 1 && kept[0] == 'n') kept[0] = 'l';
    if (kept.size() > 1 && kept[0] == 'f') kept[0] = 'h';
    if (kept.size() > 2 && kept.ends_with("ng")) kept.pop_back();
    out += (out.empty() ? "" : " ") + kept;
  }
  return out;
}

char32_t simplified(char32_t character) {
  thread_local Transliteration simple(u"Traditional-Simplified");
  if (!is_han(character)) return character;
  const bool is_kept = character == U'姊' || character == U'苎' || character == U'苧';
  const std::u16string& form = simple.of(character);
  // 姊 comes back as another word, 苎 and 苧 change places, 剋 leaves the script: kept.
  if (form.size() == 1 && is_han(form[0]) && !is_kept) return form[0];
  if (form.size() == 2 && (form[0] & 0xFC00) == 0xD800)
    return 0x10000 + (char32_t(form[0] & 0x3FF) << 10) + (form[1] & 0x3FF);
  return character;
}

std::string simplified(std::string_view utf8) {
  std::string out;
  for (size_t at = 0; at < utf8.size();) append_utf8(simplified(next_code_point(utf8, at)), out);
  return out;
}

size_t surname_length(std::u32string_view name) {
  for (const size_t length : {size_t{2}, size_t{1}})
    if (name.size() >= length && surnames().contains(std::u32string(name.substr(0, length)))) return length;
  return 0;
}

const std::vector<std::string>& surname_readings(std::u32string_view surname) {
  static const std::vector<std::string> kNone;
  const auto at = surnames().find(std::u32string(surname));
  return at == surnames().end() ? kNone : at->second;
}

}  // namespace qy
