// Who may act in files, as last read: asked for with every file that is looked at, and changed a few times a year. Nothing is kept past an act
// that changed an account, a role or a party, whoever wrote it: the last act of each table is asked for first.
#pragma once

#include <array>
#include <memory>
#include <mutex>

#include "casework/officers.h"
#include "record/row_filter.h"

namespace qy {

// Safe from several threads.
class OfficeRoll {
 public:
  // Everybody, for a file of this number, as `records` stand.
  Result<KnownOfficers> of_file(FilteringBook& records, const std::string& file);

 private:
  struct Kept {
    std::array<int64_t, 3> upto;  // the last acts
    Everyone everyone;
  };
  std::mutex mutex_;
  std::shared_ptr<const Kept> kept_;
};

}  // namespace qy
