// Two answers to one question held against each other, as when a rule is asked with another text or other values. Fingerprints
// say which finding is which (finding.h); both sides must have them (merge_same).
#pragma once

#include <utility>
#include <vector>

#include "leads/finding.h"

namespace qy {

struct FindingsDifference {  // by fingerprint
  std::vector<const Finding*> came, gone;
  std::vector<std::pair<const Finding*, const Finding*>>
      other_band;                      // on both sides, and not as firmly: here, there
  std::vector<const Finding*> stayed;  // on both sides, as they are here
};

// Points into both, which must outlive it.
FindingsDifference difference_of(const std::vector<Finding>& here, const std::vector<Finding>& there);

}  // namespace qy
