#include "app/evidence_store.h"

#include <fstream>

#include "app/commands.h"
#include "base/disk.h"
#include "base/messages.h"
#include "ingest/original.h"
#include "seal/file_sealer.h"

namespace qy {
namespace fs = std::filesystem;
namespace {

fs::path folder_of(const Workspace& workspace) {
  return workspace.folder() / "evidence";
}

Result<void> rehash(Sealer& sealer, const fs::path& kept, const std::function<void(std::string_view)>& see) {
  Sm3 hash;
  QY_CHECK(unseal_file(sealer, kept, [&](std::string_view bytes) {
    hash.update(bytes);
    see(bytes);
    return Result<void>();
  }));
  if (hash.hex() == kept.filename()) return {};
  return damaged("证据或文书 " + kept.filename().string() +
                 " 的内容与校验值不符，请从备份恢复 (does not match its hash: restore it from a backup)");
}

// `seal` writes them sealed to the place it is given and says what they are; they get their name when all are on disk.
Result<KeptBytes> keep(const Workspace& workspace,
                       const std::function<Result<KeptBytes>(Sealer&, const fs::path&)>& seal) {
  const fs::path folder = folder_of(workspace);
  QY_CHECK(make_folder(folder));
  QY_TRY(const FileLock lock, FileLock::take(workspace.folder() / "evidence.lock"));
  const fs::path coming = folder / "coming";
  QY_TRY(Sealer sealer, workspace.sealer());
  QY_TRY(const KeptBytes kept, seal(sealer, coming));
  QY_CHECK(sync_file(coming));
  QY_CHECK(move_durably(coming, folder / kept.sm3));
  return kept;
}

}  // namespace

Result<KeptBytes> keep_bytes(const Workspace& workspace, const fs::path& file) {
  return keep(workspace, [&](Sealer& sealer, const fs::path& coming) -> Result<KeptBytes> {
    QY_TRY(const Received received,
           receive_sealed(file, coming, sealer, interrupted, [](const std::string&) {}));
    return KeptBytes{received.sm3, received.bytes};
  });
}

Result<KeptBytes> keep_content(const Workspace& workspace, std::string_view bytes) {
  return keep(workspace, [&](Sealer& sealer, const fs::path& coming) -> Result<KeptBytes> {
    QY_TRY(FileSealer file, FileSealer::create(sealer, coming));
    QY_CHECK(file.write(bytes));
    QY_CHECK(file.finish());
    return KeptBytes{sm3_hex(bytes), int64_t(bytes.size())};
  });
}

Result<void> give_bytes(const Workspace& workspace, const std::string& sm3, const fs::path& to) {
  QY_TRY(Sealer sealer, workspace.sealer());
  std::ofstream out(to, std::ios::binary | std::ios::trunc);
  QY_CHECK(rehash(sealer, folder_of(workspace) / sm3,
                  [&](std::string_view bytes) { out.write(bytes.data(), std::streamsize(bytes.size())); }));
  out.close();
  if (!out) return io_error(say(kCannotWrite, to.string(), reason_of_failure()));
  return sync_file(to);
}

Result<int64_t> verify_bytes(const Workspace& workspace) {
  QY_TRY(Sealer sealer, workspace.sealer());
  int64_t kept = 0;
  std::error_code none;
  for (const auto& file : fs::directory_iterator(folder_of(workspace), none)) {
    if (file.path().filename() == "coming") continue;  // what a crash left of keeping one
    QY_CHECK(rehash(sealer, file.path(), [](std::string_view) {}));
    ++kept;
  }
  return kept;
}

}  // namespace qy
