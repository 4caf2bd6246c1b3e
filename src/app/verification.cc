#include "app/verification.h"

#include <set>

#include "app/evidence_store.h"
#include "app/records.h"
#include "base/disk.h"
#include "seal/file_sealer.h"
#include "seal/seal.h"

namespace qy {
namespace {

// The original of a source, unsealed and hashed again.
Result<void> verify_original(Workspace& workspace, Sealer& sealer, const SourceManifest& source) {
  Sm3 hash;
  QY_CHECK(unseal_file(sealer, workspace.folder() / "originals" / source.received_sm3,
                       [&](std::string_view bytes) {
                         hash.update(bytes);
                         return Result<void>();
                       }));
  if (hash.hex() != source.received_sm3)
    return damaged("原件与记录的校验值不符，请从备份恢复 (the original of " + source.name +
                   " does not match its hash: restore it from a backup)");
  return {};
}

// The log, the records and what they made: nothing to say where nothing was ever recorded.
Result<std::optional<CheckedRecords>> verify_records(const Workspace& workspace,
                                                     const std::vector<std::string>& files) {
  if (!has_records(workspace) && files.empty()) return std::optional<CheckedRecords>();
  QY_TRY(const LogVerifier key, LogVerifier::read(workspace.folder() / "keys" / "log.pub"));
  std::vector<std::string> seen;
  for (const auto& file : files) {
    QY_TRY(seen.emplace_back(), read_file(file));
  }
  std::error_code ec;  // those that witnesses signed (witness_command.cc)
  for (const auto& note : std::filesystem::directory_iterator(workspace.folder() / "log" / "witnessed", ec)) {
    QY_TRY(seen.emplace_back(), read_file(note.path()));
  }
  QY_TRY(const StorePlace place, records_place(workspace));
  QY_TRY(const CheckedRecords checked, check_records(place, key, seen));
  return std::optional(checked);
}

// What is damaged is told, and the rest is looked at all the same.
template <class Found>
Result<Found> or_told(Result<Found> found, std::vector<std::string>& broken) {
  if (found.ok() || found.error().code != Code::damaged) return found;
  broken.push_back(found.error().message);
  return Found{};
}

Error stopped() {
  return {Code::cancelled, "已停止核对，没有改动任何数据 (stopped; nothing was changed)"};
}

}  // namespace

Result<Verified> verify_workspace(Workspace& workspace, const std::vector<std::string>& seen,
                                  const std::function<bool(double)>& progress) {
  QY_TRY(Sealer sealer, workspace.sealer());
  QY_TRY(const auto batches, workspace.lake().batches());
  Verified verified{.batches = batches.size()};
  std::set<std::string> originals;
  size_t looked_at = 0;
  for (const BatchManifest& batch : batches) {
    if (!progress(0.5 * double(looked_at++) / double(batches.size()))) return stopped();
    for (const SourceManifest& source : batch.sources) {
      if (source.rows_read != source.rows_kept + source.rows_refused)
        verified.broken.push_back(source.name + "：读入 " + std::to_string(source.rows_read) +
                                  " 行，保留与退回之和不等 (rows read are not rows kept and refused)");
      if (!originals.insert(source.received_sm3).second)
        continue;  // of a zip whose other files were met before
      if (auto sound = verify_original(workspace, sealer, source); !sound.ok())
        verified.broken.push_back(source.name + "：" + sound.error().message);
    }
  }
  verified.originals = originals.size();
  QY_TRY(auto engine, open_duckdb({}));
  QY_CHECK(workspace.lake().attach(*engine));
  if (!progress(0.5)) return stopped();
  QY_TRY(verified.evidence, or_told(verify_bytes(workspace), verified.broken));
  if (!progress(0.7)) return stopped();
  QY_TRY(verified.records, or_told(verify_records(workspace, seen), verified.broken));
  return verified;
}

}  // namespace qy
