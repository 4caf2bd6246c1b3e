#include "entity/records.h"

#include <algorithm>

namespace qy {

ValueCode Values::add(std::string_view text) {
  if (text.empty()) return kNothing;
  if (const auto at = index_.find(text); at != index_.end()) return at->second;
  const auto code = ValueCode(texts_.size());
  index_.emplace(texts_.emplace_back(text), code);
  return code;
}

const RecordColumn* Records::find(std::string_view name) const {
  const auto at =
      std::find_if(columns.begin(), columns.end(), [&](const RecordColumn& c) { return c.name == name; });
  return at == columns.end() ? nullptr : &*at;
}

}  // namespace qy
