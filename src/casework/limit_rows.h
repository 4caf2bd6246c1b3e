// A running time limit as a row, and back. Private to this folder.
#pragma once

#include "casework/matter.h"
#include "record/act.h"

namespace qy {

Fields fields_of_limit(const RunningLimit& limit, const Calendar& calendar);
Result<RunningLimit> limit_of_row(const Row& row);
// A field that may hold nothing.
inline FieldValue text_or_none(const std::string& text) {
  return text.empty() ? FieldValue(std::monostate()) : FieldValue(text);
}
// Its last moment, or "" while none can be told: it ended, stands still, or its calendar is missing.
std::string due_text_of(const RunningLimit& limit, const Calendar& calendar);

}  // namespace qy
