#include "record/act.h"

#include <algorithm>
#include <iterator>

namespace qy {

Result<std::vector<Row>> RecordBook::select_any(std::string_view table, const std::string& field,
                                                const std::set<std::string>& values, const Fields& where) {
  std::vector<Row> all;
  for (const std::string& value : values) {
    Fields one = where;
    one[field] = value;
    QY_TRY(auto rows, select(table, one));
    std::ranges::move(rows, std::back_inserter(all));
  }
  std::ranges::sort(all, std::less(), &Row::id);
  return all;
}

std::string Row::text(const std::string& field) const {
  const auto at = fields.find(field);
  if (at == fields.end()) return {};
  const auto* text = std::get_if<std::string>(&at->second);
  return text == nullptr ? std::string() : *text;
}

int64_t Row::number(const std::string& field) const {
  const auto at = fields.find(field);
  if (at == fields.end()) return 0;
  const auto* number = std::get_if<int64_t>(&at->second);
  return number == nullptr ? 0 : *number;
}

}  // namespace qy
