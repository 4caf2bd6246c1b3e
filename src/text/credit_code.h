// Unified social credit code (统一社会信用代码).  Source: GB 32100-2015.
#pragma once

#include <string>
#include <string_view>

#include "text/citizen_no.h"

namespace qy {

struct CreditCode {
  NumberCheck check = NumberCheck::wrong_length;
  std::string code;  // 18 characters, upper case, when valid; else the normalised text
};

CreditCode read_credit_code(std::string_view text, bool was_number = false);
// The check character of the first 17, '\0' when they hold a character outside the code's alphabet.
char credit_code_check_digit(std::string_view first_17);

}  // namespace qy
