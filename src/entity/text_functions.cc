#include "entity/text_functions.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "base/date.h"
#include "text/address.h"
#include "text/citizen_no.h"
#include "text/code_points.h"
#include "text/credit_code.h"
#include "text/masked.h"
#include "text/organisation_name.h"
#include "text/party_no.h"
#include "text/person_name.h"
#include "text/pinyin.h"
#include "text/similarity.h"
#include "text/transliteration.h"

namespace qy {
namespace {

std::string prefix(const std::string& text, int n) {
  return utf8_of(code_points(text).substr(0, size_t(n)));
}

std::string suffix(const std::string& text, int n) {
  const std::u32string all = code_points(text);
  return utf8_of(all.substr(all.size() - std::min(all.size(), size_t(n))));
}

// The n-th run of digits of a date, counted from 1: 1901-02-03, 1901/2/3; 19010203 is taken apart by place.
std::string date_part(const std::string& text, size_t from, size_t size) {
  std::string digits;
  for (const char c : text)
    if (c >= '0' && c <= '9') digits += c;
  return digits.size() == 8 ? digits.substr(from, size) : "";
}
std::string year(const std::string& text, int /*n*/) {
  return date_part(text, 0, 4);
}
std::string month_and_day(const std::string& text, int /*n*/) {
  return date_part(text, 4, 4);
}

constexpr size_t kWholeDigits = 14;

std::string digits(const std::string& text, int /*n*/) {
  std::string out;
  std::copy_if(text.begin(), text.end(), std::back_inserter(out),
               [](char c) { return c >= '0' && c <= '9'; });
  return out;
}

// A number such that texts sort as numbers do: 92.5 is 00000000000092.5. Nothing for what is no number.
std::string number(const std::string& text, int /*n*/) {
  std::string out;
  std::copy_if(text.begin(), text.end(), std::back_inserter(out),
               [](char c) { return c != ',' && c != ' '; });
  const size_t whole = std::min(out.find('.'), out.size());
  if (out.empty() || whole > kWholeDigits || out.find_first_not_of("0123456789.") != std::string::npos)
    return "";
  return std::string(kWholeDigits - whole, '0') + out;
}

std::string sorted_words(const std::string& text, int /*n*/) {
  std::string out;
  for (const std::u32string& token : tokens_of(code_points(text)))
    out += (out.empty() ? "" : " ") + utf8_of(token);
  return out;
}

std::string first_word(const std::string& text, int /*n*/) {
  return text.substr(0, text.find(' '));
}
std::string last_word(const std::string& text, int /*n*/) {
  return text.substr(text.rfind(' ') + 1);  // npos + 1 is 0: the only word
}

// What an ear keeps of a Latin name. Source: R. C. Russell's Soundex as the US National Archives state it:
// h and w do not part two letters of one class, vowels do.
std::string soundex(const std::string& text, int /*n*/) {
  constexpr std::string_view kClasses = "01230120022455012623010202";
  std::string out;
  char last = 0;
  for (const char letter : text) {
    const auto c = char(std::toupper(uint8_t(letter)));
    if (c < 'A' || c > 'Z') continue;
    const char of_letter = kClasses[size_t(c - 'A')];
    if (out.empty()) {
      out += c;
    } else if (of_letter != '0' && of_letter != last) {
      out += of_letter;
    }
    if (c != 'H' && c != 'W') last = of_letter;
    if (out.size() == 4) break;
  }
  if (!out.empty()) out.resize(4, '0');
  return out;
}

// A citizen number that checks, of 18 characters; else nothing: a mistyped one proves no difference.
std::string valid_citizen_no(const std::string& text, int /*n*/) {
  const CitizenNo read = read_citizen_no(text);
  return read.check == NumberCheck::valid ? read.number : "";
}

// The birthday that a citizen number of 18 characters shows, hidden elsewhere or not: 330106198102301234 says 1981-02-30, which is no
// day, so nothing. Whether the number checks is not asked: a slip in its last digits leaves the day what it is.
std::string citizen_birthday(const std::string& text, int /*n*/) {
  constexpr size_t kFrom = 6;
  if (text.size() != kCitizenNoLength) return "";
  const std::string day = text.substr(kFrom, 8);
  if (day.find_first_not_of("0123456789") != day.npos) return "";
  const auto date =
      Date::from_ymd(std::stoi(day.substr(0, 4)), std::stoi(day.substr(4, 2)), std::stoi(day.substr(6)));
  return date.ok() ? date->iso() : "";
}

// A unified social credit code that checks; else nothing.
std::string valid_credit_code(const std::string& text, int /*n*/) {
  const CreditCode read = read_credit_code(text);
  return read.check == NumberCheck::valid ? read.code : "";
}

template <auto of>
std::string plain(const std::string& text, int /*n*/) {
  return of(text);
}
std::string pinyin_of(const std::string& text, int /*n*/) {
  return pinyin(std::string_view(text));
}
std::string simplified_of(const std::string& text, int /*n*/) {
  return simplified(std::string_view(text));
}
std::string sounds_like(const std::string& text, int /*n*/) {
  return fuzzy(name_pinyin(text));
}

std::string shown(const std::string& text, int each) {
  return shown_ends(text, each);
}

constexpr std::array kFunctions{TextFunction{"prefix", prefix, true},
                                TextFunction{"suffix", suffix, true},
                                TextFunction{"year", year, false},
                                TextFunction{"month_and_day", month_and_day, false},
                                TextFunction{"digits", digits, false},
                                TextFunction{"number", number, false},
                                TextFunction{"sorted_words", sorted_words, false},
                                TextFunction{"first_word", first_word, false},
                                TextFunction{"last_word", last_word, false},
                                TextFunction{"soundex", soundex, false},
                                TextFunction{"valid_citizen_no", valid_citizen_no, false},
                                TextFunction{"citizen_birthday", citizen_birthday, false},
                                TextFunction{"valid_credit_code", valid_credit_code, false},
                                TextFunction{"simplified", simplified_of, false},
                                TextFunction{"pinyin", pinyin_of, false},
                                TextFunction{"name_pinyin", plain<name_pinyin>, false},
                                TextFunction{"sounds_like", sounds_like, false},
                                TextFunction{"surname", plain<surname>, false},
                                TextFunction{"given_name", plain<given_name>, false},
                                TextFunction{"shape_key", plain<shape_key>, false},
                                TextFunction{"org_core", plain<org_core>, false},
                                TextFunction{"org_trade", plain<org_trade>, false},
                                TextFunction{"org_form", plain<org_form>, false},
                                TextFunction{"org_region", plain<org_region>, false},
                                TextFunction{"org_branch", plain<org_branch>, false},
                                TextFunction{"latin", plain<latin_capitals>, false},
                                TextFunction{"shown_ends", shown, true},
                                TextFunction{"address_code", plain<address_code>, false},
                                TextFunction{"address_road", plain<address_road>, false},
                                TextFunction{"address_number", plain<address_number>, false},
                                TextFunction{"address_place", plain<address_place>, false},
                                TextFunction{"address_building", plain<address_building>, false},
                                TextFunction{"address_unit", plain<address_unit>, false},
                                TextFunction{"address_room", plain<address_room>, false},
                                TextFunction{"address_parts", plain<address_parts>, false}};

}  // namespace

std::span<const TextFunction> text_functions() {
  return kFunctions;
}

const TextFunction* text_function_named(std::string_view name) {
  const auto at = std::find_if(kFunctions.begin(), kFunctions.end(),
                               [&](const TextFunction& f) { return f.name == name; });
  return at == kFunctions.end() ? nullptr : &*at;
}

}  // namespace qy
