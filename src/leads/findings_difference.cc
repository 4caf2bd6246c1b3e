#include "leads/findings_difference.h"

#include <map>

namespace qy {

FindingsDifference difference_of(const std::vector<Finding>& here, const std::vector<Finding>& there) {
  std::map<std::string_view, std::pair<const Finding*, const Finding*>> both;
  for (const Finding& finding : here) both[finding.fingerprint].first = &finding;
  for (const Finding& finding : there) both[finding.fingerprint].second = &finding;
  FindingsDifference difference;
  for (const auto& [fingerprint, sides] : both) {
    const auto& [before, after] = sides;
    if (before == nullptr) {
      difference.came.push_back(after);
    } else if (after == nullptr) {
      difference.gone.push_back(before);
    } else {
      difference.stayed.push_back(before);
      if (before->band != after->band) difference.other_band.push_back(sides);
    }
  }
  return difference;
}

}  // namespace qy
