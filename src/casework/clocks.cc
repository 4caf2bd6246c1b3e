#include "casework/clocks.h"

#include <algorithm>
#include <array>

namespace qy {
namespace {

bool names(const std::vector<std::string>& steps, const ProcedureStep& step) {
  return std::find(steps.begin(), steps.end(), step.name()) != steps.end();
}

// A limit begun in a matter of the same procedure is that matter's own: one object's deposit does not end
// another's. One begun elsewhere (a year from filing, ended by the sanction) is the file's.
bool concerns(const RunningLimit& running, const CaseFile& file, const std::string& matter,
              const std::string& procedure) {
  if (running.ended) return false;
  const Matter* of = file.matter(running.matter);
  return running.matter == matter || of == nullptr || of->procedure != procedure;
}

bool is_late(const RunningLimit& running, Moment at, const Calendar& calendar) {
  const Result<Deadline> deadline = deadline_of(running.running, calendar);
  return deadline.ok() && at > deadline->due;
}

// Where the law wants something done so long before: whether it was done too late for that.
bool is_too_near(const RunningLimit& running, Date day, const Calendar& calendar) {
  const Result<Date> latest = latest_before(day, running.running.length, calendar);
  return latest.ok() && running.running.from.date > *latest;
}

}  // namespace

std::string_view name_of(LimitChange::Kind kind) {
  static constexpr std::array<std::string_view, 6> kNames{"started", "ended",     "paused",
                                                          "resumed", "restarted", "extended"};
  return kNames[size_t(kind)];
}

const RunningLimit* running_limit(const CaseFile& file, const std::string& limit, const std::string& matter,
                                  const std::string& procedure) {
  for (const RunningLimit& running : file.limits)
    if (running.limit == limit && concerns(running, file, matter, procedure)) return &running;
  return nullptr;
}

std::vector<LimitChange> limit_changes(const ProcedureBook& book, const Calendar& calendar,
                                       const CaseFile& file, const CaseAct& act, const ProcedureStep& step,
                                       const Facts& facts) {
  using Kind = LimitChange::Kind;
  std::vector<LimitChange> changes;
  for (const RunningLimit& before : file.limits) {
    const TimeLimit& limit = *book.limit(before.limit);
    if (!concerns(before, file, act.matter, step.procedure)) continue;
    RunningLimit after = before;
    if (limit.before == step.name() || names(limit.ends, step)) {
      after.ended = act.at;
      after.was_late = limit.before == step.name() ? is_too_near(before, act.at.date, calendar)
                                                   : is_late(before, act.at, calendar);
      changes.push_back({Kind::ended, after, after.was_late});
    } else if (names(limit.restarts, step)) {
      after.running.from = act.at;
      after.running.pauses.clear();
      after.running.extensions.clear();
      changes.push_back({Kind::restarted, after});
    } else if (names(limit.pauses, step)) {
      after.running.pauses.push_back({act.at, {}});
      changes.push_back({Kind::paused, after});
    } else if (names(limit.resumes, step) && !after.running.pauses.empty()) {
      after.running.pauses.back().to = act.at;
      changes.push_back({Kind::resumed, after});
    } else if (step.extends == limit.id && act.extension) {
      after.running.extensions.push_back(*act.extension);
      changes.push_back({Kind::extended, after});
    }
  }
  for (const TimeLimit& limit : book.limits()) {
    const bool starts =
        names(limit.starts, step) && limit.when.holds(facts) && book.stands(limit, act.at.date);
    if (!starts) continue;
    RunningLimit running{
        limit.id, act.matter, {act.at, limit.length_for(facts), limit.liberty, {}, {}}, {}, false};
    // Counted back from another limit's last day: known at once.
    if (book.limit(limit.before) != nullptr) {
      const RunningLimit* other = running_limit(file, limit.before, act.matter, step.procedure);
      const Result<Deadline> end =
          other == nullptr ? not_found(limit.before) : deadline_of(other->running, calendar);
      running.ended = act.at;
      running.was_late = end.ok() && is_too_near(running, end->due.date, calendar);
    }
    changes.push_back({Kind::started, running, running.was_late});
  }
  return changes;
}

}  // namespace qy
