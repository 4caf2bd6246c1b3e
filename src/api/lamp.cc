#include "api/lamp.h"

#include "api/case_words.h"
#include "api/route.h"

namespace qy {
namespace {
constexpr int kSoonWorkdays = 3;
}

Json lamp_of(const std::optional<Moment>& due, const ApiCall& call) {
  if (!due) return {{"lamp", "none"}};
  const Moment now = now_of(call);
  const auto left = call.ground.calendar.workdays_between(now.date, due->date);
  const int near = left.ok() ? *left : days_between(now.date, due->date);
  Json json{{"lamp", now > *due              ? "over"
                     : near <= kSoonWorkdays ? "soon"
                                             : "calm"},
            {"days_left", days_between(now.date, due->date)}};
  if (left.ok()) json["workdays_left"] = *left;
  return json;
}

}  // namespace qy
