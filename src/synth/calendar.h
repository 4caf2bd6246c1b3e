// The working calendar of the county's three years, after the State Council's yearly notices.
#pragma once

#include <string_view>

#include "base/date.h"
#include "synth/delivery.h"

namespace qy::synth {

enum class DayKind { workday, weekend, holiday, makeup_workday };
DayKind kind_of(Date day);
inline bool is_working(Date day) {
  const DayKind kind = kind_of(day);
  return kind == DayKind::workday || kind == DayKind::makeup_workday;
}
// The day itself, or the first working day after it.
Date working_day_from(Date day);

Result<void> write_calendar(Delivery& delivery);

}  // namespace qy::synth
