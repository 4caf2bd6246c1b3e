// How near a last day is: over, soon, calm; none where there is none. The page shows it with an icon and a word, never by colour alone.
//
// Source: ui.md 1.2 (yellow from three working days on).
#pragma once

#include <string>

#include "base/json.h"
#include "law/moment.h"

namespace qy {

struct ApiCall;

// {"lamp", "days_left", "workdays_left"}; the last is left out where the calendar of that year is missing.
Json lamp_of(const std::optional<Moment>& due, const ApiCall& call);

}  // namespace qy
