// How a model is learned from pairs that nobody labelled.
//
//   pairs that a key gives, key by key  ──▶  m, by EM, of the comparisons that the key has no part in
//   pairs that some key gives           ──▶  how many of them are of one entity: the prior
//   those, and random pairs beside them ──▶  u: of all pairs but those of one entity
//          └──────────── again, until nothing moves ────────────┘
//
// u must leave the matches out. A sample of all pairs holds them in their own share, so that no agreement could
// weigh more than the prior weighs against it, however rare it is among strangers; and most pairs that agree on
// something rare are matches. The keys give nearly all of those, each pair once, so u is counted on them, each by
// the chance that it is no match, and on random pairs for the rest (a stratified sample). How many pairs agree
// in a value exactly is not sampled at all.
//
// A comparison that every key has a part in learns its m from all pairs given, by all comparisons together, and keeps the
// guess as if it had seen it a few times over. It takes three comparisons for that: two do not fix two classes, and the guess
// stands.
//
// Where a configuration knows m or u beforehand, it is not learned: m stands, and u is what is known plus what is counted.
// Little data cannot tell that what they never show is rarer than once in all their pairs.
//
// Sources: W. E. Winkler, "Using the EM Algorithm for Weight Computation in the Fellegi-Sunter Model" (1988).
#pragma once

#include "entity/link_model.h"

namespace qy {

struct PairSample {
  std::vector<PatternCounts> of_key;  // all pairs that a key gives
  PatternCounts given;                // by any key, each pair once
  PatternCounts random;               // random pairs that no key gives
  double all_pairs = 0;               // that there are
  double records = 0;
  // By comparison: how many of all pairs agree in the value exactly; nothing where no level asks that first.
  std::vector<std::optional<double>> agreeing;
};

struct Learned {
  LinkModel model;
  std::vector<size_t> guessed;  // comparisons whose m nothing could be learned of
};

Learned learn(const LinkConfig& config, const PairSample& sample);

}  // namespace qy
