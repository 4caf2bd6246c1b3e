#include "entity/records.h"

#include <algorithm>
#include <functional>

namespace qy {
namespace {

constexpr size_t kFirstSlots = 16;

}  // namespace

// Where the text stands in the table, or the empty slot where it would.
size_t Values::slot_of(std::string_view text) const {
  const size_t mask = slots_.size() - 1;
  size_t at = std::hash<std::string_view>()(text) & mask;
  while (slots_[at] != kNothing && this->text(slots_[at]) != text) at = (at + 1) & mask;
  return at;
}

void Values::grow() {
  slots_.assign(std::max(kFirstSlots, slots_.size() * 2), kNothing);
  for (ValueCode code = 1; code < size(); ++code) slots_[slot_of(text(code))] = code;
}

ValueCode Values::add(std::string_view text) {
  if (text.empty()) return kNothing;
  if (size() * 2 >= slots_.size()) grow();
  const size_t at = slot_of(text);
  if (slots_[at] != kNothing) return slots_[at];
  slots_[at] = ValueCode(size());
  bytes_ += text;
  ends_.push_back(bytes_.size());
  return slots_[at];
}

ValueCode Values::find(std::string_view text) const {
  return text.empty() || slots_.empty() ? kNothing : slots_[slot_of(text)];
}

bool RecordIds::add(std::string_view id) {
  const size_t before = ids_.size();
  return ids_.add(id) == before;
}

std::optional<RecordIndex> RecordIds::find(std::string_view id) const {
  const ValueCode code = ids_.find(id);
  if (code == kNothing) return std::nullopt;
  return code - 1;
}

const RecordColumn* Records::find(std::string_view name) const {
  const auto at =
      std::find_if(columns.begin(), columns.end(), [&](const RecordColumn& c) { return c.name == name; });
  return at == columns.end() ? nullptr : &*at;
}

}  // namespace qy
