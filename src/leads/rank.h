// What to look at first.
//
// Published screenings confirm 3–11 % of raw hits, and one that flagged 35 % of all tenders was useless until
// its rules were stacked. So the order of reading is: independent evidence × money × how often the rule has
// been right.
//
// 1. Strength. A finding of rule r in band b has the strength
//        q = precision(r) × weight(b)        weight: red 1, yellow 0.6, blue 0.3
//    where the precision is the card's prior, corrected by recorded exits (precision.h).
//
// 2. Stack. Findings with the same stack_key (one firm, one tender, one beneficiary's records) support each
//    other, but only where they are independent: rules of one family would catch the same fact, so each
//    family gives its strongest finding alone. If the families were the only witnesses, the chance that all
//    are mistaken would be Π(1 − q), and the evidence is its logarithm:
//        evidence = Σ over families of −ln(1 − q)        in nats
//    A probability would saturate: at 0.99 a fourth witness no longer shows. A sum of nats never does.
//
// 3. Money. amount factor = 1 + log10(1 + yuan): ten times the money adds one, no money gives one, so that
//    no sum, however large, drowns the evidence. Debts count like claims (the sign is dropped). An unknown
//    amount takes the median of the known amounts of its rule, and the report says so; where a rule knows no
//    amount at all it is 0. Other currencies count by their figure, unconverted.
//
// 4. score = evidence × amount factor. Every step is rounded to four decimals: what is printed is what is
//    used and compared, and a hand that works it out again arrives at the same.
//
//    Example. A firm is the subject of two findings: H07 (family bid_price, precision 0.20, red, 990,000
//    yuan) and H15 (family bid_group, precision 0.10, yellow, amount unknown, median of H15 99,000 yuan).
//      strength: 0.20 × 1 = 0.20 and 0.10 × 0.6 = 0.06; nats: 0.2231 and 0.0619; evidence of both: 0.2850
//      factors:  1 + log10(990,001) = 6.9956 and 1 + log10(99,001) = 5.9956
//      scores:   1.9937 and 1.7087. Alone, H07 would have had 0.2231 × 6.9956 = 1.5607.
//
// 5. Ties, in this order: larger amount used, higher severity, rule id, fingerprint. Nothing depends on the
//    order that came in.
//
// 6. The first page holds `capacity` findings: those of the best score, but at most `per_stack` of one matter
//    and `per_rule` of one rule, so that thirty visits are not thirty times the same question. Those that
//    step back follow right after the page, and say so (held_back); when nothing else is left they fill the
//    page up, best first. `rank` is this order of reading, `score_rank` the order by score alone.
//
// 7. Findings with an exit on record (settled) come last, by score: they have been answered.
//
// What this is not: a score of a person or a firm. It orders questions about records, and a stack is shown
// only as the list of its findings.
// Known limits: families are declared on the cards, not measured; a large supplier meets more rules than a
// small one.
#pragma once

#include <map>

#include "leads/finding.h"
#include "leads/precision.h"

namespace qy {

struct RankOptions {
  int64_t capacity = 30;
  int64_t per_stack = 3;  // 0: no limit
  int64_t per_rule = 0;   // 0: a fifth of the capacity, at least 3
};

// Needs fingerprints (merge_same); fills score, rank, first_page of every finding and the screening's
// FirstPage, and sorts the findings by rank.
void rank(Screening& screening, const std::map<std::string, Tally>& tallies, const RankOptions& options);

double weight_of(Band band);
double amount_factor(Fen amount_fen);

}  // namespace qy
