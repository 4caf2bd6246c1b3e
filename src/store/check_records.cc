#include "store/check_records.h"

#include <nlohmann/json.hpp>
#include <set>
#include <unordered_map>

#include "base/json.h"
#include "base/message.h"
#include "store/database.h"
#include "store/history.h"
#include "store/messages.h"
#include "store/publishing.h"
#include "store/state_rows.h"

namespace qy {
namespace {

// What the acts made of each row. Of an act that was erased nobody knows what it set: a row that it touched last is
// let through, and one that a later act touched is held to what that act set.
class Replay {
 public:
  Result<void> take(const HistoryRow& row) {
    if (!row.record || !row.salt) {
      erased_.insert(row.seq);
      return {};
    }
    QY_TRY(const Json record, parse_json(*row.record, "act " + std::to_string(row.seq)));
    if (record.contains("erases"))
      for (const Json& seq : record.at("erases")) lawful_.insert(seq.get<int64_t>());
    for (const Json& change : record.at("changes")) {
      auto& made = made_[change.at("table").get<std::string>()][change.at("id").get<std::string>()];
      made.version += 1;
      made.seq = row.seq;
      for (const auto& [name, value] : change.at("fields").items()) made.fields[name] = value_of(value);
    }
    return {};
  }

  // Rows that are there against rows that were made.
  Result<int64_t> check(Database& database) {
    for (const int64_t seq : erased_)
      if (!lawful_.contains(seq)) return damaged(say(kErasedByNobody, seq));
    int64_t rows = 0;
    for (const auto& [table, fields] : database.state_tables()) {
      QY_TRY(const auto there, rows_where(database, table, {}));
      auto& made = made_[table];
      for (const Row& row : there) {
        const auto at = made.find(row.id);
        if (!erased_.contains(row.seq) && (at == made.end() || !same(row, at->second)))
          return damaged(say(kStateDiffers, table, row.id));
        if (at != made.end()) made.erase(at);
        ++rows;
      }
      if (!made.empty()) return damaged(say(kStateDiffers, table, made.begin()->first));
    }
    return rows;
  }
  int64_t erased() const { return int64_t(erased_.size()); }

 private:
  struct Made {
    int64_t version = 0, seq = 0;
    Fields fields;
  };

  static FieldValue value_of(const Json& json) {
    if (json.is_number_integer()) return json.get<int64_t>();
    if (json.is_string()) return json.get<std::string>();
    return std::monostate();
  }

  bool same(const Row& row, const Made& made) const {
    const bool whole = row.version == made.version || (!erased_.empty() && row.version > made.version);
    if (!whole || row.seq != made.seq) return false;
    for (const auto& [name, value] : made.fields) {
      const auto at = row.fields.find(name);
      if (at == row.fields.end() || at->second != value) return false;
    }
    return true;
  }

  std::map<std::string, std::unordered_map<std::string, Made>> made_;
  std::set<int64_t> erased_, lawful_;  // what is gone, and what some act erased
};

}  // namespace

Result<CheckedRecords> check_records(const StorePlace& place, const LogVerifier& verifier,
                                     const std::vector<std::string>& seen) {
  // While the log is read nobody adds to it. Where no lock can be taken (a disk that is read only), nobody can.
  const auto still = lock_publishing(place.workspace);
  if (!still.ok() && still.error().code != Code::io) return still.error();
  QY_TRY(const LogReader log, LogReader::open(place.workspace / "log", verifier));
  for (const std::string& note : seen) {
    QY_TRY(const Checkpoint checkpoint, read_checkpoint(verifier, note));
    QY_CHECK(log.continues(checkpoint));
  }
  QY_TRY(const auto database, Database::open(place, IfMissing::refuse));
  QY_CHECK(check_version(*database, place.migrations));
  QY_CHECK(database->read_catalogue());
  QY_CHECK(database->begin_reading());
  QY_TRY(const Head head, read_head(*database));
  if (head.size < log.head().size) return damaged(say(kRecordsBehind, head.size, log.head().size));

  std::vector<TreeHash> leaves;
  const TreeHasher hasher(verifier.profile());
  CheckedRecords checked;
  Replay replay;
  QY_CHECK(each_history(*database, 0, head.size, [&](const HistoryRow& row) -> Result<void> {
    if (row.seq < log.head().size) leaves.push_back(hasher.leaf(row.entry()));
    ++checked.acts;
    if (row.record && row.salt && hex_of(hasher.commitment(*row.salt, *row.record)) != row.commitment)
      return damaged(say(kRecordsDiffer, row.seq));
    return replay.take(row);
  }));
  QY_CHECK(log.check_all([&](int64_t seq, std::string_view entry) -> Result<void> {
    if (hasher.leaf(entry) != leaves[size_t(seq)]) return damaged(say(kRecordsDiffer, seq));
    return {};
  }));
  QY_TRY(checked.rows, replay.check(*database));
  checked.erased = replay.erased();
  database->rollback();
  return checked;
}

}  // namespace qy
