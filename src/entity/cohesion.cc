#include "entity/cohesion.h"

#include <algorithm>
#include <unordered_map>

#include "entity/groups.h"

namespace qy {
namespace {

// Each link that joins two parts of one entity for the first time, strongest first: Kruskal's tree.
template <class Take>
Result<void> walk_trees(const std::vector<RecordIndex>& entity_of, const LinkStore& links, const Take& take) {
  Groups groups(entity_of.size());
  return links.each([&](const Link& link) {
    if (entity_of[link.a] != entity_of[link.b]) return;
    const RecordIndex a = groups.of(link.a), b = groups.of(link.b);
    if (a == b) return;
    groups.join(a, b);
    take(link);
  });
}

}  // namespace

Result<std::vector<Cohesion>> cohesion_of(const std::vector<RecordIndex>& entity_of, const LinkStore& links) {
  std::vector<Cohesion> out(entity_of.size());
  std::vector<int64_t> ties(entity_of.size());
  for (const RecordIndex entity : entity_of) ++out[entity].records;
  QY_CHECK(walk_trees(entity_of, links, [&](const Link& link) {
    out[entity_of[link.a]].weakest = link;
    ++ties[entity_of[link.a]];
  }));
  for (size_t i = 0; i < out.size(); ++i) out[i].is_whole = ties[i] + 1 >= out[i].records;
  return out;
}

Result<std::vector<Link>> chain_between(const std::vector<RecordIndex>& entity_of, const LinkStore& links,
                                        RecordIndex a, RecordIndex b) {
  std::unordered_multimap<RecordIndex, Link> of;
  QY_CHECK(walk_trees(entity_of, links, [&](const Link& link) {
    if (entity_of[link.a] != entity_of[a]) return;
    of.emplace(link.a, link);
    of.emplace(link.b, link);
  }));
  std::unordered_map<RecordIndex, Link> reached{{a, Link{}}};  // and by which link
  for (std::vector<RecordIndex> open{a}; !open.empty() && !reached.contains(b);) {
    const RecordIndex at = open.back();
    open.pop_back();
    for (auto [link, end] = of.equal_range(at); link != end; ++link) {
      const RecordIndex next = link->second.a == at ? link->second.b : link->second.a;
      if (reached.emplace(next, link->second).second) open.push_back(next);
    }
  }
  std::vector<Link> out;
  for (RecordIndex at = b; at != a && reached.contains(at);) {
    const Link& link = reached.at(at);
    out.push_back(link);
    at = link.a == at ? link.b : link.a;
  }
  std::reverse(out.begin(), out.end());
  return out;
}

}  // namespace qy
