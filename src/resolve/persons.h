// Records of the lake without a valid citizen number, and whom they are of: by equality of tokens alone (entities/person.yaml).
//
//   3301**1234  张三  V1  account A1 ─┐ one name, one village, one account
//   N1          张三  V1  account A1 ─┘   ─▶ of N1, as that row says
//
//   3301**1234  张三  V1  account A2      left out: a namesake of the village, nothing more
//   3301**1234  张三  V1  account A9      left out: N1 and N2 both draw to A9 under this name
//   3301**1234  张三  V1  account A7      left out: more than six names draw to A7
//   3302**1234  张三  V1  account A1      left out: N1's number does not begin so, and it shows another sex
//
// Two valid numbers are never one: nothing is told of a record that has one, and a foreign document is left alone.
#pragma once

#include <atomic>
#include <string>
#include <vector>

#include "entity/judgements.h"
#include "lake/engine.h"
#include "resolve/exact_kind.h"

namespace qy {

// A record's key (qy_person_key), the valid number it is of, and the first row of one table under that number that says so.
struct PersonOf {
  std::string key, number, basis, basis_en, table, source_id, sheet;
  int64_t row = 0;
};

struct PersonsFound {
  int64_t records = 0;         // without a valid number, each as often as it is written otherwise
  int64_t in_doubt = 0;        // claimed by two, contradicted, or judged not to be
  std::vector<PersonOf> told;  // a row a key and table, in this order
};

// `engine`: the lake with the prelude. A judgement of no or unsure between a key and a number leaves the record out; a yes joins
// nothing, since a number that is known belongs into the data.
Result<PersonsFound> find_persons(Engine& engine, const ExactKind& kind, const TableSet& tables,
                                  const Judgements& judged);

}  // namespace qy
