// The log: every act's entry, in order, under one root that is signed again and again (merkle.h,
// checkpoint.h, tile.h). The entries are first in the database, in the act's own transaction; publishing
// brings them here.
//
//   database: 0 1 2 3 4 5 6 7 8     committed
//   log:      0 1 2 3 4 5           published, signed: never ahead of the database
//
// A crash while publishing leaves the old checkpoint and perhaps files beyond it; they are written again.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "seal/checkpoint.h"
#include "seal/tile.h"

namespace qy {

// The writing side. One at a time (its caller holds a lock); not thread-safe.
class Log {
 public:
  // An empty log, signed. conflict when there is one.
  static Result<void> create(const std::filesystem::path& folder, LogSigner& signer);
  // Reads the right edge and holds it against the checkpoint: damaged when a tile is torn or does not give
  // the signed root.
  static Result<Log> open(const std::filesystem::path& folder, LogSigner& signer);

  int64_t size() const { return size_; }
  // Adds them and signs; on disk when it returns. On failure the log is what it was; open it again.
  Result<void> publish(const std::vector<std::string>& entries);

 private:
  Log(std::filesystem::path folder, LogSigner& signer);
  Result<void> add(const TreeHash& leaf, std::string_view entry);
  TreeHash root() const;

  Result<void> put(int level, int64_t index, const std::vector<TreeHash>& hashes);

  struct Written {
    int level;
    int64_t index, width;
  };
  TileFolder tiles_;
  std::vector<Written> written_;  // since the last checkpoint
  LogSigner* signer_;
  TreeHasher hasher_;
  int64_t size_ = 0, published_ = 0;         // of the tree; as of the checkpoint on disk
  std::vector<std::vector<TreeHash>> edge_;  // the last tile of each level
  std::string bundle_;                       // the last bundle of entries
};

// The reading side: proofs from tiles that are there, under the checkpoint that was signed last.
class LogReader {
 public:
  static Result<LogReader> open(const std::filesystem::path& folder, const LogVerifier& verifier);

  const Checkpoint& head() const { return head_; }
  const std::string& note() const { return note_; }
  Result<std::string> entry(int64_t index) const;
  // A text that proves entry `index` to whoever has the log's public key (C2SP tlog-proof), with the entry.
  Result<std::string> receipt(int64_t index) const;
  Result<Proof> consistency(int64_t older) const;
  // not that log, or shorter than what was seen: see kForked, kRolledBack
  Result<void> continues(const Checkpoint& seen) const;
  // Reads everything: each entry's hash, each tile, the root. `see` gets each entry, in order.
  Result<void> check_all(const std::function<Result<void>(int64_t, std::string_view)>& see) const;

 private:
  LogReader(std::filesystem::path folder, SealProfile profile);
  SubtreeReader subtrees(int64_t size) const;

  TileFolder tiles_;
  TreeHasher hasher_;
  Checkpoint head_;
  std::string note_;
};

// What a receipt says, once it holds.
struct Receipt {
  int64_t index = 0;
  std::string entry;
  Checkpoint checkpoint;
};
// damaged when it does not prove its entry under a checkpoint of this log.
Result<Receipt> check_receipt(const LogVerifier& verifier, std::string_view text);

}  // namespace qy
