// A provision of law, with the days between which it holds.
#pragma once

#include <string>

namespace qy {

struct LegalBasis {
  std::string law, article, text, valid_from, valid_to;  // dates as ISO text, empty when open
  bool operator==(const LegalBasis&) const = default;
};

}  // namespace qy
