#include "backup/restore.h"

#include <fstream>

#include "backup/messages.h"
#include "base/disk.h"
#include "seal/file_sealer.h"
#include "store/dump.h"

namespace qy {
namespace fs = std::filesystem;
namespace {

Result<void> copy_plain(const fs::path& from, const fs::path& to, const std::string& path) {
  std::error_code ec;
  fs::copy_file(from, to, ec);
  if (ec) return damaged(say(kBackupFile, path));
  return sync_file(to);
}

Result<void> unseal_to(Sealer& sealer, const fs::path& from, const fs::path& to) {
  std::ofstream out(to, std::ios::binary);
  auto unsealed = unseal_file(sealer, from, [&](std::string_view bytes) -> Result<void> {
    if (!out.write(bytes.data(), std::streamsize(bytes.size()))) return io_error(reason_of_failure());
    return {};
  });
  out.close();
  if (unsealed.ok() && !out) unsealed = io_error(reason_of_failure());
  if (!unsealed.ok()) return unsealed;
  return sync_file(to);
}

// The lines of the dump go through a file beside the database, which is gone afterwards.
Result<int64_t> load(Sealer& sealer, const fs::path& sealed, const StorePlace& place, int64_t now_ms) {
  const fs::path plain = place.workspace / kRecordsDump;
  QY_CHECK(unseal_to(sealer, sealed, plain));
  std::ifstream lines(plain, std::ios::binary);
  const auto next = [&](std::string& line) -> Result<bool> { return bool(std::getline(lines, line)); };
  auto loaded = load_records(place, next, now_ms);
  std::error_code ec;
  fs::remove(plain, ec);
  return loaded;
}

// Where the records of the restored workspace are: never where those of the first one may still be.
Result<void> point_settings(const fs::path& workspace, const std::string& url) {
  const fs::path file = workspace / "qingyuan.yaml";
  QY_TRY(const std::string text, read_file(file));
  std::string kept;
  for (size_t at = 0; at < text.size();) {
    const size_t end = std::min(text.find('\n', at), text.size() - 1) + 1;
    const std::string line = text.substr(at, end - at);
    if (!line.starts_with("records:")) kept += line;
    at = end;
  }
  if (!url.empty()) kept += (kept.ends_with('\n') ? "" : "\n") + ("records: " + url) + "\n";
  return write_file(file, kept);
}

Result<void> write_all(const RestorePlan& plan, const BackupManifest& manifest, Sealer& sealer) {
  const fs::path& workspace = plan.place.workspace;
  for (const auto& file : manifest.files) {
    if (file.path == kRecordsDump) continue;
    const fs::path from = plan.backup / "files" / file.path, to = workspace / file.path;
    QY_CHECK(make_folder(to.parent_path()));
    QY_CHECK(file.sealed ? unseal_to(sealer, from, to) : copy_plain(from, to, file.path));
  }
  QY_CHECK(make_folder(workspace / "keys"));
  std::error_code ec;
  fs::permissions(workspace / "keys", fs::perms::owner_all, ec);
  for (const char* key : {"seal.key", "log.key", "log.pub"}) {
    QY_CHECK(copy_plain(plan.keys / key, workspace / "keys" / key, key));
    if (std::string_view(key) != "log.pub")
      fs::permissions(workspace / "keys" / key, fs::perms::owner_read | fs::perms::owner_write, ec);
  }
  return point_settings(workspace, plan.place.url);
}

Result<Restored> restore_into(const RestorePlan& plan, int64_t now_ms) {
  if (!fs::exists(plan.backup / "manifest")) return not_found(say(kNoBackup, plan.backup.string()));
  QY_TRY(const std::string text, read_file(plan.backup / "manifest"));
  QY_TRY(const LogVerifier verifier, LogVerifier::read(plan.keys / "log.pub"));
  QY_TRY(BackupManifest manifest, read_manifest(verifier, text));
  QY_TRY(Sealer sealer, Sealer::open(plan.keys));
  if (!LogSigner::open(plan.keys, sealer).ok() || manifest.origin != verifier.origin())
    return Error{Code::conflict, say(kKeysOther)};
  QY_CHECK(check_files(manifest, plan.backup));
  QY_CHECK(write_all(plan, manifest, sealer));
  QY_TRY(const int64_t acts, load(sealer, plan.backup / "files" / kRecordsDump, plan.place, now_ms));
  if (acts != manifest.acts) return damaged(say(kActsDiffer, acts, manifest.acts));
  QY_TRY(CheckedRecords checked, check_records(plan.place, verifier, {manifest.checkpoint}));
  if (checked.acts != manifest.acts) return damaged(say(kActsDiffer, checked.acts, manifest.acts));
  return Restored{std::move(manifest), checked};
}

}  // namespace

Result<Restored> restore_backup(const RestorePlan& plan, int64_t now_ms) {
  const fs::path& target = plan.place.workspace;
  std::error_code ec;
  if (fs::exists(target) && !fs::is_empty(target, ec))
    return Error{Code::conflict, say(kBackupThere, target.string())};
  // Beside it and then under its name: whoever finds a workspace finds a whole one.
  RestorePlan beside = plan;
  beside.place.workspace = target.string() + ".restoring";
  if (fs::exists(beside.place.workspace)) fs::remove_all(beside.place.workspace, ec);
  QY_CHECK(make_folder(beside.place.workspace));
  auto restored = restore_into(beside, now_ms);
  if (restored.ok()) {
    fs::remove(target, ec);
    if (auto moved = move_durably(beside.place.workspace, target); !moved.ok()) restored = moved.error();
  }
  if (!restored.ok()) fs::remove_all(beside.place.workspace, ec);
  return restored;
}

}  // namespace qy
