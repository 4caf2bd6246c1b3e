// A fictional county for the tests of this folder: every unit, firm, village and figure in it is invented.
#pragma once

#include "leads/finding.h"

namespace qy {

// Five rules of three packs, a dozen findings (two rules about one firm), one rule that failed and one that
// lacked its table. Fingerprints, status and ranks are not filled in yet.
Screening made_up_screening();

// The same county with `n` findings, generated; equal for equal n.
Screening made_up_screening(int n);

}  // namespace qy
