// Every reading, search and export goes into the log before anything is shown, and can be reviewed (trust.md 1).
//
// Source: 监察法实施条例 299 (知悉范围以工作需要为限).
#pragma once

#include <string>

#include "base/clock.h"
#include "record/act.h"

namespace qy {

// `kind`: reading.listed, reading.opened, reading.searched, reading.exported; `why`: what for. invalid where it is
// empty. `book` is the house's own: the reading is written whatever the reader may write.
Result<void> log_reading_of(RecordBook& book, const Clock& clock, const Actor& by, const std::string& kind,
                            const std::string& object, const std::string& why);

}  // namespace qy
