#include "record/row_filter.h"

namespace qy {

RowFilter both(const RowFilter& a, const RowFilter& b) {
  RowFilter filter{"(" + a.sql + ") AND (" + b.sql + ")", a.values};
  filter.values.insert(b.values.begin(), b.values.end());
  return filter;
}

RowFilter holds_any(const std::string& field, const std::set<std::string>& values) {
  RowFilter filter{"t." + field + " IN (", {}};
  size_t i = 0;
  for (const std::string& value : values) {
    const std::string place = "any_of_" + std::to_string(i++);
    filter.sql += (i == 1 ? ":" : ", :") + place;
    filter.values.emplace(place, value);
  }
  filter.sql += ")";
  return filter;
}

}  // namespace qy
