// How much of what a rule reports is confirmed: the card's guess, corrected by what the office found out.
//
// The prior of a card (say 0.10, because published checks confirmed 3–11 % of such hits) counts as
// kPriorStrength imaginary exits: Beta(20 × 0.10, 20 × 0.90) = Beta(2, 18). Every recorded exit then counts
// beside them:
//
//   precision = (20 × prior + confirmed) / (20 + decided)
//
//   Example: prior 0.10; 8 exits, 5 of them confirmed: (2 + 5) / (20 + 8) = 0.25.
//   Without any exit it is the prior; after 200 exits the prior is a tenth of the evidence.
//
// Twenty, because a rule that the office has tried on twenty findings deserves to be believed as much as the
// literature.
#pragma once

#include <cstdint>
#include <vector>

namespace qy {

inline constexpr double kPriorStrength = 20;

struct Tally {  // of one rule; may hold halves (exits.h)
  double confirmed = 0, decided = 0;
};

// Beta(a, b) over a rule's precision. A prior outside 0.005..0.95 is drawn to the nearer end: no rule is
// never right, none always.
struct Precision {
  double a = 1, b = 1;
  static Precision of(double prior, Tally tally);
  double mean() const { return a / (a + b); }
};

struct Yield {
  double expected = 0;
  int64_t low = 0, high = 0;  // the 5th and the 95th percentile
};

struct Share {  // so many findings of a rule with this precision
  Precision precision;
  int64_t findings = 0;
};

// How many of these findings will be confirmed. The number of one rule is beta-binomial (its precision is
// uncertain, and shared by all its findings), the rules are taken as independent, and their distributions are
// convolved exactly; above kExactFindings, where that takes too long, their sum is taken as normal. Findings
// about one matter tend to stand or fall together, so the true spread is somewhat wider.
inline constexpr int64_t kExactFindings = 3'000;
Yield expected_yield(const std::vector<Share>& shares);

}  // namespace qy
