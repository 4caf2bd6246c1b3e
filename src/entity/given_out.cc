#include "entity/given_out.h"

#include <algorithm>
#include <set>

namespace qy {

Result<GivenOut> GivenOut::ask(Blocking& blocking, PairScorer& scorer, RecordIndex first) {
  GivenOut out;
  out.scorer_ = &scorer;
  std::vector<KeyOut> keys(blocking.size());
  bool is_after_like = false;
  for (size_t k = 0; k < keys.size(); ++k) {
    is_after_like = is_after_like || blocking.is_like(k);
    if (is_after_like) continue;
    keys[k] = {.is_given_out = !blocking.is_near(k), .groups = blocking.open(k).groups()};
  }
  for (const KeyOut& key : keys) out.is_out_.push_back(key.is_given_out);
  QY_TRY(out.tallies_, scorer.tallies(keys, first));
  return out;
}

Result<void> GivenOut::links(const Weights& weights, double least,
                             const std::function<Result<void>(const Link&)>& take) const {
  std::set<Pattern> wanted;
  for (const KeyTallies& key : tallies_)
    for (const auto& [pattern, count] : key.fresh)
      if (weights.most_bits(pattern) >= least) wanted.insert(pattern);
  if (wanted.empty()) return {};
  return scorer_->links({wanted.begin(), wanted.end()},
                        [&](RecordIndex a, RecordIndex b, Pattern pattern) -> Result<void> {
                          const double bits = weights.bits(pattern, a);
                          return bits < least ? Result<void>() : take({a, b, float(bits)});
                        });
}

}  // namespace qy
