#include "store/kept_counts.h"

namespace qy {
namespace {

// Texts with their lengths before them: a value that an officer sends may hold whatever stands between.
std::string name_of(std::string_view table, const Fields& where) {
  std::string name(table);
  for (const auto& [field, value] : where) {
    name += "\n" + field + "\n";
    if (const auto* text = std::get_if<std::string>(&value))
      name += "t" + std::to_string(text->size()) + ":" + *text;
    if (const auto* number = std::get_if<int64_t>(&value)) name += "n" + std::to_string(*number);
  }
  return name;
}

}  // namespace

Result<int64_t> KeptCounts::count(Database& database, std::string_view table, const Fields& where) {
  QY_TRY(const int64_t last, last_act_on(database, table));
  const std::string name = name_of(table, where);
  {
    const std::lock_guard lock(mutex_);
    const auto at = kept_.find(name);
    if (at != kept_.end() && at->second.last_act == last) return at->second.count;
  }
  QY_TRY(const int64_t count, count_where(database, table, where, {}));
  const std::lock_guard lock(mutex_);
  if (kept_.size() >= kMost) kept_.clear();
  kept_[name] = {last, count};
  return count;
}

}  // namespace qy
