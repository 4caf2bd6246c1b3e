#include "api/etag.h"

#include "api/messages.h"
#include "seal/seal.h"

namespace qy {

std::string etag_of(const std::string& run_id, const std::string& id, int64_t version) {
  return "\"" + sm3_hex(run_id + "\n" + id + "\n" + std::to_string(version)).substr(0, 16) + "\"";
}

Result<Recorded> SeenBook::perform(const Act& act) {
  for (const Change& change : act.changes)
    if (change.table == table_ && change.id == id_ && change.expected != seen_) {
      moved_ = true;
      return Error{Code::conflict, say(kMovedSince)};
    }
  return book_.perform(act);
}

}  // namespace qy
