// When an act is written down: the clock's milliseconds as the minute that files count in (UTC+8), and back.
#pragma once

#include <cstdint>

#include "law/moment.h"

namespace qy {

Moment moment_of(int64_t at_ms);  // the minute that has begun
int64_t ms_of(Moment at);

}  // namespace qy
