#include "api/past_acts.h"

#include <nlohmann/json.hpp>

#include "record/act_time.h"

namespace qy {

Json json_of(const std::vector<PastAct>& acts) {
  Json list = Json::array();
  for (const PastAct& act : acts)
    list.push_back({{"at", stamp_of(act.at_ms)},
                    {"kind", act.kind},
                    {"user", act.actor.user},
                    {"role", act.actor.role},
                    {"basis", act.basis},
                    {"entry", std::to_string(act.seq)}});
  return list;
}

}  // namespace qy
