// Year, month and day at the front of a text; what follows (a time, nothing) is the caller's.
#pragma once

#include <optional>

#include "text/date_text.h"
#include "text/scanner.h"

namespace qy {

// As written: Date judges whether there is such a day.
struct Civil {
  int year = 0, month = 0, day = 1;
  bool whole_month = false;
};

std::optional<Civil> take_civil(Scanner& scan, DateOrder order);

}  // namespace qy
