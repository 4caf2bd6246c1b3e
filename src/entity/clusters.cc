#include "entity/clusters.h"

#include <algorithm>
#include <numeric>

namespace qy {
namespace {

class Groups {
 public:
  Groups(size_t records, const std::vector<Link>& links, const std::vector<const RecordColumn*>& never_join)
      : parent_(records),
        members_(records),
        values_(never_join.size()),
        first_(records + 1),
        other_(2 * links.size()) {
    std::iota(parent_.begin(), parent_.end(), 0U);
    for (RecordIndex i = 0; i < records; ++i) members_[i] = {i};
    for (size_t f = 0; f < never_join.size(); ++f) values_[f] = never_join[f]->codes;
    for (const Link& link : links) ++first_[link.a + 1], ++first_[link.b + 1];
    std::partial_sum(first_.begin(), first_.end(), first_.begin());
    std::vector<size_t> at(first_.begin(), first_.end() - 1);
    for (const Link& link : links) other_[at[link.a]++] = link.b, other_[at[link.b]++] = link.a;
  }

  RecordIndex of(RecordIndex record) {
    while (parent_[record] != record) record = parent_[record] = parent_[parent_[record]];
    return record;
  }
  bool contradict(RecordIndex a, RecordIndex b) const {
    return std::any_of(values_.begin(), values_.end(), [&](const std::vector<ValueCode>& values) {
      return values[a] != kNothing && values[b] != kNothing && values[a] != values[b];
    });
  }
  // Of the pairs that two groups could have, those that were found.
  double support(RecordIndex a, RecordIndex b) {
    if (members_[a].size() > members_[b].size()) std::swap(a, b);
    size_t found = 0;
    for (const RecordIndex member : members_[a])
      for (size_t at = first_[member]; at < first_[member + 1]; ++at) found += of(other_[at]) == b ? 1 : 0;
    return double(found) / (double(members_[a].size()) * double(members_[b].size()));
  }
  bool are_both_several(RecordIndex a, RecordIndex b) const {
    return members_[a].size() > 1 && members_[b].size() > 1;
  }
  void join(RecordIndex a, RecordIndex b) {
    if (members_[a].size() < members_[b].size()) std::swap(a, b);
    parent_[b] = a;
    members_[a].insert(members_[a].end(), members_[b].begin(), members_[b].end());
    members_[b] = {};
    for (std::vector<ValueCode>& values : values_)
      if (values[a] == kNothing) values[a] = values[b];
  }

 private:
  std::vector<RecordIndex> parent_;
  std::vector<std::vector<RecordIndex>> members_;
  std::vector<std::vector<ValueCode>> values_;  // by field: the one value of the group, by its root
  std::vector<size_t> first_;                   // by record: where its links begin
  std::vector<RecordIndex> other_;
};

}  // namespace

Clusters cluster(size_t records, std::vector<Link>& links, const std::vector<const RecordColumn*>& never_join,
                 double support) {
  std::sort(links.begin(), links.end(), [](const Link& x, const Link& y) {
    if (x.bits != y.bits) return x.bits > y.bits;
    return x.a != y.a ? x.a < y.a : x.b < y.b;
  });
  Clusters out;
  Groups groups(records, links, never_join);
  for (const Link& link : links) {
    const RecordIndex a = groups.of(link.a), b = groups.of(link.b);
    if (a == b) continue;
    if (groups.contradict(a, b)) {
      ++out.contradicted;
    } else if (groups.are_both_several(a, b) && groups.support(a, b) < support) {
      ++out.bridges;
    } else {
      groups.join(a, b);
    }
  }
  std::vector<RecordIndex> lowest(records, RecordIndex(records));
  out.entity_of.resize(records);
  for (RecordIndex i = 0; i < records; ++i) lowest[groups.of(i)] = std::min(lowest[groups.of(i)], i);
  for (RecordIndex i = 0; i < records; ++i) out.entity_of[i] = lowest[groups.of(i)];
  return out;
}

}  // namespace qy
