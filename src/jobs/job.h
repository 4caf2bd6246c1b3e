// Long work that the server does for an officer: he begins it, asks how far it is, and may stop it.
//
//   waiting ──▶ running ──▶ done        the result is whole
//      │           ├──────▶ failed      why; the result says what was settled before
//      │           ├──────▶ cancelled   he stopped it
//      └───────────┴──────▶ cut_off     the server ended before it did
//
// The work itself must leave nothing half done wherever it stops; a job only tells what became of it.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "base/json.h"
#include "base/result.h"

namespace qy {

enum class JobState { waiting, running, done, failed, cancelled, cut_off };
std::string_view name_of(JobState state);
inline bool has_ended(JobState state) {
  return state != JobState::waiting && state != JobState::running;
}

struct Job {
  std::string id;       // j20261126-093000-001
  std::string kind;     // "import"
  std::string user;     // whose it is: nobody else is told of it
  std::string subject;  // what it is about: an upload
  JobState state = JobState::waiting;
  std::string begun_at, ended_at;  // 2026-03-01T09:30:00+08:00; "" where not yet
  double share = 0;                // done, 0..1
  Json result = Json::object();    // grows while the work settles one thing after another
  std::optional<Error> error;
};

Json to_json(const Job& job);
Result<Job> job_from_json(std::string_view text, const std::string& what);

}  // namespace qy
