#include "ingest/column_look.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <unordered_set>

#include "ingest/cell_reader.h"
#include "text/account_no.h"
#include "text/amount_text.h"
#include "text/citizen_no.h"
#include "text/credit_code.h"
#include "text/digits.h"
#include "text/normalize.h"

namespace qy {
namespace {

constexpr size_t kLookedAt = 1200;

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool all_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

bool holds_han(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0xE4 && byte <= 0xE9;
  });
}

bool reads_as_date(std::string_view text) {
  if (text.size() < 6 || text.size() > 40) return false;
  for (const DateOrder order : {DateOrder::ymd, DateOrder::dmy, DateOrder::mdy})
    if (const auto date = read_date(text, order);
        date.ok() && date->date.year() >= 1900 && date->date.year() <= 2100)
      return true;
  return false;
}

std::string currency_of(std::string_view text) {
  if (text.find("£") != std::string_view::npos || text.find("GBP") != std::string_view::npos) return "GBP";
  if (text.find("€") != std::string_view::npos) return "EUR";
  if (text.find('$') != std::string_view::npos) return "USD";
  for (const std::string_view sign : {"￥", "¥", "元"})
    if (text.find(sign) != std::string_view::npos) return "CNY";
  return "";
}

bool is_person_name(std::string_view text) {
  return (text.size() == 6 || text.size() == 9 || text.size() == 12) && holds_han(text) &&
         std::all_of(text.begin(), text.end(), [](char c) { return (c & 0x80) != 0; });
}

bool is_firm_name(const std::string& text) {
  for (const std::string_view word :
       {"公司", "合作社", "集团", "中心", "医院", "学校", "商行", "经营部", "事务所", "研究院", "厂"})
    if (text.find(word) != std::string::npos) return true;
  std::string upper = text;
  std::transform(upper.begin(), upper.end(), upper.begin(), [](unsigned char c) { return std::toupper(c); });
  for (const std::string_view word :
       {"LTD", "LIMITED", " PLC", "LLP", " INC", "COUNCIL", "TRUST", "SCHOOL", "SERVICES", "GROUP",
        "UNIVERSITY", "AUTHORITY", "SOLICITOR", "ASSOCIATION", " CIC", "& CO"})
    if (upper.find(word) != std::string::npos) return true;
  return false;
}

bool is_mobile(std::string_view text) {
  return text.size() == 11 && text[0] == '1' && text[1] >= '3' && all_digits(text);
}

bool is_serial(std::string_view text) {
  if (text.size() != 5 || !all_digits(text)) return false;
  const int days = std::stoi(std::string(text));
  return days >= 25'569 && days <= 54'788;
}

struct Tally {
  std::map<std::string, size_t> currencies;
  std::unordered_set<std::string> distinct;
};

void count_cell(const SampleCell& cell, ColumnLook& look, Tally& tally) {
  const std::string& text = cell.text;
  ++look.filled;
  if (tally.distinct.size() < 5000) tally.distinct.insert(text);
  look.mean_length += double(text.size());
  const bool is_date = cell.kind == CellKind::date || reads_as_date(text);
  look.dates += is_date ? 1 : 0;
  look.serials += is_serial(text) ? 1 : 0;
  // 叁万贰仟元整 has no digit, and three bytes a character.
  const bool in_capitals =
      text.size() <= 120 && (text.find("元") != std::string::npos || text.find("圆") != std::string::npos);
  const bool may_be_amount =
      cell.kind != CellKind::date &&
      (in_capitals || (text.size() <= 40 && std::any_of(text.begin(), text.end(), is_digit)));
  if (may_be_amount && read_amount(text, AmountUnit::yuan).ok()) {
    look.amounts += 1;
    look.decimals += text.find('.') != std::string::npos ? 1 : 0;
    if (const std::string currency = currency_of(text); !currency.empty()) {
      look.currency_signs += 1;
      ++tally.currencies[currency];
    }
  }
  look.integers += read_integer(text) ? 1 : 0;
  const std::string bare = normalize(text);
  const bool long_number = bare.size() >= 15 && bare.size() <= 24;
  if (long_number && read_citizen_no(bare).check == NumberCheck::valid) look.citizen_numbers += 1;
  if (bare.size() == 18 && read_credit_code(bare).check == NumberCheck::valid) look.credit_codes += 1;
  if (long_number && all_digits(bare) && bare.size() <= 19 && passes_luhn(bare)) look.cards += 1;
  look.phones += is_mobile(bare) ? 1 : 0;
  look.han += holds_han(bare) ? 1 : 0;
  look.letters += std::any_of(bare.begin(), bare.end(), is_letter) ? 1 : 0;
  look.person_names += is_person_name(bare) ? 1 : 0;
  look.firm_names += is_firm_name(bare) ? 1 : 0;
  const bool has_blank = bare.find(' ') != std::string::npos;
  look.codes +=
      !is_date && !has_blank && !holds_han(bare) && std::any_of(bare.begin(), bare.end(), is_digit) ? 1 : 0;
}

double share_above(double share, double none, double full) {
  return std::clamp((share - none) / (full - none), 0.0, 1.0);
}

}  // namespace

ColumnLook look_at(const std::vector<const SampleRow*>& rows, size_t column) {
  ColumnLook look;
  Tally tally;
  const size_t stride = std::max<size_t>(1, rows.size() / kLookedAt);
  for (size_t r = 0; r < rows.size(); r += stride) {
    ++look.rows;
    if (column >= rows[r]->cells.size()) continue;
    const SampleCell& cell = rows[r]->cells[column];
    if (cell.text.empty() || cell.kind == CellKind::error || is_placeholder(cell.text)) continue;
    count_cell(cell, look, tally);
  }
  look.distinct = tally.distinct.size();
  if (look.filled == 0) return look;
  const auto share = [&](double& count) { count /= double(look.filled); };
  for (double* count :
       {&look.dates, &look.serials, &look.amounts, &look.integers, &look.decimals, &look.currency_signs,
        &look.citizen_numbers, &look.credit_codes, &look.cards, &look.phones, &look.han, &look.letters,
        &look.person_names, &look.firm_names, &look.codes, &look.mean_length})
    share(*count);
  const auto most = std::max_element(tally.currencies.begin(), tally.currencies.end(),
                                     [](const auto& a, const auto& b) { return a.second < b.second; });
  if (most != tally.currencies.end()) look.currency = most->first;
  return look;
}

double suits(const ColumnLook& look, const Field& field) {
  if (look.filled == 0) return 0;
  switch (field.type) {
    case FieldType::date:
    case FieldType::timestamp:
      if (look.dates >= 0.5) return 0.4 + 0.4 * look.dates;
      return look.serials > 0.9 ? 0.2 : -1;
    case FieldType::money:
      if (look.amounts < 0.5) return -1;
      return 0.1 + 0.3 * share_above(look.decimals, 0, 0.5) + 0.5 * share_above(look.currency_signs, 0, 0.5) -
             (look.dates > 0.9 ? 0.6 : 0) - (look.citizen_numbers > 0.5 || look.cards > 0.8 ? 0.8 : 0);
    case FieldType::integer:
      return look.integers >= 0.6 ? 0.1 : -1;
    case FieldType::decimal:
      return look.amounts >= 0.6 ? 0.1 : -1;
    case FieldType::boolean:
      return look.distinct <= 3 ? 0.1 : -1;
    case FieldType::citizen_no:
      if (look.citizen_numbers > 0.5) return 1;
      return look.codes > 0.5 && look.mean_length > 11 ? 0 : -0.8;
    case FieldType::account_no:
      if (look.citizen_numbers > 0.5) return -1;
      return look.cards > 0.7 ? 0.9 : look.codes > 0.5 && look.mean_length > 7 ? 0 : -0.8;
    case FieldType::uscc:
      return look.credit_codes > 0.5 ? 1 : look.codes > 0.5 && look.mean_length > 11 ? 0 : -0.8;
    case FieldType::party_no:
      if (look.cards > 0.9) return -0.8;
      if (look.credit_codes + look.citizen_numbers > 0.5) return look.credit_codes > 0.1 ? 0.5 : 0;
      [[fallthrough]];
    case FieldType::phone:
      return look.phones > 0.6 ? 0.7 : look.codes > 0.5 ? 0 : -0.6;
    case FieldType::code:
      if (field.is_month() && look.dates > 0.5) return 0.4;
      if (look.citizen_numbers > 0.5 || look.cards > 0.9) return -0.8;
      if (field.unit == "年-月" && look.dates > 0.5) return 0.1;  // 2024-03 reads as a date too
      // "Programme Spend (Oracle Projects Control Account)" under Account Code: the name, not the code.
      if (look.codes < 0.1 && look.letters > 0.9 && look.mean_length > 26) return -0.8;
      return look.codes > 0.6 ? 0.1 : look.dates > 0.9 || look.mean_length > 60 ? -0.5 : -0.1;
    case FieldType::text:
    case FieldType::address:
    case FieldType::secret:
      if (look.dates > 0.9 || look.citizen_numbers > 0.5) return -0.6;
      return field.name.find("name") == std::string::npos       ? 0
             : look.han + look.letters < 0.5                    ? -0.5
             : look.firm_names > 0.3 || look.person_names > 0.6 ? 0.15
                                                                : 0.05;
  }
  return 0;
}

namespace {

// 25/06/12, 21/06/12: by itself 2025-06-12 as well as 2012-06-25. Were the first number the year, a month's
// ledger would run over ten years and always fall on one day.
bool last_is_the_year(const std::vector<std::string_view>& texts) {
  std::set<std::string> first, last;
  for (const std::string_view text : texts) {
    const size_t a = text.find_first_of("/-."),
                 b = a == std::string_view::npos ? a : text.find_first_of("/-.", a + 1);
    if (b == std::string_view::npos || a > 2) continue;
    first.emplace(text.substr(0, a));
    last.emplace(text.substr(b + 1, 2));
  }
  return (last.size() == 1 && first.size() >= 6) || (last.size() == 2 && first.size() >= 8);
}

}  // namespace

DateEvidence weigh_dates(const std::vector<std::string_view>& texts) {
  DateEvidence evidence;
  size_t read = 0, alike = 0, ymd = 0;
  const bool no_ymd = last_is_the_year(texts);
  std::string against_dmy, against_mdy, ambiguous;
  for (const std::string_view text : texts) {
    std::array<std::optional<int32_t>, 3> days;
    for (const DateOrder order : {DateOrder::ymd, DateOrder::dmy, DateOrder::mdy})
      if (const auto date = read_date(text, order); date.ok()) days[size_t(order)] = date->date.days();
    const auto& [y, d, m] = days;
    if (!y && !d && !m) continue;
    ++read;
    if (y && d && m && *y == *d && *d == *m) ++alike;
    if (y && (!no_ymd || (!d && !m))) ++ymd;
    if (d && m && *d != *m) {
      ++evidence.ambiguous;
      ambiguous = text;
    }
    if (d && !m) {
      ++evidence.only_dmy;
      against_mdy = text;
    }
    if (m && !d) {
      ++evidence.only_mdy;
      against_dmy = text;
    }
  }
  if (read == 0) return evidence;
  if (alike == read || (ymd == read && evidence.ambiguous + evidence.only_dmy + evidence.only_mdy == 0)) {
    evidence.irrelevant = true;
    evidence.order = DateOrder::ymd;
    return evidence;
  }
  const bool short_years_first = ymd == read && !no_ymd;
  if (short_years_first) {
    evidence.example = ambiguous.empty() ? std::string(texts.front()) : ambiguous;
  } else if (evidence.only_dmy > 0 && evidence.only_mdy == 0) {
    evidence.order = DateOrder::dmy;
  } else if (evidence.only_mdy > 0 && evidence.only_dmy == 0) {
    evidence.order = DateOrder::mdy;
  } else {
    evidence.example = evidence.only_dmy > 0 ? against_dmy + " 与 " + against_mdy : ambiguous;
  }
  return evidence;
}

}  // namespace qy
