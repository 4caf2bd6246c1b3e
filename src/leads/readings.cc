#include "leads/readings.h"

#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <sstream>

#include "base/json.h"
#include "record/act_time.h"

namespace qy {
namespace {

// "act/1", kind, user and role, object, milliseconds, each on its line (docs/records.md).
std::optional<Reading> reading_of(int64_t seq, std::string_view entry) {
  std::istringstream lines{std::string(entry)};
  std::string form, who, at;
  Reading reading{.seq = seq};
  std::getline(lines, form);
  std::getline(lines, reading.kind);
  std::getline(lines, who);
  std::getline(lines, reading.object);
  std::getline(lines, at);
  if (!reading.kind.starts_with("reading.")) return std::nullopt;
  const size_t blank = who.find(' ');
  reading.user = who.substr(0, blank);
  reading.role = who.substr(std::min(who.size(), blank + 1));
  reading.at_ms = std::atoll(at.c_str());
  return reading;
}

bool fits(const Reading& reading, const ReadingFilter& filter) {
  const std::string day = day_of(reading.at_ms).iso();
  return (filter.user.empty() || reading.user == filter.user) &&
         (filter.object.empty() || reading.object == filter.object) && day >= filter.from &&
         (filter.to.empty() || day <= filter.to);
}

// seq -> what it was for, of all readings of one object.
Result<std::map<int64_t, std::string>> purposes_of(RecordBook& records, const std::string& object) {
  QY_TRY(const auto acts, records.history(object));
  std::map<int64_t, std::string> notes;
  for (const PastAct& act : acts) {
    if (!act.record || !act.kind.starts_with("reading.")) continue;
    QY_TRY(const Json record, parse_json(*act.record, "act " + std::to_string(act.seq)));
    notes[act.seq] = record.value("note", "");
  }
  return notes;
}

}  // namespace

Result<std::vector<Reading>> readings_of(const LogReader& log, RecordBook& records,
                                         const ReadingFilter& filter) {
  std::vector<Reading> found;
  QY_CHECK(log.check_all([&](int64_t seq, std::string_view entry) -> Result<void> {
    const auto reading = reading_of(seq, entry);
    if (reading && fits(*reading, filter)) found.push_back(*reading);
    return {};
  }));
  std::map<std::string, std::map<int64_t, std::string>> purposes;
  for (Reading& reading : found) {
    if (!purposes.contains(reading.object)) {
      QY_TRY(purposes[reading.object], purposes_of(records, reading.object));
    }
    reading.purpose = purposes[reading.object][reading.seq];
  }
  return found;
}

}  // namespace qy
