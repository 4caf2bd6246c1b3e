// Blue, yellow and red (蓝黄红): which matters supervision should look at, by rules that are data
// (procedures/shared/alerts.yaml). Colours remind people; they change nothing in a matter.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "law/terms.h"

namespace qy {

enum class AlertColour { none, blue, yellow, red };
std::string_view name_of(AlertColour colour);

struct AlertRule {
  enum class Since { received, progress, due };
  std::string stage;  // a procedure, or "any"
  Since since = Since::received;
  int days = 0;  // at least so many since then; for `due`: at most so many left
  AlertColour colour = AlertColour::none;
  std::vector<std::string> actions;  // phone, reminder, supervision_letter, interview
  std::string tell;                  // the role that is told
};

struct AlertSet : Term {
  std::vector<AlertRule> rules;
};

Result<std::vector<AlertSet>> load_alerts(const std::filesystem::path& file, const Terms& terms);

// What is known of a matter on a day.
struct AlertSubject {
  std::string stage;
  Date received, progress;
  std::optional<Date> due;
};
// The gravest rule that holds, or none. Of two with one colour the later in the file.
const AlertRule* alert_for(const AlertSet& set, const AlertSubject& subject, Date today);

}  // namespace qy
