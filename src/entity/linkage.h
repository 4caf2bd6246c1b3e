// The whole of it: records and a configuration in, entities out.
//
//   keys ──▶ pairs ──▶ patterns ──▶ model (learning.h) ──▶ weights ──▶ links ──▶ entities
//                                                                          judgements ──┘
//
// Pairs are never kept, only counted by pattern, and afterwards those above the threshold (links.h). The same
// records, configuration and seed give the same entities, whatever the number of threads.
#pragma once

#include <atomic>
#include <functional>
#include <string>
#include <vector>

#include "base/result.h"
#include "entity/blocking.h"
#include "entity/clusters.h"
#include "entity/judged_ties.h"
#include "entity/link_config.h"
#include "entity/link_model.h"
#include "entity/naming.h"
#include "entity/pair_scorer.h"

namespace qy {

// An earlier run that new records are added to: its model weighs them, only pairs with one of them in are
// looked at, and its entities stay what they were unless a judgement or a corrected number parts them.
struct EarlierRun {
  LinkModel model;
  std::vector<RecordIndex> entity_of;  // of its records, which come first: the record each is named after
  LinkStore links;                     // of its records, finished
};

// A pair that some key gave, told once. (Twice where an earlier key's group was crowded.)
struct SeenPair {
  size_t key = 0;  // the first that gave it
  RecordIndex a = 0, b = 0;
  double probability = 0;
};

struct LinkOptions {
  int threads = 2;
  uint64_t seed = 1;  // of the random pairs
  int64_t random_pairs = 2'000'000;
  const Judgements* judgements = nullptr;
  EarlierRun* onto = nullptr;  // its links are taken over
  // Where all is worked out anew: the record that each record's entity was named after before; those names stay.
  const std::vector<RecordIndex>* named = nullptr;
  // Told of every pair looked at, from thread `part` of `threads`.
  std::function<void(size_t part, const Blocking& blocking, const SeenPair& pair)> observe;
  // Compares the pairs of ordinary groups elsewhere; `observe` is not told of those.
  PairScorer* scorer = nullptr;
  std::function<void(const std::string& what, double share)> progress;
  const std::atomic<bool>* cancelled = nullptr;
};

struct Linkage {
  LinkModel model;
  std::vector<KeyReport> keys;
  LinkStore links;  // above the threshold
  Clusters clusters;
  std::vector<EntityChange> changes;  // of the entities of the earlier run
  int64_t pairs = 0;                  // looked at
  int64_t judgements_not_here = 0;    // that say nothing of these records
  std::vector<std::string> guessed;   // comparisons of which nothing could be learned
};

Result<Linkage> link(const Records& records, const LinkConfig& config, const LinkOptions& options);

}  // namespace qy
