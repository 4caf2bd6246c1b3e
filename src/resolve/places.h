// Addresses of the lake that are one place in two spellings: by equality of tokens and of divisions alone (entities/address.yaml).
//
//   420506 | 东城路12号3栋    as 东城路12号3幢   ─┐ one place
//   420506 | 东城路12号3栋    as 东城路12号三栋  ─┘
//   -      | 东城路12号3栋    of that place too, where no other division is known to have one, and every file that writes it so
//                             is a register of 420506
//
//   420505 | 东城路12号3栋    left out: another town's
//   420506 | 东城路12号       left out: not the third building
//   420506 | 东城路           no house, so no place (address_extent)
#pragma once

#include <string>
#include <vector>

#include "entity/judgements.h"
#include "lake/engine.h"
#include "resolve/exact_kind.h"

namespace qy {

// An address as written (its token), the place that it is, and the first row of one table that writes the place otherwise.
struct PlaceOf {
  std::string key, place, basis, basis_en, table, source_id, sheet;
  bool division_said = true;
  int64_t row = 0;
};

struct PlacesFound {
  int64_t records = 0;   // addresses that name a house, each spelling once
  int64_t unread = 0;    // addresses of batches from before places were read: compared as they are written
  int64_t in_doubt = 0;  // without a division, perhaps another town's; judged not to be; read in two ways
  std::vector<PlaceOf> told;  // a row a key and table, in this order
};

// `engine`: the lake. A judgement of no or unsure between a key and a place leaves it out, as with persons.
Result<PlacesFound> find_places(Engine& engine, const ExactKind& kind, const Judgements& judged);

}  // namespace qy
