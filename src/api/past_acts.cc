#include "api/past_acts.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "record/act_time.h"

namespace qy {

Result<Json> json_of(const std::vector<PastAct>& acts, OfficerNames& names) {
  Json list = Json::array();
  for (const PastAct& act : acts) {
    QY_TRY(const std::string name, names.of(act.actor.user));
    list.push_back({{"at", stamp_of(act.at_ms)},
                    {"kind", act.kind},
                    {"user", act.actor.user},
                    {"name", name},
                    {"role", act.actor.role},
                    {"basis", act.basis},
                    {"entry", std::to_string(act.seq)}});
  }
  return list;
}

int64_t last_entry(const std::vector<PastAct>& acts) {
  const auto last = std::find_if(acts.rbegin(), acts.rend(),
                                 [](const PastAct& act) { return !act.kind.starts_with("reading."); });
  return last == acts.rend() ? -1 : last->seq;
}

}  // namespace qy
