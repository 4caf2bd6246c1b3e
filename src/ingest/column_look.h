// What the values of one column look like, whatever its header says.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ingest/sample.h"
#include "lake/table.h"
#include "text/date_text.h"

namespace qy {

struct ColumnLook {
  size_t rows = 0, filled = 0;  // filled: not blank, no placeholder
  size_t distinct = 0;
  // Shares of the filled cells, 0..1.
  double dates = 0;    // readable as a date in some order
  double serials = 0;  // whole numbers from 25569 to 54788 (1970 to 2049 as spreadsheet days)
  double amounts = 0;  // readable as an amount
  double integers = 0;
  double decimals = 0;         // amounts with a fraction
  double currency_signs = 0;   // £, ￥, 元 …
  double citizen_numbers = 0;  // with a passing check digit
  double credit_codes = 0;     // with a passing check character
  double cards = 0;            // 16 to 19 digits that pass Luhn
  double phones = 0;           // mainland mobile numbers
  double han = 0;              // holds a Chinese character
  double letters = 0;          // holds a Latin letter
  double person_names = 0;     // two to four Chinese characters, no more
  double firm_names = 0;       // 公司, 厂, 合作社, LTD, LLP, COUNCIL …
  double codes = 0;            // no blanks, digits in it
  double mean_length = 0;      // in bytes
  std::string currency;        // GBP, CNY, EUR, USD: what most of the signs say
};

// `rows` are data rows; a column past a row's end counts as blank.
ColumnLook look_at(const std::vector<const SampleRow*>& rows, size_t column);

// How well the look suits a field of this type: −1 (cannot be) … 0 (says nothing) … 1 (speaks for it alone).
double suits(const ColumnLook& look, const Field& field);

// What the values tell about the order of day and month. Never guessed: with only 05/06/2024 there is no
// answer.
struct DateEvidence {
  std::optional<DateOrder> order;
  bool irrelevant = false;  // every order reads them alike (ISO, 5-Jan-24)
  size_t only_dmy = 0, only_mdy = 0, ambiguous = 0;
  std::string example;  // a value that could be read in two ways, or that contradicts the rest
};
DateEvidence weigh_dates(const std::vector<std::string_view>& texts);

}  // namespace qy
