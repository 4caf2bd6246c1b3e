#include "entity/clusters.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "entity/groups.h"

namespace qy {
namespace {

class Joining {
 public:
  Joining(size_t records, const Ties& ties) : groups_(records), ties_(ties) {
    for (const RecordColumn* field : ties.never_join) values_.push_back(field->codes);
    for (const auto& [a, b] : ties.no) {
      apart_[a].push_back(b);
      apart_[b].push_back(a);
    }
    for (const auto& [a, b] : ties.yes) join(groups_.of(a), groups_.of(b));
    for (const std::vector<RecordIndex>& entity : ties.before) join_again(entity);
  }

  void take(const Link& link) {
    const RecordIndex a = groups_.of(link.a), b = groups_.of(link.b);
    if (a == b) return;
    if (contradict(a, b)) {
      ++contradicted_;
    } else if (groups_.size(a) == 1 || groups_.size(b) == 1) {
      join(a, b);
    } else {
      const uint32_t seen = ++between_[a][b];
      between_[b][a] = seen;
      if (double(seen) >= ties_.support * double(groups_.size(a)) * double(groups_.size(b))) join(a, b);
    }
  }

  Clusters done() {
    Clusters out{.contradicted = contradicted_};
    for (const auto& [group, others] : between_)
      for (const auto& [other, seen] : others) out.bridges += group < other ? seen : 0;
    const size_t records = groups_.records();
    std::vector<RecordIndex> lowest(records, RecordIndex(records));
    out.entity_of.resize(records);
    for (RecordIndex i = 0; i < records; ++i) lowest[groups_.of(i)] = std::min(lowest[groups_.of(i)], i);
    for (RecordIndex i = 0; i < records; ++i) out.entity_of[i] = lowest[groups_.of(i)];
    return out;
  }

 private:
  bool contradict(RecordIndex a, RecordIndex b) {
    for (const std::vector<ValueCode>& values : values_)
      if (values[a] != kNothing && values[b] != kNothing && values[a] != values[b]) return true;
    const auto foes = apart_.find(a);
    return foes != apart_.end() && std::any_of(foes->second.begin(), foes->second.end(),
                                               [&](RecordIndex foe) { return groups_.of(foe) == b; });
  }

  // An entity of before stays one, unless a judgement or a number that changed says no to some of it: then
  // its pairs decide again.
  void join_again(const std::vector<RecordIndex>& entity) {
    std::unordered_set<RecordIndex> roots;
    for (const RecordIndex record : entity) roots.insert(groups_.of(record));
    for (const std::vector<ValueCode>& values : values_) {
      ValueCode one = kNothing;
      for (const RecordIndex root : roots) {
        if (one != kNothing && values[root] != kNothing && values[root] != one) return;
        one = std::max(one, values[root]);
      }
    }
    for (const RecordIndex root : roots)
      if (const auto foes = apart_.find(root); foes != apart_.end())
        for (const RecordIndex foe : foes->second)
          if (roots.contains(groups_.of(foe))) return;
    for (const RecordIndex record : entity) join(groups_.of(entity.front()), groups_.of(record));
  }

  void join(RecordIndex a, RecordIndex b) {
    if (a == b) return;
    const RecordIndex into = groups_.join(a, b), gone = into == a ? b : a;
    for (std::vector<ValueCode>& values : values_)
      if (values[into] == kNothing) values[into] = values[gone];
    if (const auto at = apart_.find(gone); at != apart_.end()) {
      const std::vector<RecordIndex> foes = std::move(at->second);
      apart_.erase(at);
      std::vector<RecordIndex>& kept = apart_[into];
      kept.insert(kept.end(), foes.begin(), foes.end());
    }
    hand_over(gone, into);
  }

  // The pairs seen between a group that is gone and others are now the joined group's.
  void hand_over(RecordIndex gone, RecordIndex into) {
    const auto at = between_.find(gone);
    if (at == between_.end()) return;
    const std::unordered_map<RecordIndex, uint32_t> seen = std::move(at->second);
    between_.erase(at);
    for (const auto& [other, count] : seen) {
      between_[other].erase(gone);
      if (other == into) continue;
      between_[other][into] = between_[into][other] += count;
    }
  }

  Groups groups_;
  const Ties& ties_;
  std::vector<std::vector<ValueCode>> values_;  // by field: the one value of the group, by its root
  std::unordered_map<RecordIndex, std::vector<RecordIndex>> apart_;  // by root: records judged to be others
  // By root: the pairs seen so far between two groups of several that were not enough to join them.
  std::unordered_map<RecordIndex, std::unordered_map<RecordIndex, uint32_t>> between_;
  int64_t contradicted_ = 0;
};

}  // namespace

Result<Clusters> cluster(size_t records, const LinkStore& links, const Ties& ties) {
  Joining joining(records, ties);
  QY_CHECK(links.each([&](const Link& link) { joining.take(link); }));
  return joining.done();
}

}  // namespace qy
