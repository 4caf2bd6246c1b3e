#include "backup/backup.h"

#include <algorithm>
#include <fstream>

#include "backup/messages.h"
#include "base/disk.h"
#include "seal/file_sealer.h"
#include "seal/log.h"
#include "store/dump.h"
#include "store/publishing.h"

namespace qy {
namespace fs = std::filesystem;
namespace {

// Sealed already where they lie.
bool is_sealed(const std::string& path) {
  return path.starts_with("originals/") || path.starts_with("evidence/");
}

// Keys are kept apart, the records are dumped, and the rest of these is of the moment.
bool is_left_out(const std::string& path) {
  return path.starts_with("keys/") || path.starts_with("records.db") || path == "log.lock" ||
         path.ends_with(".lock") || path.ends_with(".part") || path.starts_with("drill.part/") ||
         path.starts_with("log/") || path.starts_with("uploads/");
}

class BackupRun {
 public:
  BackupRun(const StorePlace& place, fs::path into, Sealer& sealer)
      : place_(place), files_(std::move(into)), sealer_(sealer) {}

  Result<void> copy(const std::string& path) {
    const fs::path from = place_.workspace / path, to = files_ / path;
    QY_CHECK(make_folder(to.parent_path()));
    const bool sealed = is_sealed(path);
    std::error_code ec;
    if (sealed && (!fs::copy_file(from, to, ec) || ec)) return damaged(say(kBackupMoved, path));
    if (!sealed) QY_CHECK(seal_file(from, to));
    return keep(path, !sealed);
  }

  // Entries of the log before the records, so that the records know of all that the log does.
  Result<std::string> copy_log() {
    QY_TRY(const auto lock, lock_publishing(place_.workspace));
    QY_TRY(const std::string checkpoint, read_file(place_.workspace / "log" / "checkpoint"));
    std::error_code ec;
    for (const auto& entry : fs::recursive_directory_iterator(place_.workspace / "log", ec))
      if (entry.is_regular_file() && entry.path().extension() != ".part")
        QY_CHECK(copy(fs::relative(entry.path(), place_.workspace).generic_string()));
    return checkpoint;
  }

  Result<int64_t> dump() {
    QY_TRY(FileSealer out, FileSealer::create(sealer_, files_ / kRecordsDump));
    QY_TRY(const int64_t acts,
           dump_records(place_, [&](std::string_view line) { return out.write(std::string(line) + "\n"); }));
    QY_CHECK(out.finish());
    QY_CHECK(keep(kRecordsDump, true));
    return acts;
  }

  std::vector<BackedUpFile> kept;

 private:
  Result<void> seal_file(const fs::path& from, const fs::path& to) {
    std::ifstream in(from, std::ios::binary);
    if (!in) return damaged(say(kBackupMoved, from.string()));
    QY_TRY(FileSealer out, FileSealer::create(sealer_, to));
    std::string piece(1 << 20, '\0');
    while (in.read(piece.data(), std::streamsize(piece.size())) || in.gcount() > 0)
      QY_CHECK(out.write(std::string_view(piece).substr(0, size_t(in.gcount()))));
    if (in.bad()) return damaged(say(kBackupMoved, from.string()));
    return out.finish();
  }
  Result<void> keep(const std::string& path, bool sealed) {
    QY_CHECK(sync_file(files_ / path));
    QY_TRY(BackedUpFile file, measured(files_ / path, path, sealed));
    kept.push_back(std::move(file));
    return {};
  }

  const StorePlace& place_;
  fs::path files_;
  Sealer& sealer_;
};

// Manifests of batches first: a batch is whole from the moment its manifest is there, and not before.
std::vector<std::string> paths_of(const fs::path& workspace) {
  std::vector<std::string> first, rest;
  std::error_code ec;
  for (const auto& entry : fs::recursive_directory_iterator(workspace, ec)) {
    if (!entry.is_regular_file()) continue;
    const std::string path = fs::relative(entry.path(), workspace).generic_string();
    if (!is_left_out(path)) (path.starts_with("batches/") ? first : rest).push_back(path);
  }
  std::sort(first.begin(), first.end());
  std::sort(rest.begin(), rest.end());
  first.insert(first.end(), rest.begin(), rest.end());
  return first;
}

Result<BackupManifest> make(const StorePlace& place, const fs::path& into, const Clock& clock) {
  QY_TRY(Sealer sealer, Sealer::open(place.workspace / "keys"));
  QY_TRY(LogSigner signer, LogSigner::open(place.workspace / "keys", sealer));
  BackupRun run(place, into / "files", sealer);
  QY_CHECK(make_folder(into / "files"));
  BackupManifest manifest{.made_at = clock.stamp(),
                          .profile = sealer.profile() == SealProfile::gm ? "gm" : "intl",
                          .origin = signer.verifier().origin(),
                          .checkpoint = "",
                          .acts = 0,
                          .files = {}};
  QY_TRY(manifest.checkpoint, run.copy_log());
  for (const std::string& path : paths_of(place.workspace)) QY_CHECK(run.copy(path));
  QY_TRY(manifest.acts, run.dump());
  manifest.files = std::move(run.kept);
  QY_TRY(const std::string text, signed_manifest(signer, manifest));
  QY_CHECK(write_file(into / "manifest", text));
  return manifest;
}

}  // namespace

Result<BackupManifest> make_backup(const StorePlace& place, const fs::path& into, const Clock& clock) {
  std::error_code ec;
  if (fs::exists(into) && !fs::is_empty(into, ec))
    return Error{Code::conflict, say(kBackupThere, into.string())};
  auto made = make(place, into, clock);
  if (!made.ok()) fs::remove_all(into, ec);
  return made;
}

}  // namespace qy
