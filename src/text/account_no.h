// Bank account and card numbers: 16–19-digit cards pass Luhn; older and corporate accounts have no public
// check.
#pragma once

#include <string>
#include <string_view>

#include "text/citizen_no.h"

namespace qy {

struct AccountNo {
  NumberCheck check =
      NumberCheck::wrong_length;  // `valid` for an account without a public check too, if 8 to 32 digits
  std::string number;             // digits only
};

AccountNo read_account_no(std::string_view text, bool was_number = false);
bool passes_luhn(std::string_view digits);

}  // namespace qy
