// The number by which a party to a contract, a bid or a payment is known. A column of such numbers mixes
// firms (credit codes, register numbers, a ledger's own codes), households, and private persons, who are
// known by their citizen numbers: a tenant, a sole trader whose tax number is his own.
//
//   91420500MA49XXXX1Y          no person      91... a valid credit code
//   V100234                     no person      a ledger's own code
//   11010519491231002X          person         a valid citizen number
//   110105194912310021          person         one digit off: still somebody's, and a credit code it is not
//   420525102203010012          no person      a household: what would be the year of birth is 1022
#pragma once

#include <string>
#include <string_view>

#include "text/citizen_no.h"

namespace qy {

struct PartyNo {
  bool is_person = false;
  bool is_damaged = false;  // a spreadsheet ate it
  std::string number;       // a valid credit code in capitals without blanks; else the normalised text
};

// `today`: nobody was born after it.
PartyNo read_party_no(std::string_view text, bool was_number, Date today);

// Where the first citizen number of 18 characters stands in a text, alone or among words; npos when there is
// none. Only adults are looked for: contracts are numbered by division, day and serial
// (420525-20240115-0012), which has the form of a newborn's number. Costs a look at every 17th byte.
size_t find_citizen_no(std::string_view text, Date today, size_t from = 0);
inline constexpr size_t kCitizenNoLength = 18;

// The text with 〔证件号〕 in the place of every citizen number, for texts that are shown or kept in the
// open.
std::string hide_citizen_numbers(std::string_view text, Date today);

}  // namespace qy
