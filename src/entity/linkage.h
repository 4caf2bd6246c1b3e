// The whole of it: records and a configuration in, entities out.
//
//   keys ──▶ pairs ──▶ patterns ──▶ model (u from random pairs, m by EM) ──▶ weights ──▶ links ──▶ entities
//
// Pairs are never kept, only counted by pattern, and afterwards those above the threshold. The same records,
// configuration and seed give the same entities, whatever the number of threads.
#pragma once

#include <atomic>
#include <functional>
#include <string>
#include <vector>

#include "base/result.h"
#include "entity/blocking.h"
#include "entity/clusters.h"
#include "entity/link_config.h"
#include "entity/link_model.h"

namespace qy {

struct LinkOptions {
  int threads = 2;
  uint64_t seed = 1;  // of the random pairs
  int64_t random_pairs = 2'000'000;
  std::function<void(const std::string& what, double share)> progress;
  const std::atomic<bool>* cancelled = nullptr;
};

struct Linkage {
  LinkModel model;
  std::vector<KeyReport> keys;
  std::vector<Link> links;  // above the threshold, strongest first
  Clusters clusters;
  int64_t pairs = 0;  // looked at
};

Result<Linkage> link(const Records& records, const LinkConfig& config, const LinkOptions& options);

}  // namespace qy
