// What changed since the screening before: new, persisting, gone.
//
//   found now, found before            persisting, first seen when it was first seen
//   found now, not found before        new
//   found before, its rule answered    gone
//   found before, its rule did not     not examined: carried on, so that it is not "new" again next time
//     answer (left out, failed, table missing)
#pragma once

#include "leads/finding.h"

namespace qy {

// The fingerprints of `now` must be set (merge_same). Without a screening before, everything is new.
void compare(Screening& now, const Screening* before);

}  // namespace qy
