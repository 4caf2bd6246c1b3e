#include "text/party_no.h"

#include <algorithm>

#include "text/credit_code.h"
#include "text/digits.h"
#include "text/normalize.h"

namespace qy {
namespace {

constexpr int kAdultYears = 16;  // 《民法典》第十八条: at sixteen one may live by one's own work
constexpr int kEarliestBirthYear = 1900;  // of a number with an error in it
constexpr std::string_view kHidden = "〔证件号〕";

bool has_citizen_form(std::string_view n) {
  return n.size() == kCitizenNoLength && all_digits(n.substr(0, 17)) && (is_digit(n[17]) || n[17] == 'X');
}

bool is_somebodys(const std::string& cleaned, Date today) {
  if (cleaned.size() != 15 && !has_citizen_form(cleaned)) return false;
  if (read_citizen_no(cleaned, false, today).check == NumberCheck::valid) return true;
  if (cleaned.size() == 15 || read_credit_code(cleaned).check == NumberCheck::valid) return false;
  const int year = std::stoi(cleaned.substr(6, 4));
  return year >= kEarliestBirthYear && year <= today.year();
}

bool has_wide_digits(std::string_view text) {  // ０..９
  for (size_t at = 0; (at = text.find("\xEF\xBC", at)) != std::string_view::npos; at += 2)
    if (at + 2 < text.size() && text[at + 2] >= '\x90' && text[at + 2] <= '\x99') return true;
  return false;
}

}  // namespace

PartyNo read_party_no(std::string_view text, bool was_number, Date today) {
  PartyNo party;
  const std::string cleaned = clean_number(text);
  party.is_damaged = is_scientific(cleaned) || (was_number && all_digits(cleaned) && cleaned.size() >= 16);
  party.is_person = !party.is_damaged && is_somebodys(cleaned, today);
  party.number = read_credit_code(cleaned).check == NumberCheck::valid ? cleaned : normalize(text);
  return party;
}

size_t find_citizen_no(std::string_view text, Date today, size_t from) {
  constexpr size_t kDigits = kCitizenNoLength - 1;
  const Date youngest = today.plus_months(-12 * kAdultYears);
  // Seventeen digits in a row cover one of the bytes at 16, 33, 50 …
  for (size_t at = from + kDigits - 1; at < text.size(); at += kDigits) {
    if (!is_digit(text[at])) continue;
    size_t begin = at, end = at + 1;
    while (begin > from && is_digit(text[begin - 1])) --begin;
    while (end < text.size() && is_digit(text[end])) ++end;
    if (end - begin == kDigits && end < text.size() && (text[end] == 'X' || text[end] == 'x')) ++end;
    if (end - begin == kCitizenNoLength &&
        read_citizen_no(text.substr(begin, kCitizenNoLength), false, youngest).check == NumberCheck::valid)
      return begin;
    at = std::max(at, end - 1);
  }
  return std::string_view::npos;
}

std::string hide_citizen_numbers(std::string_view text, Date today) {
  std::string wide;
  if (has_wide_digits(text))
    if (wide = normalize(text); find_citizen_no(wide, today) != std::string::npos) text = wide;
  std::string shown;
  size_t from = 0;
  for (size_t at; (at = find_citizen_no(text, today, from)) != std::string_view::npos;
       from = at + kCitizenNoLength) {
    shown += text.substr(from, at - from);
    shown += kHidden;
  }
  return shown += text.substr(from);
}

}  // namespace qy
