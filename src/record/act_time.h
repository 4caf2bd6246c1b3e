// When an act was done, as people read it: the civil day in UTC+8, and 2026-03-01T09:30:00+08:00.
#pragma once

#include <cstdint>
#include <string>

#include "base/date.h"

namespace qy {

Date day_of(int64_t at_ms);  // milliseconds since 1970-01-01T00:00Z
std::string stamp_of(int64_t at_ms);

}  // namespace qy
