// Who looked at what, when, and what for: every reading.* of the log, for those who watch over it (rights/reading.yaml). Read
// from the log's own files; the purpose is in the record that each entry is committed to.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "record/act.h"
#include "seal/log.h"

namespace qy {

struct Reading {
  int64_t seq = 0, at_ms = 0;
  std::string kind, user, role, object, purpose;
};

// "" where it may be any; days as YYYY-MM-DD, both inclusive.
struct ReadingFilter {
  std::string user, object, from, to;
};

// Oldest first. damaged where the log is not what was signed. `records`: the house's own.
Result<std::vector<Reading>> readings_of(const LogReader& log, RecordBook& records,
                                         const ReadingFilter& filter);

}  // namespace qy
