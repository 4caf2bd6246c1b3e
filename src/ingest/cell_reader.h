// Cells to values, remembering what was read: a ledger says the same day, the same person and the same
// supplier thousands of times. Every memory here is bounded.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/date.h"
#include "base/money.h"
#include "ingest/trouble.h"
#include "lake/table.h"
#include "seal/seal.h"
#include "text/amount_text.h"
#include "text/date_text.h"

namespace qy {

// Plain figures (-1234.5, 1,234.50) without a call into the text library, everything else through
// read_amount.
class AmountReader {
 public:
  explicit AmountReader(AmountUnit unit);
  std::optional<Fen> read(std::string_view text) const;
  // The fast half: nothing when the text is not plain.
  static std::optional<Fen> plain(std::string_view text, int64_t fen_per_unit);

 private:
  AmountUnit unit_;
  int64_t fen_per_unit_;
};

class DateReader {
 public:
  // Without an order only dates that every order reads alike are taken.
  explicit DateReader(std::optional<DateOrder> order) : order_(order) {}

  struct Reading {
    bool ok = false;
    Trouble trouble = Trouble::bad_date;
    int32_t days = 0;
  };
  Reading read(std::string_view text);

 private:
  static constexpr size_t kSlots = 4096;
  struct Slot {
    std::string text;
    Reading reading;
  };
  Reading read_anew(std::string_view text) const;

  std::optional<DateOrder> order_;
  std::vector<Slot> slots_;  // made at the first reading: many fields have no column
};

// What a personal cell becomes.
struct Pseudonym {
  bool is_damaged = false;
  std::string token;  // empty: NULL
  std::string check;  // name_of(NumberCheck); empty where the type has none
  std::string sealed;
  std::optional<int32_t> born_on;
  std::string sex, division;
  std::string place, extent;  // of an address: the token of its place in one spelling, 'house' or 'area'
};

class PseudonymReader {
 public:
  PseudonymReader(FieldType type, Sealer& sealer, Date today);  // nobody was born after today
  const Pseudonym& read(std::string_view text, bool was_number);

 private:
  // Paid every month, a person comes back after all the others of the township: enough to remember them all.
  static constexpr size_t kMostKnown = 1 << 16;
  struct TextHash : std::hash<std::string_view> {
    using is_transparent = void;
  };
  using Known = std::unordered_map<std::string, Pseudonym, TextHash, std::equal_to<>>;
  Pseudonym read_anew(std::string_view text, bool was_number);

  FieldType type_;
  std::string purpose_;
  Sealer* sealer_;
  Date today_;
  std::array<Known, 2> known_;  // of texts, of numbers; forgotten when there are too many
};

// Ten-thousandths of a plain decimal: "12.5" -> 125000.
std::optional<int64_t> read_decimal(std::string_view text);
std::optional<int64_t> read_integer(std::string_view text);
std::optional<bool> read_boolean(std::string_view text);
// The first month that the text names: "2014-06.csv", "201406", "2014年6月", "June 2014".
std::optional<int32_t> month_in_text(std::string_view text);
// 4.72E+21, 5.1E+17: digits lost for good, whatever the cell's kind.
bool is_eaten_number(std::string_view text);

}  // namespace qy
