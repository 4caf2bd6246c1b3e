// Holds the records against the log, and the states against the acts that made them.
#pragma once

#include <cstdint>
#include <string>

#include "base/result.h"
#include "seal/log.h"
#include "store/store_place.h"

namespace qy {

struct CheckedRecords {
  int64_t acts = 0, erased = 0, rows = 0;
};

// damaged, with the first thing that does not fit:
//   every entry of the log is the one that its history row gives, the tree gives the signed root;
//   every record is the one that its entry is committed to (erased ones aside);
//   every state row holds what the acts put into it, field by field, and no row is there that no act made.
// Acts committed and not yet published are checked by their commitments.
// `seen`: checkpoints that were kept elsewhere, which this log must continue.
Result<CheckedRecords> check_records(const StorePlace& place, const LogVerifier& verifier,
                                     const std::vector<std::string>& seen);

}  // namespace qy
