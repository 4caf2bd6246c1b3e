// A trial (试算) of a rule: what it would find with other values of its parameters, beside what it finds with those in force. It
// changes neither findings nor values; what it showed is kept for the one who began it, and only the newest are kept.
//
//   findings/trials/<id>.json in the workspace
#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "base/json.h"
#include "leads/findings_difference.h"

namespace qy {

struct TrialValue {
  std::string name, unit, present, value;  // present: in force
};

struct RuleTrial {
  std::string id;  // t20261126-093000-3f9a
  std::string by;  // whose it is
  std::string rule, as_of, at;
  int version = 1;
  std::vector<TrialValue> values;
  Json difference;  // as told_of makes it
};

// "came", "gone", "other_band", "stayed": how many; "lines": the largest amounts of the first three, so many of each.
inline constexpr size_t kMostTrialLines = 200;
Json told_of(const FindingsDifference& difference);

class TrialBook {
 public:
  explicit TrialBook(const std::filesystem::path& workspace) : folder_(workspace / "findings" / "trials") {}
  Result<void> keep(const RuleTrial& trial) const;
  // not_found where there is none of this number, or it was another's.
  Result<RuleTrial> find(const std::string& id, const std::string& user) const;

 private:
  std::filesystem::path folder_;
};

// From when it was begun, by whom, and what it asks: the same again within the second is the same trial.
std::string trial_number(const RuleTrial& trial);

}  // namespace qy
