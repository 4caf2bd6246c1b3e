#include "casework/alarms.h"

#include <algorithm>
#include <array>

namespace qy {
namespace {

constexpr std::array<int, 5> kDays{1, 3, 7, 14, 30};
constexpr std::array<int, 3> kHours{1, 3, 6};

// The nearest threshold that is not yet passed, or -1 while the last day is farther than all of them.
template <size_t n>
int threshold_for(const std::array<int, n>& thresholds, int left) {
  for (const int threshold : thresholds)
    if (left <= threshold) return threshold;
  return -1;
}

std::vector<std::string> told(const Alarm& alarm) {
  if (alarm.is_incident) return {"case_management_head", "chief", "superior"};
  std::vector<std::string> roles{"handler", "handling_head"};
  if (alarm.threshold <= 3) roles.emplace_back("leader_in_charge");
  if (alarm.threshold <= 1) roles.emplace_back("chief");
  return roles;
}

}  // namespace

std::vector<Alarm> alarms(const Calendar& calendar, const CaseFile& file, Moment now) {
  std::vector<Alarm> all;
  for (const RunningLimit& running : file.limits) {
    if (running.ended) continue;
    const Result<Deadline> deadline = deadline_of(running.running, calendar);
    if (!deadline.ok()) continue;
    Alarm alarm{running.limit, running.matter, *deadline};
    alarm.in_hours = running.running.length.unit == SpanUnit::hours;
    const bool has_run_out = now > deadline->due;
    const int minutes = minutes_between(now, deadline->due);
    alarm.left = alarm.in_hours ? minutes / 60 : days_between(now.date, deadline->due.date);
    if (!has_run_out) {
      alarm.threshold =
          alarm.in_hours ? threshold_for(kHours, (minutes + 59) / 60) : threshold_for(kDays, alarm.left);
      if (alarm.threshold < 0) continue;
    }
    alarm.is_incident = has_run_out && running.running.liberty;
    alarm.tell = told(alarm);
    all.push_back(std::move(alarm));
  }
  std::stable_sort(all.begin(), all.end(), [&](const Alarm& a, const Alarm& b) {
    if (a.is_incident != b.is_incident) return a.is_incident;
    return a.deadline.due < b.deadline.due;
  });
  return all;
}

}  // namespace qy
