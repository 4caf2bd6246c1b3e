#include "ingest/cell_reader.h"

#include <algorithm>
#include <cctype>

#include "base/date.h"
#include "text/account_no.h"
#include "text/citizen_no.h"
#include "text/digits.h"
#include "text/masked.h"
#include "text/normalize.h"
#include "text/party_no.h"
#include "text/written_place.h"

namespace qy {
namespace {

int64_t fen_per(AmountUnit unit) {
  switch (unit) {
    case AmountUnit::fen:
      return 1;
    case AmountUnit::yuan:
      return 100;
    case AmountUnit::thousand_yuan:
      return 100'000;
    case AmountUnit::wan_yuan:
      return 1'000'000;
    case AmountUnit::million_yuan:
      return 100'000'000;
    case AmountUnit::yi_yuan:
      return 10'000'000'000;
  }
  return 100;
}

// Digits with or without commas at every third place; false when a comma stands elsewhere or there are too
// many.
bool whole_part(std::string_view text, size_t& at, int64_t& value) {
  int digits = 0, since_comma = -1;
  value = 0;
  for (; at < text.size(); ++at) {
    if (is_digit(text[at])) {
      value = value * 10 + (text[at] - '0');
      ++digits;
      if (since_comma >= 0 && ++since_comma > 3) return false;
    } else if (text[at] == ',') {
      if (digits == 0 || (since_comma >= 0 ? since_comma != 3 : digits > 3)) return false;
      since_comma = 0;
    } else {
      break;
    }
    if (digits > 12) return false;
  }
  return digits > 0 && (since_comma < 0 || since_comma == 3);
}

// What a number of 18 characters shows although a part of it is hidden (3301**********1234): enough to tell that it is another's.
void tell_shown(std::string_view number, Pseudonym& out) {
  constexpr size_t kDivisionDigits = 6, kSexAt = 16;
  if (number.size() != kCitizenNoLength || !is_masked(number)) return;
  const std::string_view division = number.substr(0, kDivisionDigits);
  if (all_digits(division)) out.division = division;
  if (is_digit(number[kSexAt])) out.sex = (number[kSexAt] - '0') % 2 == 1 ? "male" : "female";
}

}  // namespace

AmountReader::AmountReader(AmountUnit unit) : unit_(unit), fen_per_unit_(fen_per(unit)) {}

std::optional<Fen> AmountReader::plain(std::string_view text, int64_t fen_per_unit) {
  const bool is_fen = fen_per_unit == 1;
  if ((fen_per_unit % 100 != 0 && !is_fen) || text.empty()) return std::nullopt;
  const bool negative = text[0] == '-';
  size_t at = negative ? 1 : 0;
  int64_t whole = 0, hundredths = 0;
  if (!whole_part(text, at, whole)) return std::nullopt;
  if (is_fen && at < text.size()) return std::nullopt;
  if (at < text.size()) {
    const size_t decimals = text.size() - at - 1;
    if (text[at] != '.' || decimals < 1 || decimals > 2) return std::nullopt;
    for (++at; at < text.size(); ++at) {
      if (!is_digit(text[at])) return std::nullopt;
      hundredths = hundredths * 10 + (text[at] - '0');
    }
    if (decimals == 1) hundredths *= 10;
  }
  int64_t fen = 0;
  if (__builtin_mul_overflow(is_fen ? whole : whole * 100 + hundredths, is_fen ? 1 : fen_per_unit / 100,
                             &fen))
    return std::nullopt;
  if (fen > 10'000'000'000'000'000) return std::nullopt;
  return negative ? -fen : fen;
}

std::optional<Fen> AmountReader::read(std::string_view text) const {
  if (const auto fen = plain(text, fen_per_unit_)) return fen;
  const auto read = read_amount(text, unit_);
  if (!read.ok()) return std::nullopt;
  return *read;
}

DateReader::Reading DateReader::read(std::string_view text) {
  if (slots_.empty()) slots_.resize(kSlots);
  Slot& slot = slots_[std::hash<std::string_view>()(text) % kSlots];
  if (slot.text != text || text.empty()) {
    slot.text = text;
    slot.reading = read_anew(text);
  }
  return slot.reading;
}

DateReader::Reading DateReader::read_anew(std::string_view text) const {
  if (order_) {
    const auto read = read_date(text, *order_);
    return read.ok() ? Reading{true, {}, read->date.days()} : Reading{};
  }
  Reading reading;
  for (const DateOrder order : {DateOrder::ymd, DateOrder::dmy, DateOrder::mdy}) {
    const auto read = read_date(text, order);
    if (!read.ok()) continue;
    if (reading.ok && reading.days != read->date.days()) return {false, Trouble::unclear_date, 0};
    reading = {true, {}, read->date.days()};
  }
  return reading;
}

PseudonymReader::PseudonymReader(FieldType type, Sealer& sealer, Date today)
    : type_(type), purpose_(name_of(type)), sealer_(&sealer), today_(today) {}

const Pseudonym& PseudonymReader::read(std::string_view text, bool was_number) {
  Known& known = known_[was_number ? 1 : 0];
  if (const auto at = known.find(text); at != known.end()) return at->second;
  if (known.size() >= kMostKnown) known.clear();
  return known.emplace(text, read_anew(text, was_number)).first->second;
}

// The token is made of the cleaned number, so that 15 and 18 digits, or blanks between them, come to the
// same.
Pseudonym PseudonymReader::read_anew(std::string_view text, bool was_number) {
  Pseudonym out;
  std::string value;
  switch (type_) {
    case FieldType::citizen_no: {
      const CitizenNo read = read_citizen_no(text, was_number, today_);
      out.check = name_of(read.check);
      out.is_damaged = read.check == NumberCheck::damaged;
      if (read.check == NumberCheck::placeholder) return out;
      value = read.number;
      if (read.check != NumberCheck::valid) {
        tell_shown(read.number, out);
        break;
      }
      out.born_on = read.born_on.days();
      out.sex = read.sex == Sex::male ? "male" : "female";
      out.division = read.division;
      break;
    }
    case FieldType::account_no: {
      const AccountNo read = read_account_no(text, was_number);
      out.check = name_of(read.check);
      out.is_damaged = read.check == NumberCheck::damaged;
      if (read.check == NumberCheck::placeholder) return out;
      value = read.number.empty() ? normalize(text) : read.number;
      break;
    }
    case FieldType::phone:
      for (const char c : normalize(text))
        if (is_digit(c)) value += c;
      out.is_damaged = is_eaten_number(text);
      if (value.empty()) value = normalize(text);
      break;
    case FieldType::address: {
      value = normalize_name(text);
      const WrittenPlace place = read_written_place(text);
      if (!place.text.empty()) out.place = sealer_->token("address_place", place.text);
      out.division = place.division;
      out.extent = place.is_house ? "house" : "area";
      break;
    }
    default:
      value = normalize_name(text);
  }
  if (!out.is_damaged) out.token = sealer_->token(purpose_, value);
  out.sealed = sealer_->seal_value(purpose_, text);
  return out;
}

std::optional<int64_t> read_decimal(std::string_view text) {
  bool negative = false;
  size_t at = 0;
  if (!text.empty() && (text[0] == '-' || text[0] == '+')) negative = text[at++] == '-';
  int64_t value = 0, scale = 10'000, digits = 0;
  bool after_point = false, round_up = false;
  for (; at < text.size(); ++at) {
    if (text[at] == ',' && !after_point) continue;
    if (text[at] == '.' && !after_point) {
      after_point = true;
      continue;
    }
    if (!is_digit(text[at])) return std::nullopt;
    ++digits;
    if (after_point && scale == 1) {
      if (!round_up && digits <= 19) round_up = text[at] >= '5';
      scale = 0;
      continue;
    }
    if (scale == 0) continue;
    if (value > 90'000'000'000'000) return std::nullopt;
    value = value * 10 + (text[at] - '0');
    if (after_point) scale /= 10;
  }
  if (digits == 0) return std::nullopt;
  value = value * std::max<int64_t>(scale, 1) + (round_up ? 1 : 0);
  return negative ? -value : value;
}

std::optional<int64_t> read_integer(std::string_view text) {
  const auto decimal = read_decimal(text);
  if (!decimal || *decimal % 10'000 != 0) return std::nullopt;
  return *decimal / 10'000;
}

std::optional<bool> read_boolean(std::string_view text) {
  const std::string folded = fold_key(text);
  for (const std::string_view yes : {"是", "有", "yes", "y", "true", "t", "1", "对", "√"})
    if (folded == fold_key(yes) || text == yes) return true;
  for (const std::string_view no : {"否", "无", "没有", "no", "n", "false", "f", "0", "不是", "×"})
    if (folded == fold_key(no) || text == no) return false;
  return std::nullopt;
}

bool is_eaten_number(std::string_view text) {
  const size_t e = text.find_first_of("eE");
  if (e == std::string_view::npos || e < 1 || e + 2 >= text.size() || text[e + 1] != '+') return false;
  const auto digits = [](std::string_view s) {
    return !s.empty() && std::all_of(s.begin(), s.end(), [](char c) { return is_digit(c) || c == '.'; });
  };
  return digits(text.substr(0, e)) && digits(text.substr(e + 2));
}

namespace {

std::optional<int> month_named(std::string_view word) {
  constexpr std::array<std::string_view, 12> kMonths = {"jan", "feb", "mar", "apr", "may", "jun",
                                                        "jul", "aug", "sep", "oct", "nov", "dec"};
  for (size_t i = 0; i < kMonths.size(); ++i)
    if (word.starts_with(kMonths[i])) return int(i) + 1;
  return std::nullopt;
}

std::optional<int32_t> first_of(int year, int month) {
  if (year < 1990 || year > 2099) return std::nullopt;
  const auto date = Date::from_ymd(year, month, 1);
  if (!date.ok()) return std::nullopt;
  return date->days();
}

}  // namespace

std::optional<int32_t> month_in_text(std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(), [](unsigned char c) { return std::tolower(c); });
  std::optional<int> word_month;
  for (size_t at = 0; at < lower.size();) {
    const size_t begin = at;
    if (is_digit(lower[at])) {
      while (at < lower.size() && is_digit(lower[at])) ++at;
      const std::string_view digits = std::string_view(lower).substr(begin, at - begin);
      if (digits.size() == 6 || digits.size() == 8)
        if (const auto day = first_of(std::stoi(std::string(digits.substr(0, 4))),
                                      std::stoi(std::string(digits.substr(4, 2)))))
          return day;
      if (digits.size() != 4) continue;
      const int year = std::stoi(std::string(digits));
      if (word_month) return first_of(year, *word_month);
      size_t next = at;
      while (next < lower.size() && !is_digit(lower[next]) && next < at + 3) ++next;
      if (next == at || next >= lower.size() || !is_digit(lower[next])) continue;
      const int month = std::atoi(lower.substr(next, 2).c_str());
      if (const auto day = first_of(year, month)) return day;
    } else if (std::isalpha(static_cast<unsigned char>(lower[at])) != 0) {
      while (at < lower.size() && std::isalpha(static_cast<unsigned char>(lower[at])) != 0) ++at;
      if (at - begin >= 3)
        if (const auto month = month_named(std::string_view(lower).substr(begin, at - begin)))
          word_month = month;
    } else {
      ++at;
    }
  }
  return std::nullopt;
}

}  // namespace qy
