// What of a linkage's pairs was given out (pair_scorer.h): the answers by key, and the links among them.
#pragma once

#include <functional>
#include <vector>

#include "base/result.h"
#include "entity/links.h"
#include "entity/pair_scorer.h"

namespace qy {

class GivenOut {
 public:
  // Opens every key once, and waits for the tallies. `scorer` must outlive this.
  static Result<GivenOut> ask(Blocking& blocking, PairScorer& scorer, RecordIndex first);

  bool has(size_t key) const { return is_out_[key]; }
  const KeyTallies& tallies(size_t key) const { return tallies_[key]; }
  // Pairs of at least so many bits.
  Result<void> links(const Weights& weights, double least,
                     const std::function<Result<void>(const Link&)>& take) const;

 private:
  std::vector<bool> is_out_;  // by key
  std::vector<KeyTallies> tallies_;
  PairScorer* scorer_ = nullptr;
};

}  // namespace qy
