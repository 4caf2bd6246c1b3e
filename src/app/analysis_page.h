// The analysis of a linkage as one page that needs nothing but a browser: the weights as a picture, the keys
// and the columns as tables, the warnings first.
#pragma once

#include <string>
#include <vector>

#include "base/message.h"
#include "entity/analysis.h"

namespace qy {

// What an officer should know before trusting the result: columns that say nothing, crowded keys, records
// that no key can find.
std::vector<Said> warnings_of(const Analysis& analysis);

// `threshold`: of the configuration, a probability.
std::string analysis_page(const Analysis& analysis, double threshold);

}  // namespace qy
