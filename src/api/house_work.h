// Long work that is begun in the workbench, what administrators look at there, and what stands on folders beside this one (store, backup): app gives it.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <string>

#include "base/json.h"
#include "jobs/job_board.h"
#include "record/act.h"
#include "rules/program.h"
#include "seal/log.h"

namespace qy {

class RecordBook;

struct HouseWork {
  // Long work, each as a job; what it found becomes the job's result.
  std::function<Result<void>(JobRun&)> verify, resolve;
  std::function<Result<void>(JobRun&, RecordBook&his, const Actor&by)> back_up, drill;
  // A made-up county into an empty lake.
  std::function<Result<void>(JobRun&, RecordBook& his, const Actor& by)> practise;
  // All rules in force over the lake; as_of: ISO, "" for today.
  std::function<Result<void>(JobRun&, RecordBook& his, const Actor& by, const std::string& as_of)> screen;
  // One rule with other values, beside those in force (leads/rule_trial.h); as_of as above.
  std::function<Result<void>(JobRun&, RecordBook& his, const Actor& by, const std::string& rule,
                             const std::map<std::string, std::string>& values, const std::string& as_of)>
      try_rule;
  // This county's own values of parameters, rule by rule.
  std::function<Result<Overrides>()> parameters;
  // Publishes what waits, and lets the log be read while it stands still.
  std::function<Result<void>(const std::function<Result<void>(const LogReader&)>&)> read_log;
  std::filesystem::path backups;  // `backups` of qingyuan.yaml; empty: none is named
};

}  // namespace qy
