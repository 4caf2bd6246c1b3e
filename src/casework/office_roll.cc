#include "casework/office_roll.h"

namespace qy {
namespace {

// Rows are never taken away, so that a table is as it was where its last act is.
Result<int64_t> last_act_on(FilteringBook& records, const char* table) {
  QY_TRY(const auto rows, records.list({.table = table,
                                        .where = {},
                                        .order_by = "seq",
                                        .most = 1,
                                        .is_downwards = true,
                                        .first_by = {},
                                        .fields = {"active"}}));
  return rows.empty() ? -1 : rows.front().seq;
}

}  // namespace

Result<KnownOfficers> OfficeRoll::of_file(FilteringBook& records, const std::string& file) {
  std::array<int64_t, 3> upto{};
  size_t at = 0;
  for (const char* table : {"user_account", "user_role", "other_party"}) {
    QY_TRY(upto[at++], last_act_on(records, table));
  }
  std::shared_ptr<const Kept> kept;
  {
    const std::lock_guard lock(mutex_);
    kept = kept_;
  }
  if (!kept || kept->upto != upto) {
    QY_TRY(Everyone everyone, read_everyone(records));
    kept = std::make_shared<const Kept>(Kept{upto, std::move(everyone)});
    const std::lock_guard lock(mutex_);
    kept_ = kept;
  }
  return kept->everyone.of_file(file);
}

}  // namespace qy
