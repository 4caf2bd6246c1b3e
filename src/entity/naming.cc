#include "entity/naming.h"

#include <map>

namespace qy {

Names name_entities(const std::vector<RecordIndex>& entity_of, const std::vector<RecordIndex>& before) {
  const size_t records = entity_of.size();
  const auto had = [&](RecordIndex i) { return before.empty() ? kNew : before[i]; };
  std::vector<int64_t> size_before(records);
  for (RecordIndex i = 0; i < records; ++i)
    if (had(i) != kNew) ++size_before[had(i)];
  std::vector<RecordIndex> name(records, kNew);  // by group
  for (RecordIndex i = 0; i < records; ++i) {
    RecordIndex& best = name[entity_of[i]];
    if (had(i) == i && (best == kNew || size_before[i] > size_before[best])) best = i;
  }
  Names out;
  out.entity_of.resize(records);
  for (RecordIndex i = 0; i < records; ++i) {
    RecordIndex& of_group = name[entity_of[i]];
    if (of_group == kNew) of_group = i;
    out.entity_of[i] = of_group;
  }
  std::map<std::pair<RecordIndex, RecordIndex>, int64_t> moved;
  for (RecordIndex i = 0; i < records; ++i)
    if (had(i) != kNew && had(i) != out.entity_of[i]) ++moved[{had(i), out.entity_of[i]}];
  for (const auto& [names, count] : moved) {
    const auto [from, to] = names;
    const bool is_gone = out.entity_of[from] != from;
    out.changes.push_back(
        {is_gone && out.entity_of[from] == to ? EntityChangeKind::merged : EntityChangeKind::split, from, to,
         count});
  }
  return out;
}

}  // namespace qy
