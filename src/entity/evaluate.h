// How good a linkage is, where the truth is known.
//
//   pairwise   of the pairs that were joined, how many belong together (precision); of those that belong
//              together, how many were joined (recall)
//   clusters   whole entities found exactly, neither more nor less
//   B-cubed    the same as pairwise, record by record: a large entity does not drown the small ones
//
// Source for B-cubed: A. Bagga, B. Baldwin, "Entity-Based Cross-Document Coreferencing" (1998).
#pragma once

#include <cstdint>
#include <vector>

namespace qy {

struct Accuracy {
  double precision = 0, recall = 0;
  double f1() const { return precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0; }
};

struct Evaluation {
  Accuracy pairwise, clusters, b_cubed;
  int64_t pairs_true = 0, pairs_joined = 0, pairs_both = 0;
};

// One entry a record, in the same order: equal numbers are one entity.
Evaluation evaluate(const std::vector<uint32_t>& found, const std::vector<uint32_t>& truth);

}  // namespace qy
